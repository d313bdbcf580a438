import fs from 'node:fs';
import path from 'node:path';
import type { Seeds } from './seeds.ts';

type Fields = Record<string, unknown>;

const idOf = (n: number): string => `019df34${n}-e701-7000-8000-00000000000${n}`;

/** Writes the records of one rollout. */
class Rollout {
  readonly lines: string[] = [];
  #count = 0;

  add(type: string, payload: Fields, more: Fields = {}): void {
    const timestamp = new Date(Date.UTC(2026, 4, 4, 14, 0, (this.#count += 1))).toISOString();
    this.lines.push(JSON.stringify({ timestamp, type, payload, ...more }));
  }

  event = (type: string, fields: Fields): void => this.add('event_msg', { type, ...fields });
  item = (type: string, fields: Fields): void => this.add('response_item', { type, ...fields });

  begin(id: string, more: Fields = {}): void {
    const usual = {
      cwd: '/srv/app',
      originator: 'codex-tui',
      cli_version: '0.128.0',
      source: 'cli',
      model_provider: 'openai',
    };
    this.add('session_meta', { id, timestamp: '2026-05-04T14:00:00.000Z', ...usual, ...more });
  }

  message(role: string, text: string): void {
    this.item('message', { role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }] });
  }

  call(name: string, args: unknown, output: unknown): void {
    const call_id = `call_${String(this.#count).padStart(24, 'a')}`;
    this.item('function_call', { name, arguments: typeof args === 'string' ? args : JSON.stringify(args), call_id });
    this.item('function_call_output', { call_id, output });
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

/** Writes a home of Codex with a secret in every place that a rollout, or a list beside it, has for words. */
export function seedCodexHome(home: string, seeds: Seeds): void {
  const root = path.join(home, '.codex');
  const write = (id: string, text: string): void => {
    const folder = path.join(root, 'sessions', '2026', '05', '04');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `rollout-2026-05-04T14-00-00-${id}.jsonl`), text);
  };
  write(idOf(1), conversation(seeds).text);
  write(idOf(2), head(seeds).text);
  write(idOf(3), events(seeds).text);
  write(idOf(4), oddLines(seeds));
  for (let n = 0; n < 2; n++) {
    const named = new Rollout();
    const id = seeds.nameToken('codex: name of a rollout');
    named.begin(id);
    named.message('user', 'a session with a name');
    write(id, named.text);
  }
  const names = { id: idOf(3), thread_name: seeds.text('codex: name of a thread'), updated_at: '2026-05-04T14:00:00Z' };
  fs.writeFileSync(path.join(root, 'session_index.jsonl'), `${JSON.stringify(names)}\n`);
  const imported = {
    records: [{ imported_thread_id: idOf(4), source_path: `/srv/${seeds.token('codex: path of an import')}.jsonl` }],
  };
  fs.writeFileSync(path.join(root, 'external_agent_session_imports.json'), JSON.stringify(imported));
}

function conversation({ text, token }: Seeds): Rollout {
  const r = new Rollout();
  r.begin(idOf(1));
  r.event('task_started', { turn_id: idOf(5), model_context_window: 1 });
  r.add('turn_context', {
    turn_id: idOf(5),
    cwd: `/srv/${token('codex: cwd of a turn')}`,
    model: token('codex: model of a turn'),
    effort: token('codex: effort'),
  });
  for (let n = 0; n < 8; n++) {
    r.message('user', text('codex: prompt'));
    r.item('reasoning', {
      summary: [{ type: 'summary_text', text: text('codex: thinking') }],
      content: null,
      encrypted_content: null,
    });
    r.message('assistant', text('codex: answer'));
    r.call(
      'shell',
      { command: ['bash', '-lc', text('codex: command')], workdir: '/srv' },
      JSON.stringify({ output: text('codex: output'), metadata: { exit_code: 0 } }),
    );
  }
  r.call(
    'exec_command',
    { cmd: `mysql -u root -p${token('codex: flag')}x`, workdir: `/srv/${token('codex: folder of a command')}` },
    `Process exited with code 1\nOutput:\n${text('codex: error output')}`,
  );
  r.call('shell', { command: ['curl', '-u', `dev:${token('codex: argument')}`] }, text('codex: plain output'));
  r.call(
    token('codex: tool name'),
    { [token('codex: key of an input')]: text('codex: input'), secret: `Zq${token('codex: named field')}` },
    [{ type: 'input_text', text: text('codex: output in parts') }],
  );
  r.call('broken', `{"cmd": "${token('codex: broken arguments')}`, 'ok');
  r.item('custom_tool_call', {
    name: 'apply_patch',
    call_id: 'call_patch00000000000000000',
    input: patchOf(text('codex: patch'), token('codex: path of a patch')),
  });
  r.item('custom_tool_call_output', {
    call_id: 'call_patch00000000000000000',
    output: JSON.stringify({ output: token('codex: output of a patch'), metadata: { exit_code: 0 } }),
  });
  r.item('local_shell_call', {
    call_id: token('codex: call id'),
    action: {
      type: 'exec',
      command: ['echo', token('codex: local command')],
      env: { TOKEN: token('codex: environment') },
    },
  });
  r.item('web_search_call', { status: 'completed', action: { type: 'search', query: token('codex: query') } });
  r.item(token('codex: kind of item'), { body: text('codex: unknown item') });
  r.call(
    'update_plan',
    { plan: [{ step: text('codex: plan'), status: 'pending' }], explanation: text('codex: explanation') },
    'Plan updated',
  );
  return r;
}

function patchOf(text: string, name: string): string {
  const lines = text.split('\n').map((line) => `+${line}`);
  return ['*** Begin Patch', `*** Add File: src/${name}.txt`, ...lines, '*** End Patch'].join('\n');
}

function head({ text, token }: Seeds): Rollout {
  const r = new Rollout();
  r.begin(idOf(2), {
    cwd: `/srv/${token('codex: cwd')}`,
    originator: token('codex: originator'),
    cli_version: token('codex: version'),
    model_provider: token('codex: provider'),
    instructions: text('codex: instructions'),
    source: { custom: token('codex: source') },
    forked_from_id: token('codex: id of a fork'),
    git: {
      branch: token('codex: branch'),
      commit_hash: 'abc',
      repository_url: `https://dev:${token('codex: address of a repository')}@git.example/a`,
    },
  });
  r.event('task_started', { turn_id: token('codex: id of a turn') });
  r.add('turn_context', { turn_id: token('codex: turn of a context'), model: 'gpt-5.5', cwd: '/srv' });
  r.message('user', text('codex: first prompt'));
  r.event('token_count', {
    info: null,
    rate_limits: {
      plan_type: token('codex: plan of the account'),
      credits: { balance: token('codex: credits') },
      primary: { used_percent: 3, window_minutes: 300 },
    },
  });
  r.event('thread_settings_applied', {
    thread_settings: {
      model: token('codex: model of a setting'),
      service_tier: token('codex: tier'),
      cwd: `/srv/${token('codex: cwd of a setting')}`,
    },
  });
  return r;
}

function events({ text, token }: Seeds): Rollout {
  const r = new Rollout();
  r.begin(idOf(3));
  r.message('user', 'events');
  const said: [string, Fields][] = [
    ['user_message', { message: text('codex: prompt as an event'), images: [token('codex: image of a prompt')] }],
    ['agent_message', { message: text('codex: answer as an event') }],
    ['agent_reasoning', { text: text('codex: thinking as an event') }],
    ['error', { message: text('codex: error'), codex_error_info: token('codex: word of an error') }],
    ['stream_error', { message: text('codex: stream error') }],
    ['warning', { message: text('codex: warning') }],
    ['background_event', { message: text('codex: notice') }],
    ['thread_name_updated', { thread_id: idOf(3), thread_name: text('codex: name by an event') }],
    ['thread_goal_updated', { goal: { objective: text('codex: goal'), status: token('codex: state of a goal') } }],
    ['turn_aborted', { reason: token('codex: reason of an end') }],
    [
      'entered_review_mode',
      { user_facing_hint: text('codex: hint of a review'), prompt: text('codex: prompt of a review') },
    ],
    [
      'exited_review_mode',
      {
        review_output: {
          overall_explanation: text('codex: review'),
          findings: [{ title: token('codex: finding'), body: text('codex: body of a finding') }],
        },
      },
    ],
    ['guardian_assessment', { status: token('codex: verdict'), rationale: text('codex: rationale') }],
    [
      'exec_command_end',
      {
        call_id: token('codex: call of an event'),
        command: ['echo', token('codex: command of an event')],
        stdout: text('codex: output of an event'),
        stderr: text('codex: errors of an event'),
        exit_code: 0,
      },
    ],
    [
      'mcp_tool_call_end',
      {
        call_id: 'm1',
        invocation: {
          server: token('codex: server'),
          tool: token('codex: tool of a server'),
          arguments: { q: text('codex: question to a server') },
        },
        result: { Ok: { content: [{ type: 'text', text: text('codex: answer of a server') }] } },
      },
    ],
    [
      'patch_apply_end',
      {
        call_id: 'p1',
        success: true,
        stdout: text('codex: output of a change'),
        changes: {
          [`/srv/${token('codex: path of a change')}`]: {
            type: 'update',
            unified_diff: `@@ -1 +1 @@\n-a\n+${token('codex: changed line')}`,
          },
        },
      },
    ],
    ['view_image_tool_call', { call_id: 'v1', path: `/srv/${token('codex: path of an image')}.png` }],
    ['web_search_end', { call_id: 'w1', query: token('codex: query of an event') }],
    [token('codex: kind of event'), { text: text('codex: unknown event') }],
  ];
  for (const [type, fields] of said) r.event(type, fields);
  r.add('compacted', {
    message: text('codex: compaction'),
    replacement_history: [
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: text('codex: kept history') }] },
    ],
  });
  r.add(token('codex: kind of record'), { body: text('codex: unknown record') });
  return r;
}

function oddLines({ text, token }: Seeds): string {
  const r = new Rollout();
  r.begin(idOf(4));
  r.message('user', 'odd lines');
  return [
    r.text.trimEnd(),
    `{"timestamp":"x","type":"event_msg","payload":{"type":"${token('codex: broken line')}`,
    `["${token('codex: line that is a list')}"]`,
    JSON.stringify({ payload: text('codex: record without a type') }),
    JSON.stringify({ type: 'message', role: 'user', content: text('codex: bare record') }),
    `{"timestamp":"2026-05-04T14:09:00.000Z","type":"response_item","payload":{"type":"message","role":"user","content":"${token('codex: torn line')}`,
  ].join('\n');
}
