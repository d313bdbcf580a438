import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Output } from '../../src/contract/api.ts';
import type { EngineEvent, ScanStatus } from '../../src/contract/events.ts';
import type { Message } from '../../src/contract/message.ts';
import type { ApiError, Result } from '../../src/contract/result.ts';
import { type EngineOptions, type RunningEngine, startEngine } from '../../src/engine/start-worker.ts';
import { threadModule } from './built-threads.ts';
import { type DrawnSession, sessionFromText } from './claude-log.ts';

/** Session files older than this are known to be finished with, so a second look costs nothing. */
const settledMs = 10 * 60_000;

/** A made-up home folder with an agent's logs in it, gone after the test, or after all of them with `afterAll`. */
export class TestHome {
  readonly path: string;
  data_dir: string;
  readonly #endings: (() => unknown)[] = [];

  constructor(atTheEnd: (end: () => Promise<void>) => void = onTestFinished) {
    this.path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-engine-')));
    this.data_dir = path.join(this.path, 'data');
    this.beforeItGoes(() => fs.rmSync(this.path, { recursive: true, force: true, maxRetries: 3 }));
    atTheEnd(async () => {
      for (const end of this.#endings.toReversed()) await end();
    });
  }

  beforeItGoes(end: () => unknown): void {
    this.#endings.push(end);
  }

  get root(): string {
    return path.join(this.path, '.claude');
  }

  /** Where a file of the one project lies. */
  fileOf(name: string): string {
    return path.join(this.root, 'projects', '-p', name);
  }

  /** Writes a file of the project, as if that had been done a while ago. */
  write(name: string, text: string | Uint8Array, ageMs = settledMs): string {
    const file = this.fileOf(name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    this.age(name, ageMs);
    return file;
  }

  /** Writes a drawn session; its file is named by its id. */
  draw(drawing: string, session: DrawnSession & { ageMs?: number } = {}): string {
    const { ageMs, ...rest } = session;
    return this.write(`${session.session_id ?? 's-1'}.jsonl`, sessionFromText(drawing, rest), ageMs);
  }

  append(name: string, text: string, ageMs = settledMs - 1000): void {
    fs.appendFileSync(this.fileOf(name), text);
    this.age(name, ageMs);
  }

  age(name: string, ms: number): void {
    const at = (Date.now() - ms) / 1000;
    fs.utimesSync(this.fileOf(name), at, at);
  }

  /** Everything below the agent's folder: path, kind, mode, size, times and content. */
  snapshot(): string[] {
    return fs
      .readdirSync(this.root, { recursive: true, withFileTypes: true })
      .map((entry) => {
        const name = path.join(entry.parentPath, entry.name);
        const { mode, size, mtimeMs, nlink } = fs.lstatSync(name);
        const content = entry.isFile() && size < 1e6 ? fs.readFileSync(name, 'latin1') : '';
        return [name, mode, size, entry.isDirectory() ? '' : mtimeMs, nlink, content].join('|');
      })
      .toSorted();
  }
}

export interface TestEngine extends RunningEngine {
  events: EngineEvent[];
  /** Scans and answers how things stand then. */
  scanned(input?: { with_text: boolean }): Promise<ScanStatus>;
}

/** The real engine in its own thread with real readers; ended before its home goes. */
export function startTestEngine(home: TestHome, options: Partial<EngineOptions> = {}): TestEngine {
  const engine = startEngine({
    engine_url: threadModule('engine'),
    reader_url: threadModule('reader'),
    environment: {},
    home: home.path,
    data_dir: home.data_dir,
    ...options,
  });
  home.beforeItGoes(() => engine.stop());
  const events: EngineEvent[] = [];
  engine.onEvent((event) => void events.push(event));
  return Object.assign(engine, { events, scanned: async (input = {}) => valueOf(await engine.api.scan(input)) });
}

/** An engine that has looked at everything. */
export async function scannedEngine(home: TestHome, options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const engine = startTestEngine(home, options);
  await engine.scanned();
  return engine;
}

/** The value of an answer; fails the test when it is an error. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) expect.fail(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The error of an answer; fails the test when it went well. */
export function errorOf(result: Result<unknown>): ApiError {
  if (result.ok) expect.fail(`no error: ${JSON.stringify(result.value).slice(0, 300)}`);
  return result.error;
}

export type SessionAnswer = Output<'session'>;

/** Every message of a thread, page by page. */
export async function allMessages(
  engine: RunningEngine,
  input: { session_id: string; agent_id?: string; limit?: number },
): Promise<Message[]> {
  const messages: Message[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page: Output<'messages'> = valueOf(await engine.api.messages({ ...input, offset }));
    expect(page.messages.map(({ index }) => index)).toEqual(page.messages.map((_, n) => messages.length + n));
    messages.push(...page.messages);
    expect(page.next_offset).toBe(messages.length < page.total ? messages.length : null);
    offset = page.next_offset;
  }
  return messages;
}

/** The whole text of a block, page by page. */
export async function wholeText(
  engine: RunningEngine,
  input: { session_id: string; agent_id?: string; block_id: string; limit: number },
): Promise<string> {
  let text = '';
  for (let offset: number | null = 0; offset !== null;) {
    const page: Output<'blockText'> = valueOf(await engine.api.blockText({ ...input, offset }));
    text += page.text;
    offset = page.next_offset;
    if (offset !== null) expect(offset).toBe(text.length);
    else expect(text.length).toBe(page.text_length);
  }
  return text;
}

/** All figures an engine has of its logs, to be compared with those of another. */
export async function everythingIn(engine: TestEngine) {
  const { sessions } = valueOf(await engine.api.sessions({ limit: 1000, sort: 'oldest' }));
  const details = await Promise.all(
    sessions.map(async ({ session_id }) => ({
      ...valueOf(await engine.api.session({ session_id })),
      messages: await allMessages(engine, { session_id }),
    })),
  );
  const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
  const { last_scanned_at: _, ...tools } = valueOf(await engine.api.toolAnalytics({ days: 'all' }));
  return { details, usage, tools };
}
