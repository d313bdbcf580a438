import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the build. Fails with advice when there is no build. */
export function builtFile(path: string): string {
  const file = join(root, 'out', path);
  if (!existsSync(file)) throw new Error(`${path} was not built: run \`npm run build\` first.`);
  return file;
}

export const sessionId = '11111111-2222-4333-8444-555555555555';
/** Looks like a key of a provider; made up. */
export const plantedSecret = `sk-ant-api03-${'q7Wd2nZ5xK8vB3mT'.repeat(6).slice(0, 93)}AA`;

const shared = { sessionId, cwd: '/home/dev/site', gitBranch: 'main', version: '2.0.1', isSidechain: false };
const lines = [
  {
    ...shared,
    type: 'user',
    uuid: 'a0000000-0000-4000-8000-000000000001',
    parentUuid: null,
    timestamp: '2026-11-20T09:00:00.000Z',
    message: { role: 'user', content: `Please fix the login test <img src=x onerror=alert(1)> ${plantedSecret}` },
  },
  {
    ...shared,
    type: 'assistant',
    uuid: 'a0000000-0000-4000-8000-000000000002',
    parentUuid: 'a0000000-0000-4000-8000-000000000001',
    timestamp: '2026-11-20T09:00:05.000Z',
    requestId: 'req_1',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-4-5-20251101',
      content: [
        { type: 'text', text: 'I will run the **tests**: see [the page](https://example.com/).' },
        { type: 'tool_use', id: 'toolu_01', name: 'Bash', input: { command: 'npm test' } },
      ],
      usage: { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 50 },
    },
  },
];

/** Long enough ago that nobody can still be writing. */
const lastWritten = new Date(Date.now() - 3_600_000);

export interface World {
  environment: Record<string, string>;
  home: string;
  data_dir: string;
}

/** A home with one session, an empty folder for the catalog, and nothing else that could be found. */
export function worldWithOneSession(): World {
  const home = mkdtempSync(join(tmpdir(), 'rearview-home-'));
  const project = join(home, '.claude', 'projects', '-home-dev-site');
  mkdirSync(project, { recursive: true });
  const file = join(project, `${sessionId}.jsonl`);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  utimesSync(file, lastWritten, lastWritten);
  const data_dir = join(home, 'data');
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, REARVIEW_DATA_DIR: data_dir, LANG: 'C.UTF-8' };
  return { environment, home, data_dir };
}

export interface Ended {
  code: number | null;
  out: string;
  notes: string;
}

/** Starts the built command line in a process of its own. */
export function startCli(args: string[], world: World): ChildProcess {
  return spawn(process.execPath, [builtFile('main/cli.js'), ...args], { env: world.environment, cwd: world.home });
}

/** Runs the built command line to its end. */
export async function runBuiltCli(args: string[], world: World, stdin = ''): Promise<Ended> {
  const child = startCli(args, world);
  const ended = { code: null as number | null, out: '', notes: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (ended.notes += text));
  child.stdin?.end(stdin);
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...ended, code };
}

export interface Serving {
  /** With the token after `#`. */
  url: URL;
  token: string;
  child: ChildProcess;
  /** Everything the process wrote to stderr so far. */
  notes(): string;
}

/** Waits until a process that serves the app has said where; ends it with the test. */
export async function untilServing(child: ChildProcess): Promise<Serving> {
  onTestFinished(() => end(child));
  return servingOf(child);
}

/** Ends a process in order and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Waits until a process that serves the app has said where. Throws when it ends instead. */
export async function servingOf(child: ChildProcess): Promise<Serving> {
  let notes = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (notes += text));
  const address = await addressFrom(child);
  if (address === null) throw new Error(`The process ended without serving: ${notes}`);
  const url = new URL(address);
  return { url, token: decodeURIComponent(url.hash.slice('#token='.length)), child, notes: () => notes };
}

/** What the process prints as its address; null when it ends first. */
function addressFrom(child: ChildProcess): Promise<string | null> {
  let out = '';
  return new Promise((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const address = /Rearview is at (http:\S+)\n/.exec(out)?.[1];
      if (address) resolve(address);
    });
    child.on('close', () => resolve(null));
  });
}
