import type { SampleFile } from '../source.ts';

const hour = 3_600_000;
const session_id = '019df5a4-0000-7000-8000-000000000003';

/** A made-up session that shows what Rearview does; no work of anybody. Below the home folder. */
export function codexSamples(now: Date): SampleFile[] {
  let at = now.getTime() - 5 * hour;
  const lines: string[] = [];
  const add = (type: string, payload: object): void => {
    at += 2000;
    lines.push(JSON.stringify({ timestamp: new Date(at).toISOString(), type, payload }));
  };
  const starts = new Date(at);
  const total = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, reasoning_output_tokens: 0, total_tokens: 0 };
  const spend = (input_tokens: number, cached_input_tokens: number, output_tokens: number): void => {
    const last = { input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens: 40, total_tokens: input_tokens + output_tokens };
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += last[key];
    add('event_msg', { type: 'token_count', info: { total_token_usage: { ...total }, last_token_usage: last } });
  };
  const say = (role: string, text: string): void =>
    add('response_item', { type: 'message', role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }] });
  const run = (command: string, output: string): void => {
    const call_id = `call_sample${lines.length}`;
    add('response_item', { type: 'function_call', name: 'shell', arguments: JSON.stringify({ command: ['bash', '-lc', command] }), call_id });
    add('response_item', { type: 'function_call_output', call_id, output: JSON.stringify({ output, metadata: { exit_code: 0, duration_seconds: 0.4 } }) });
  };
  add('session_meta', { id: session_id, timestamp: starts.toISOString(), cwd: '/samples/weather', originator: 'codex_cli_rs', cli_version: '0.128.0', source: 'cli' });
  add('turn_context', { cwd: '/samples/weather', model: 'gpt-5.1-codex' });
  const ask = 'Which of our packages have no tests? (A sample session, made up.)';
  say('user', ask);
  add('event_msg', { type: 'user_message', message: ask });
  run('find packages -maxdepth 1 -type d', 'packages/forecast\npackages/report\npackages/units');
  spend(9_200, 7_100, 90);
  run('find packages -name "*.test.ts" | cut -d/ -f2 | sort -u', 'forecast\nreport');
  spend(9_800, 9_200, 70);
  say('assistant', 'Only `packages/units` has no tests; `forecast` and `report` have some.');
  add('event_msg', { type: 'agent_message', message: 'Only `packages/units` has no tests; `forecast` and `report` have some.' });
  spend(10_100, 9_800, 60);
  const [day = '', time = ''] = starts.toISOString().slice(0, 19).split('T');
  const name = `rollout-${day}T${time.replaceAll(':', '-')}-${session_id}.jsonl`;
  return [{ path: `.codex/sessions/${day.replaceAll('-', '/')}/${name}`, text: `${lines.join('\n')}\n` }];
} // prettier-ignore
