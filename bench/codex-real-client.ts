/**
 * Opt-in: lets the real Codex CLI write rollouts and compares what is read from them with what a small model server on
 * loopback gave out. Nothing leaves the machine, no account is needed, and no home but a new empty one is touched.
 *
 *   1. npm install --prefix /some/folder @openai/codex
 *   2. npm exec -c 'node bench/codex-real-client.ts /some/folder/node_modules/.bin/codex'
 *
 * Runs `codex exec --json`, `codex exec resume` and a fork where the version knows it; prints one line for each check
 * and ends with 1 when one of them fails.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Result } from '../src/contract/result.ts';
import { startEngine } from '../src/engine/start-worker.ts';

const codex = process.argv[2];
if (codex === undefined) {
  console.error('Name the codex program: see the head of this file.');
  process.exit(2);
}

const usage = { input: 1000, cached: 600, output: 40, reasoning: 10 };
let served = 0;
let failed = 0;

/** The first answer to a prompt calls a tool; the one that follows the tool's output is words. */
function answerTo(body: string): object[] {
  const request = JSON.parse(body) as { input?: { type?: string; role?: string }[] };
  const last = request.input?.at(-1);
  const id = `resp_${served}`;
  const isAfterTool = last?.type === 'function_call_output' || last?.type === 'custom_tool_call_output';
  const item = isAfterTool
    ? {
        type: 'message',
        id: `msg_${served}`,
        role: 'assistant',
        content: [{ type: 'output_text', text: `Answer ${served}.` }],
      }
    : {
        type: 'function_call',
        id: `fc_${served}`,
        call_id: `call_${String(served).padStart(4, '0')}RealClientCheck0000`,
        name: 'exec_command',
        arguments: JSON.stringify({ cmd: 'echo from-the-tool' }),
      };
  const tokens = {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cached },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  };
  return [
    { type: 'response.created', response: { id } },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: { id, status: 'completed', output: [item], usage: tokens } },
  ];
}

const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (request.method !== 'POST' || !request.url?.endsWith('/responses')) {
      response.writeHead(404).end('{}');
      return;
    }
    served += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of answerTo(Buffer.concat(parts).toString('utf8')))
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    response.end();
  });
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-codex-'));
const home = path.join(folder, 'home');
const codexHome = path.join(home, '.codex');
const project = path.join(folder, 'project');
fs.mkdirSync(codexHome, { recursive: true });
fs.mkdirSync(project);

/** Runs the client with nothing of the real environment but the path; gives its standard output. */
function run(program: string, args: string[]): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const provider = `{name="Mock", base_url="http://127.0.0.1:${port}/v1", wire_api="responses", env_key="MOCK_KEY", request_max_retries=0, stream_max_retries=0, supports_websockets=false}`;
  const settings = ['-c', `model_providers.mock=${provider}`, '-c', 'model_provider="mock"', '-c', 'model="gpt-5.5"'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, CODEX_HOME: codexHome, MOCK_KEY: 'not-a-key' };
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['exec', ...settings, '--skip-git-repo-check', ...args], {
      cwd: project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let problems = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString('utf8')));
    child.stderr.on('data', (part: Buffer) => (problems += part.toString('utf8')));
    child.on('error', reject);
    const timer = setTimeout(() => child.kill(), 60_000);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(out);
      else reject(new Error(`codex ended with ${code}: ${problems.slice(-800)}`));
    });
  });
}

function check(what: string, got: unknown, wanted: unknown): void {
  const isSame = JSON.stringify(got) === JSON.stringify(wanted);
  if (!isSame) failed += 1;
  console.log(
    `${isSame ? 'ok  ' : 'FAIL'} ${what}: ${JSON.stringify(got)}${isSame ? '' : `, not ${JSON.stringify(wanted)}`}`,
  );
}

server.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const stream = await run(codex, ['--json', 'Say hello']);
fs.mkdirSync(path.join(codexHome, 'imports'));
fs.writeFileSync(path.join(codexHome, 'imports', 'run.jsonl'), stream);
await run(codex, ['resume', '--last', 'And again']);
await run(codex, ['A second thread']);
server.close();

const engine = startEngine({
  engine_url: new URL('../src/engine/engine-worker.ts', import.meta.url),
  reader_url: new URL('../src/engine/reader-worker.ts', import.meta.url),
  environment: {},
  home,
  data_dir: path.join(folder, 'data'),
});
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
value(await engine.api.scan({}));
const source = 'codex_cli';
const { sessions } = value(await engine.api.sessions({ source, limit: 100 }));
const figures = value(await engine.api.usageAnalytics({ source, days: 'all' })).totals;
const tools = value(await engine.api.toolAnalytics({ source, days: 'all' }));
const card = value(await engine.api.sources({})).sources.find((one) => one.source === source);

check('responses served', served, 6);
check('calls', figures.call_count, served);
check('fresh input', figures.tokens.input, served * (usage.input - usage.cached));
check('cached input', figures.tokens.cache_read, served * usage.cached);
check('output', figures.tokens.output, served * usage.output);
check('reasoning', figures.tokens.reasoning, served * usage.reasoning);
check('tool calls', tools.tool_counts, { exec_command: 3 });
check('threads and the saved stream', sessions.length, 3);
check('prompts by session', sessions.map((session) => session.user_message_count).toSorted(), [0, 1, 2]);
check('record kinds not known, problems', [card?.remarks, card?.problem_count], [[], 0]);
const begun = sessions.map(({ init_mode, resume_count }) => [init_mode, resume_count]);
check('how they began and were opened again', begun.map(String).toSorted(), [',', 'new,', 'new,1']);
for (const { session_id } of sessions) {
  const { line_counts: lines, course } = value(await engine.api.session({ source, session_id }));
  const understood = lines.messages + lines.notices + lines.bookkeeping + lines.copies + lines.problems;
  check(`lines of ${session_id} accounted for`, understood, lines.lines);
  check(`turns of ${session_id} that have an end`, (course.turns?.completed ?? 0) > 0 && course.turns?.unknown, 0);
}
await engine.stop();
if (failed === 0) fs.rmSync(folder, { recursive: true, force: true });
else console.log(`Left for a look: ${folder}`);
process.exit(failed === 0 ? 0 : 1);
