import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import type { Output } from '../../../src/contract/api.ts';
import type { Message } from '../../../src/contract/message.ts';
import type { ApiError } from '../../../src/contract/result.ts';
import { sessionFromText } from '../../engine/claude-log.ts';
import { allMessages, startTestEngine, type TestEngine, TestHome, valueOf } from '../../engine/running-engine.ts';
import { type Canary, newSeeds } from '../canaries/seeds.ts';
import { treeOf } from './tree.ts';

/** One thing that may be found in a home, and what must come of it. The number is that of the list of hostile inputs. */
export interface Case {
  n: number;
  /** A sentence that holds. */
  name: string;
  /** Puts it there. False when this machine cannot. */
  make(world: World): void | boolean;
  check(world: World): void | Promise<void>;
}

/** A session as it is shown, or why it is not. */
export interface Shown {
  error: ApiError | null;
  session: Output<'session'>['session'] | null;
  problems: Output<'session'>['problems'];
  messages: Message[];
}

const neighbour = '09:00 user I am fine\n09:01 assistant so am I';

/** A home with hostile things in it and a session that is none of them, and the real engine over it. */
export class World {
  readonly home: TestHome;
  readonly #seeds = newSeeds(10);
  readonly #start: (home: TestHome) => TestEngine;
  #engine: TestEngine | null = null;

  constructor(home: TestHome = new TestHome(afterAll), start: (home: TestHome) => TestEngine = startTestEngine) {
    this.home = home;
    this.#start = start;
    home.draw(neighbour, { session_id: 'neighbour' });
    fs.mkdirSync(this.outside, { recursive: true });
  }

  get engine(): TestEngine {
    return (this.#engine ??= this.#start(this.home));
  }

  /** Beside the folders of the agents: nothing below it may be read. */
  get outside(): string {
    return path.join(this.home.path, 'outside');
  }

  /** Where files of the other agent lie. */
  get rollouts(): string {
    return path.join(this.home.path, '.codex', 'sessions');
  }

  get secrets(): readonly Canary[] {
    return this.#seeds.canaries;
  }

  /** A made-up secret that must not get out. */
  secret = (place: string): string => this.#seeds.token(place);

  fileOf = (name: string): string => this.home.fileOf(name);

  /** Writes a session of these lines; objects become records. */
  write(session_id: string, lines: readonly (string | object)[], ending = '\n'): void {
    this.home.write(`${session_id}.jsonl`, linesOf(lines).join('\n') + ending);
  }

  /** Writes a file outside that would be a fine session if it were read. */
  writeOutside(name: string): string {
    const file = path.join(this.outside, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, sessionFromText(`09:00 user from outside ${this.secret(`outside ${name}`)}`));
    return file;
  }

  async listed(): Promise<string[]> {
    return valueOf(await this.engine.api.sessions({ limit: 1000 })).sessions.map(({ session_id }) => session_id);
  }

  async shown(session_id: string): Promise<Shown> {
    const answer = await this.engine.api.session({ session_id });
    if (!answer.ok) return { error: answer.error, session: null, problems: [], messages: [] };
    const { session, problems } = answer.value;
    return { error: null, session, problems, messages: await allMessages(this.engine, { session_id }) };
  }

  /** Remarks of the card of a source: what was passed over. */
  async remarks(source = 'claude_code'): Promise<string> {
    const { sources } = valueOf(await this.engine.api.sources({}));
    return sources.find((card) => card.source === source)!.remarks.join('\n');
  }

  /** Everything below the folders of the agents, as it is on disk. */
  tree(): string[] {
    return ['.claude', '.codex']
      .map((name) => path.join(this.home.path, name))
      .filter((folder) => fs.existsSync(folder))
      .flatMap(treeOf);
  }

  /** Whatever else there is, this session is read as if it were alone. */
  async neighbourIsFine(): Promise<void> {
    const { session, messages } = await this.shown('neighbour');
    expect(session).toMatchObject({ title: 'I am fine', message_count: 2, problem_count: 0 });
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  }
}

let records = 0;

const linesOf = (lines: readonly (string | object)[]): string[] =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));

const stamp = (): object => ({
  uuid: `${String((records += 1)).padStart(8, '0')}-bbbb-4bbb-8bbb-000000000000`,
  timestamp: new Date(Date.UTC(2026, 7, 1, 9, 0, records)).toISOString(),
  cwd: '/srv/app',
  version: '2.1.200',
});

/** Records as an agent writes them; `more` replaces fields. */
export const user = (content: unknown, more: object = {}): object => ({
  ...stamp(),
  type: 'user',
  message: { role: 'user', content },
  ...more,
});

export const assistant = (content: unknown, message: object = {}, more: object = {}): object => ({
  ...stamp(),
  type: 'assistant',
  message: {
    id: `msg_01${String(records).padStart(22, 'c')}`,
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    content,
    stop_reason: 'end_turn',
    usage: { input_tokens: 5, output_tokens: 3 },
    ...message,
  },
  ...more,
});

export const call = (id: string, name: string, input: unknown): object =>
  assistant([{ type: 'tool_use', id, name, input }]);

export const result = (tool_use_id: string, content: unknown, more: object = {}): object =>
  user([{ type: 'tool_result', tool_use_id, content }], more);

/** The text of all blocks of a message, one after the other. */
export const textOf = (message: Message | undefined): string =>
  (message?.blocks ?? []).map((block) => ('text' in block ? block.text : '')).join('\n');
