import fs from 'node:fs';
import path from 'node:path';
import type { Seeds } from './seeds.ts';

type Fields = Record<string, unknown>;

/** Writes the records of one transcript. */
class Transcript {
  static #made = 0;
  readonly lines: string[] = [];
  readonly #common: Fields;
  readonly #number = (Transcript.#made += 1);
  #count = 0;

  constructor(common: Fields) {
    this.#common = common;
  }

  add(fields: Fields): string {
    const n = (this.#count += 1);
    const uuid = `${String(n).padStart(8, '0')}-aaaa-4aaa-8aaa-${String(this.#number).padStart(12, '0')}`;
    const timestamp = new Date(Date.UTC(2026, 7, 1, 9, 0, n)).toISOString();
    this.lines.push(JSON.stringify({ uuid, timestamp, ...this.#common, ...fields }));
    return uuid;
  }

  user(content: unknown, more: Fields = {}): string {
    return this.add({ type: 'user', message: { role: 'user', content }, ...more });
  }

  assistant(content: unknown, message: Fields = {}, more: Fields = {}): void {
    const usage = { input_tokens: 5, output_tokens: 3 };
    const id = `msg_01${String(this.#count + 1).padStart(22, 'a')}`;
    this.add({
      type: 'assistant',
      message: {
        id,
        role: 'assistant',
        model: 'claude-sonnet-4-5',
        content,
        stop_reason: 'end_turn',
        usage,
        ...message,
      },
      ...more,
    });
  }

  call(name: string, input: unknown): string {
    const id = `toolu_01${String(this.#count + 1).padStart(22, 'b')}`;
    this.assistant([{ type: 'tool_use', id, name, input }]);
    return id;
  }

  result(tool_use_id: string, content: unknown, more: Fields = {}, block: Fields = {}): void {
    this.user([{ type: 'tool_result', tool_use_id, content, ...block }], more);
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

const idOf = (n: number): string => `0000000${n}-5e55-4000-8000-00000000000${n}`;

/** Writes a home of Claude Code with a secret in every place that a transcript, or a file beside it, has for words. */
export function seedClaudeHome(home: string, seeds: Seeds): void {
  const projects = path.join(home, '.claude', 'projects');
  const write = (name: string, text: string): void => {
    const file = path.join(projects, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  write(`-srv-app/${idOf(1)}.jsonl`, conversation(seeds).text);
  write(`-srv-app/${idOf(2)}.jsonl`, envelopes(seeds).text);
  write(`-srv-app/${idOf(3)}.jsonl`, attachments(seeds).text);
  write(`-srv-app/${idOf(4)}.jsonl`, systemRecords(seeds).text);
  write(`-srv-app/${idOf(5)}.jsonl`, oddLines(seeds));
  seedTitles(write, seeds);
  seedNames(home, write, seeds);
  seedSubagents(write, seeds);
}

const common = (n: number): Fields => ({ sessionId: idOf(n), cwd: '/srv/app', gitBranch: 'main', version: '2.1.200' });

/** Prompts, answers, thoughts, calls and results. */
function conversation({ text, token }: Seeds): Transcript {
  const t = new Transcript(common(1));
  t.user(text('claude: first prompt'));
  for (let n = 0; n < 10; n++) {
    t.user([{ type: 'text', text: text('claude: prompt') }]);
    t.assistant([{ type: 'thinking', thinking: text('claude: thinking'), signature: 'c2ln' }]);
    t.assistant([{ type: 'text', text: `Here it is:\n\n${text('claude: answer')}\n` }]);
    t.result(t.call('Bash', { command: text('claude: command'), description: 'run it' }), text('claude: output'));
  }
  for (let n = 0; n < 12; n++) {
    t.result(
      t.call('Bash', { command: `tool ${token('claude: word of a command')} now` }),
      `got ${token('claude: word of an output')}`,
    );
  }
  t.result(
    t.call('Bash', { command: 'false' }),
    `Exit code 1\n${text('claude: error output')}`,
    {},
    { is_error: true },
  );
  t.result(t.call('Read', { file_path: `/srv/${token('claude: path read')}/a.ts` }), text('claude: file read'));
  t.result(
    t.call('Write', { file_path: `/srv/${token('claude: path written')}.env`, content: text('claude: file written') }),
    'ok',
  );
  edit(t, { text, token });
  t.result(
    t.call('TodoWrite', {
      todos: [{ content: text('claude: todo'), status: 'pending', activeForm: token('claude: todo form') }],
    }),
    'ok',
  );
  t.result(
    t.call('AskUserQuestion', {
      questions: [{ question: text('claude: question'), options: [{ label: token('claude: option') }] }],
    }),
    text('claude: choice'),
  );
  t.result(t.call('WebFetch', { url: `https://x.example/?api_key=${token('claude: address')}`, prompt: 'read' }), [
    { type: 'text', text: text('claude: page') },
  ]);
  t.result(
    t.call('mcp__vault__put', { [token('claude: key of an input')]: { deep: [text('claude: deep input'), 1, null] } }),
    'ok',
  );
  t.result(t.call('mcp__db__login', { user: 'app', password: `Qv7${token('claude: named field')}` }), 'ok');
  t.result(t.call(token('claude: tool name'), { query: 'x' }), 'ok');
  t.result(t.call('Grep', { pattern: token('claude: pattern'), path: '/srv' }), text('claude: grep output'));
  t.result(
    t.call('Task', {
      description: token('claude: task'),
      subagent_type: token('claude: kind of agent'),
      prompt: text('claude: order to an agent'),
    }),
    text('claude: report of an agent'),
  );
  t.result(
    t.call('Bash', { command: 'big' }),
    '<persisted-output>\nOutput too large. Full output saved to: /x/tool-results/big.txt\n',
  );
  t.result(`orphan-${token('claude: id of a call')}`, text('claude: result without a call'));
  t.assistant([{ type: 'tool_use', id: token('claude: call id'), name: 'Bash', input: { command: 'id' } }]);
  t.assistant([
    { type: token('claude: kind of block'), [token('claude: key of a block')]: text('claude: unknown block') },
  ]);
  t.assistant([
    {
      type: 'web_search_tool_result',
      content: [
        {
          title: token('claude: title of a page'),
          url: `https://e.example/?token=${token('claude: address of a page')}`,
        },
      ],
    },
  ]);
  t.assistant(
    [{ type: 'text', text: text('claude: API error') }],
    { model: '<synthetic>' },
    { isApiErrorMessage: true, error: token('claude: error word') },
  );
  images(t, { token, text });
  return t;
}

function edit(t: Transcript, { text, token }: Pick<Seeds, 'text' | 'token'>): void {
  const filePath = `/srv/${token('claude: path edited')}.ts`;
  const lines = text('claude: difference').split('\n');
  const hunk = {
    oldStart: 1,
    oldLines: 1,
    newStart: 1,
    newLines: lines.length,
    lines: ['-old', ...lines.map((line) => `+${line}`)],
  };
  const call = t.call('Edit', {
    file_path: filePath,
    old_string: text('claude: old text'),
    new_string: text('claude: new text'),
  });
  t.result(call, 'updated', {
    toolUseResult: { filePath, structuredPatch: [hunk], originalFile: text('claude: original file') },
  });
}

function images(t: Transcript, { token, text }: Pick<Seeds, 'text' | 'token'>): void {
  const source = (data: string, media_type = 'image/png') => ({
    type: 'image',
    source: { type: 'base64', media_type, data },
  });
  const hidden = token('claude: bytes of an image');
  t.user([
    { type: 'text', text: 'look' },
    source(Buffer.from(`key ${hidden} end`).toString('base64')),
    source(hidden),
    source('AAAA', token('claude: kind of image')),
    { type: 'image', source: { type: 'url', url: `https://i.example/${token('claude: address of an image')}` } },
    {
      type: 'document',
      title: token('claude: title of a document'),
      source: { type: 'text', data: text('claude: document') },
    },
  ]);
  t.result(t.call('Bash', { command: 'shot' }), [source('AAAA', token('claude: kind of image in a result'))]);
}

/** What stands around the words of records. */
function envelopes({ token, text }: Seeds): Transcript {
  const t = new Transcript(common(2));
  t.user('envelopes', { cwd: `/srv/${token('claude: cwd')}/app`, gitBranch: `fix/${token('claude: branch')}` });
  t.user('entry', { entrypoint: token('claude: entry point'), version: token('claude: version') });
  t.user('ids', { uuid: token('claude: id of a record'), promptId: token('claude: id of a prompt') });
  t.user('parents', { parentUuid: token('claude: id of a parent'), requestId: token('claude: id of a request') });
  t.assistant([{ type: 'text', text: 'a' }], { model: token('claude: model') });
  t.assistant([{ type: 'text', text: 'b' }], {
    id: token('claude: id of a message'),
    stop_reason: token('claude: stop reason'),
  });
  t.assistant([{ type: 'text', text: 'c' }], {
    usage: {
      input_tokens: 1,
      output_tokens: 1,
      service_tier: token('claude: tier'),
      speed: token('claude: speed'),
      inference_geo: token('claude: region'),
    },
  });
  t.assistant([{ type: 'text', text: 'd' }], {
    usage: {
      input_tokens: 1,
      output_tokens: 1,
      iterations: [
        { model: token('claude: model of a part'), input_tokens: 1 },
        { model: 'x', input_tokens: 2 },
      ],
    },
  });
  t.assistant(
    [{ type: 'text', text: 'e' }],
    { diagnostics: { cache_miss_reason: { type: token('claude: cache miss') } } },
    { effort: token('claude: effort') },
  );
  t.user('typed', { type: 'user', [token('claude: key of a record')]: text('claude: field of a record') });
  t.user('forked', { forkedFrom: { sessionId: token('claude: id of a fork'), messageUuid: 'x' } });
  t.add({
    type: token('claude: kind of record'),
    body: text('claude: unknown record'),
    [token('claude: key of an unknown record')]: 1,
  });
  t.user('side', { isSidechain: true, agentId: token('claude: id of an inline agent') });
  t.user('<bash-input>' + text('claude: shell line') + '</bash-input>');
  t.user(
    `<command-name>/${token('claude: name of a command')}</command-name><command-args>${text('claude: words of a command')}</command-args>`,
  );
  t.user(
    `<task-notification><task-id>${token('claude: id of a task')}</task-id><status>completed</status><summary>${text('claude: end of a task')}</summary></task-notification>`,
  );
  t.user(`<system-reminder>${text('claude: reminder')}</system-reminder>`, { isMeta: true });
  t.user([{ type: 'tool_result', tool_use_id: 'x', content: 'y' }], {
    toolUseResult: { agentId: token('claude: id of a started agent') },
  });
  return t;
}

const hookFields = ['stdout', 'stderr', 'command', 'content'] as const;

function attachments({ token, text }: Seeds): Transcript {
  const t = new Transcript(common(3));
  t.user('attachments');
  const attach = (attachment: Fields): void => void t.add({ type: 'attachment', attachment });
  attach({ type: 'queued_command', prompt: text('claude: queued prompt'), commandMode: 'prompt' });
  attach({
    type: 'queued_command',
    prompt: [{ type: 'text', text: text('claude: queued prompt in parts') }],
    commandMode: 'prompt',
  });
  for (const field of hookFields)
    attach({ type: 'hook_success', hookName: token('claude: name of a hook'), [field]: text(`claude: hook ${field}`) });
  attach({
    type: 'hook_blocking_error',
    hookName: 'Stop',
    blockingError: { blockingError: text('claude: hook error'), command: text('claude: hook command') },
  });
  attach({
    type: 'file',
    displayPath: token('claude: path of a file'),
    content: { file: { content: text('claude: file') } },
  });
  attach({ type: 'edited_text_file', filename: token('claude: name of a file'), snippet: text('claude: snippet') });
  attach({ type: 'deferred_tools_delta', addedNames: [token('claude: name of a tool')] });
  attach({ type: 'task_status', status: token('claude: state of a task'), description: text('claude: task') });
  attach({ type: 'goal_status', condition: text('claude: goal'), reason: text('claude: reason') });
  attach({ type: 'environment', [token('claude: key of an attachment')]: text('claude: environment') });
  attach({ type: token('claude: kind of attachment'), text: text('claude: unknown attachment') });
  return t;
}

function systemRecords({ token, text }: Seeds): Transcript {
  const t = new Transcript(common(4));
  t.user('system');
  const say = (subtype: string, more: Fields): void => void t.add({ type: 'system', subtype, ...more });
  say('informational', { content: text('claude: note') });
  say('away_summary', { content: text('claude: recap') });
  say('local_command', {
    content: `<local-command-stdout>${text('claude: output of a command')}</local-command-stdout>`,
  });
  say('api_error', { error: { status: 500, message: text('claude: message of an API error') } });
  say('stop_hook_summary', {
    hookInfos: [{ command: text('claude: stop hook') }],
    hookErrors: [text('claude: error of a stop hook')],
  });
  say('model_refusal_fallback', {
    originalModel: token('claude: refused model'),
    apiRefusalExplanation: text('claude: refusal'),
  });
  say('compact_boundary', { compactMetadata: { trigger: token('claude: cause of a compaction'), preTokens: 9 } });
  say(token('claude: kind of system record'), { content: text('claude: unknown system record') });
  t.add({
    type: 'pr-link',
    prNumber: token('claude: number of a request'),
    prUrl: `https://git.example/?token=${token('claude: address of a request')}`,
  });
  t.user(text('claude: summary of a compaction'), { isCompactSummary: true });
  return t;
}

/** Lines that are no records, whose words a parser might quote. */
function oddLines({ token, text }: Seeds): string {
  const t = new Transcript(common(5));
  t.user('odd lines');
  return [
    t.text.trimEnd(),
    `{"type":"user","message":"${token('claude: broken line')}`,
    `["${token('claude: line that is a list')}"]`,
    JSON.stringify(text('claude: line that is a text')),
    `${token('claude: line that is no JSON')} and more`,
    JSON.stringify({ message: text('claude: record without a type') }),
    `{"type":"user","message":{"content":"a"}}{"type":"${token('claude: second object on a line')}"`,
    `{"type":"user","uuid":"torn","message":{"role":"user","content":"${token('claude: torn line')}`,
  ].join('\n');
}

type Write = (name: string, text: string) => void;

function seedTitles(write: Write, { text, token }: Seeds): void {
  const titled = (n: number, records: Fields[]): void => {
    const t = new Transcript(common(n));
    const uuid = t.user(`titles ${n}`);
    for (const record of records) t.lines.push(JSON.stringify({ leafUuid: uuid, sessionId: idOf(n), ...record }));
    write(`-srv-app/${idOf(n)}.jsonl`, t.text);
  };
  titled(6, [{ type: 'custom-title', customTitle: text('claude: own title') }]);
  titled(7, [
    { type: 'ai-title', aiTitle: text('claude: made title') },
    { type: 'last-prompt', lastPrompt: token('claude: last prompt') },
  ]);
  titled(8, [
    { type: 'summary', summary: text('claude: summary') },
    { type: 'relocated', relocatedCwd: `/srv/${token('claude: new cwd')}` },
  ]);
  titled(9, []);
  write(
    `-srv-app/${idOf(9)}/custom-title.json`,
    JSON.stringify({ customTitle: text('claude: title beside the session') }),
  );
}

/** Names on disk: what a session, a project and an agent are called there. */
function seedNames(home: string, write: Write, { nameToken, token }: Seeds): void {
  const named = (folder: string, session: string): void => {
    const t = new Transcript({ ...common(1), sessionId: session });
    t.user('a session with a name');
    t.assistant([{ type: 'text', text: 'yes' }]);
    write(`${folder}/${session}.jsonl`, t.text);
  };
  for (let n = 0; n < 4; n++) named('-srv-named', nameToken('claude: name of a session file'));
  named(`-srv-${nameToken('claude: name of a project folder')}`, '0000000a-5e55-4000-8000-00000000000a');
  const live = path.join(home, '.claude', 'sessions');
  fs.mkdirSync(live, { recursive: true });
  const open = {
    sessionId: token('claude: id of an open session'),
    pid: process.pid,
    procStart: token('claude: start of an open session'),
  };
  fs.writeFileSync(path.join(live, `${process.pid}.json`), JSON.stringify(open));
}

function seedSubagents(write: Write, { nameToken, token, text }: Seeds): void {
  const folder = `-srv-app/${idOf(1)}`;
  const agents = ['a0123456789abcdef', nameToken('claude: name of an agent file')];
  for (const agent of agents) {
    const t = new Transcript({ ...common(1), isSidechain: true, agentId: agent });
    t.user(text('claude: prompt of an agent'));
    t.assistant([{ type: 'text', text: text('claude: answer of an agent') }]);
    write(`${folder}/subagents/agent-${agent}.jsonl`, t.text);
    const meta = {
      agentType: token('claude: type of an agent'),
      description: text('claude: description of an agent'),
      toolUseId: token('claude: call of an agent'),
      parentAgentId: token('claude: parent of an agent'),
    };
    write(`${folder}/subagents/agent-${agent}.meta.json`, JSON.stringify(meta));
  }
  write(`${folder}/tool-results/big.txt`, `${text('claude: moved output')}\n${'line\n'.repeat(2000)}`);
}
