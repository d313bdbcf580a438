import { parseLine } from '../jsonl.ts';
import { filledTextOf, flagOf, listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { Depth, LineItem, LineReader, SessionFacts } from '../source.ts';
import { assistantItem } from './assistant.ts';
import { attachmentItem } from './attachment.ts';
import { bookkeepingItem } from './bookkeeping.ts';
import { problemItem, seal } from './item.ts';
import { progressItem } from './progress.ts';
import { quickResult } from './quick-result.ts';
import { Replays } from './replays.ts';
import { SideChains } from './side-chains.ts';
import { systemItem } from './system.ts';
import { Turns } from './turns.ts';
import { userItem } from './user.ts';

/**
 * Reads one transcript file. Records stand for themselves, but for two things that are remembered between parts of a
 * file: calls that wait for their side chain, and prompts, which may be written again under new ids.
 */
export function claudeReader(state: unknown, own_id: string | null = null): LineReader {
  const said: Said = {
    own_id: flagOf(shapeOf(state)?.['is_begun']) ? null : own_id,
    session_id: '',
    cwd: '',
    git_branch: '',
    entrypoint: '',
    parent_session_id: '',
  };
  const plainCalls = new Set<string>();
  const sideChains = new SideChains(shapeOf(state)?.['side_chains']);
  const replays = new Replays(shapeOf(state)?.['prompts']);
  const turns = new Turns(shapeOf(state)?.['turns']);
  return {
    read(bytes, line, depth) {
      const isBrief = depth === 'counts' || depth === 'facts';
      const quick =
        isBrief && bytes.length > quickBytes ? quickResult(asBuffer(bytes), (id) => plainCalls.has(id)) : null;
      if (quick) {
        const item = withEnvelope(quick.record, quick.item, said);
        if (depth === 'facts') replays.nameByFirst(quick.record, item);
        return [item];
      }
      const { records, problem } = parseLine(bytes);
      const items = records.map((given, n) => {
        const record = withId(given, line, n);
        const item = withEnvelope(record, itemFromRecord(record, depth === 'whole' ? 'full' : depth), said);
        if (depth !== 'full') sideChains.join(record, item);
        if (depth === 'counts') replays.countPromptOnce(record, item);
        if (depth !== 'full') turns.follow(record, item);
        if (depth === 'facts' || depth === 'whole') replays.nameByFirst(record, item);
        return item;
      });
      if (problem !== null) items.push(problemItem(problem));
      if (isBrief) for (const record of records) notePlainCalls(record, plainCalls);
      return items;
    },
    state: () => ({
      side_chains: sideChains.state(),
      prompts: replays.state(),
      turns: turns.state(),
      is_begun: said.own_id === null,
    }),
  };
}

/** Prompts and answers are told apart by their ids; one without is named by its place. */
function withId(record: Shape, line: number, place: number): Shape {
  const type = record['type'];
  if ((type !== 'user' && type !== 'assistant') || filledTextOf(record['uuid']) !== null) return record;
  return { ...record, uuid: `line ${line}.${place} of ${textOf(record['sessionId']) ?? 'a session'}` };
}

/** Below this the parser is as quick. */
const quickBytes = 2500;

/** Calls of which nothing but the outcome is counted; with others the result says what was changed, or how long it took. */
const plainTools = new Set(['Bash', 'PowerShell', 'Read', 'Grep', 'LS']);
const mostPlainCalls = 5000;

function notePlainCalls(record: Shape, plainCalls: Set<string>): void {
  if (record['type'] !== 'assistant') return;
  for (const block of listOf(shapeOf(record['message'])?.['content'])) {
    const { type, name, id } = shapeOf(block) ?? {};
    if (type !== 'tool_use' || typeof id !== 'string' || !plainTools.has(String(name))) continue;
    if (plainCalls.size >= mostPlainCalls) plainCalls.clear();
    plainCalls.add(id);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function itemFromRecord(record: Shape, depth: Depth): LineItem {
  const type = filledTextOf(record['type']);
  switch (type) {
    case 'user':
      return userItem(record, depth);
    case 'assistant':
      return assistantItem(record, depth);
    case 'system':
      return systemItem(record, depth);
    case 'attachment':
      return attachmentItem(record, depth);
    case 'progress':
      return progressItem(record);
    case null:
      return problemItem('The record has no type.');
    default:
      return bookkeepingItem(record, type, depth);
  }
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A worktree belongs to the project it was made from. */
const worktreeOf = /^(.+?)[\\/]\.claude[\\/]worktrees[\\/]/;

interface Said extends Record<'session_id' | 'cwd' | 'git_branch' | 'entrypoint' | 'parent_session_id', string> {
  /** The session the file is named after, until its first record has been compared with it. */
  own_id: string | null;
}

/** Adds what the envelope says about the session, when it differs from what the record before said. */
function withEnvelope(record: Shape, item: LineItem, said: Said): LineItem {
  const facts: SessionFacts = {};
  let is_new = false;
  const session_id = filledTextOf(record['sessionId']);
  if (session_id !== null && said.session_id === '' && record['isSidechain'] === true) {
    said.session_id = facts.session_id = session_id;
    is_new = true;
  }
  if (session_id !== null && said.own_id !== null) {
    // 1.0 went on with a session in a new file, into which it copied the records of the old one.
    if (session_id !== said.own_id && isUuid(session_id) && record['isSidechain'] === false) {
      facts.init_mode = 'resumed';
      facts.parent_session_id = said.parent_session_id = session_id;
      is_new = true;
    }
    said.own_id = null;
  }
  const parent = filledTextOf(shapeOf(record['forkedFrom'])?.['sessionId']);
  if (parent !== null && parent !== said.parent_session_id) {
    said.parent_session_id = facts.parent_session_id = parent;
    facts.init_mode = 'forked';
    is_new = true;
  }
  const values = { cwd: record['cwd'], git_branch: record['gitBranch'], entrypoint: record['entrypoint'] };
  for (const key of ['cwd', 'git_branch', 'entrypoint'] as const) {
    const value = filledTextOf(values[key]);
    if (value === null || value === said[key]) continue;
    said[key] = value;
    // Outside of a repository the field says HEAD.
    if (key === 'git_branch' && value === 'HEAD') continue;
    facts[key] = seal(value);
    const project = key === 'cwd' ? worktreeOf.exec(value)?.[1] : undefined;
    if (project) facts.project_dir = seal(project);
    is_new = true;
  }
  if (is_new) item.facts = { ...facts, ...item.facts };
  return item;
}
