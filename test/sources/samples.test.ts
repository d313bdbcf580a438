import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ClaudeCount, countClaudeFolder } from '../helpers/independent-claude-count.ts';
import { type Answers, askEverything, openHome } from '../helpers/read-home.ts';
import { brokenReferences } from '../helpers/session-integrity.ts';
import { projectFolder } from '../helpers/source-tree.ts';

vi.mock('node:worker_threads', () => import('../helpers/in-process-threads.ts'));

/**
 * Real sessions that other people published, where they are at hand. Whatever fails here says ids, places and figures, and
 * nothing of what stands in the sessions. Made-up sessions among them, known by names that are no ids, are left out where
 * figures are compared: their call ids, such as `msg_1`, come again in every one of them.
 */
const samples = path.resolve(projectFolder, process.env['REARVIEW_SAMPLES'] ?? '../shared/samples');
const makeHome = path.join(samples, '../tools/make-home.mjs');

describe.skipIf(!fs.existsSync(samples) || !fs.existsSync(makeHome))('published sessions of Claude Code', () => {
  let folder: string;
  let projects: string;
  let answers: Answers;
  let counted: ClaudeCount;

  beforeAll(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-samples-')));
    execFileSync(process.execPath, [makeHome, path.join(folder, 'home'), samples], { stdio: 'ignore' });
    projects = path.join(folder, 'home/.claude/projects');
    for (const transcript of transcripts(projects)) if (isMadeUp(transcript)) fs.rmSync(transcript.file);
    const home = openHome({ home: path.join(folder, 'home'), environment: {}, data_dir: path.join(folder, 'data') });
    await home.scan();
    answers = await askEverything(home, 'claude_code');
    await home.close();
    counted = countClaudeFolder(projects);
  }, 180_000);

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('every main session is listed and none is invented', () => {
    const listed = answers.sessions.map(({ session }) => session.session_id).toSorted();
    expect(listed).toEqual(sessionsBelow(projects));
  });

  test('every line that is not blank is accounted for', () => {
    const lines = new Map(answers.sessions.map((one) => [one.session.session_id, one.line_counts.lines]));
    const onDisk = linesBySession(projects);
    expect([...lines].filter(([id, count]) => onDisk.get(id) !== count)).toEqual([]);
    expect(answers.card.problem_count).toBe(sum(answers.sessions.map((one) => one.line_counts.problems)));
  });

  test('tokens of every model are those that a second, plain count finds', () => {
    const models = answers.usage.by_model.filter((row) => row.tokens.total > 0);
    const ours = models.map(({ model, tokens, call_count }) => ({
      model,
      calls: call_count,
      input: tokens.input,
      output: tokens.output,
      cache_write: tokens.cache_write,
      cache_read: tokens.cache_read,
    }));
    const theirs = Object.entries(counted.models)
      .map(([model, count]) => ({ model, ...count }))
      .filter((count) => count.input + count.output + count.cache_write + count.cache_read > 0);
    expect(ours.toSorted(byModel)).toEqual(theirs.toSorted(byModel));
  });

  test('turns are those of the plain count, without words of the program and prompts that were written again', () => {
    const turns = counted.human_turns - programTexts(projects).size - promptsWrittenAgain(projects).size;
    expect(answers.usage.user_message_count).toBe(turns);
  });

  test('tool calls and failures are those of the plain count', () => {
    const own = Object.entries(answers.tools.tool_counts).filter(([name]) => !hostedTools.has(name));
    expect(Object.fromEntries(own)).toEqual(counted.tools);
    expect(failedCalls(answers).size).toBe(counted.tool_errors);
  });

  test('answers hang together', () => {
    expect(brokenReferences(answers)).toEqual([]);
  });

  test('no kind of record is unknown that a client has written', () => {
    expect(answers.card.remarks).toEqual([]);
  });
});

const realName = /^(?:agent-|[0-9a-f]{8}-[0-9a-f-]{27}\.jsonl$)/i;

/** A client gives every session and every call an id of its own. */
const isMadeUp = ({ file, name, depth }: Transcript): boolean =>
  (depth === 2 && !realName.test(name)) || linesIn(file).some((line) => /\{"type":"tool_use","name"/.test(line));

const byModel = (a: { model: string }, b: { model: string }): number => (a.model < b.model ? -1 : 1);
const sum = (list: number[]): number => list.reduce((all, one) => all + one, 0);

/** Ids of the sessions that a folder of projects holds: those of files with a message, main ones or side files. */
function sessionsBelow(projects: string): string[] {
  const spoken = transcripts(projects).filter(({ file }) =>
    recordsIn(file).some(({ type }) => type === 'user' || type === 'assistant'),
  );
  return [...new Set(spoken.map(sessionOf))].toSorted();
}

/** Lines that are not blank, of the main file and all side files of each session. */
function linesBySession(projects: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const transcript of transcripts(projects)) {
    const id = sessionOf(transcript);
    lines.set(id, (lines.get(id) ?? 0) + linesIn(transcript.file).length);
  }
  return lines;
}

/** The session a transcript belongs to: by its name, by the folder it lies in, or, in old side files, by what stands inside. */
function sessionOf({ file, name, depth, parts }: Transcript): string {
  if (depth > 2) return parts[1]!;
  return name.startsWith('agent-') ? sessionIn(file) : name.slice(0, -'.jsonl'.length);
}

const sessionIn = (file: string): string =>
  String(recordsIn(file).find(({ sessionId }) => sessionId !== undefined)?.['sessionId'] ?? '');

interface Transcript {
  file: string;
  name: string;
  /** Components of its path below `projects`. */
  parts: string[];
  depth: number;
}

const transcripts = (projects: string): Transcript[] =>
  fs
    .readdirSync(projects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl') && entry.name !== 'journal.jsonl')
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const parts = path.relative(projects, file).split(path.sep);
      return { file, name: entry.name, parts, depth: parts.length };
    });

const linesIn = (file: string): string[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

function recordsIn(file: string): Record<string, unknown>[] {
  return linesIn(file).flatMap((line) => {
    try {
      const record: unknown = JSON.parse(line);
      return typeof record === 'object' && record !== null ? [record as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });
}

/** Tools that run at the provider stand in blocks of another kind, which the plain count does not look at. */
const hostedTools = new Set(['advisor', 'web_search', 'web_fetch']);

const programWords = /^<(task-notification|bash-stdout|ide_opened_file)>/;

/** Records without an origin that the program wrote in the person's name: news of a task, output, a file that was opened. */
function programTexts(projects: string): Set<unknown> {
  const records = transcripts(projects).flatMap(({ file }) => recordsIn(file));
  const users = records.filter((record) => record['type'] === 'user' && !record['isSidechain'] && !record['isMeta']);
  return new Set(
    users.filter((record) => !record['origin'] && textsIn(record).every(isProgramText)).map(({ uuid }) => uuid),
  );
}

/** Prompts that stand earlier in the same file with the same time and text under another id. */
function promptsWrittenAgain(projects: string): Set<unknown> {
  return new Set(
    transcripts(projects).flatMap(({ file }) => {
      const first = new Map<string, unknown>();
      const prompts = recordsIn(file).filter((record) => isPrompt(record));
      return prompts.flatMap((record) => {
        const key = JSON.stringify([record['timestamp'], record['message']]);
        if (!first.has(key)) first.set(key, record['uuid']);
        return first.get(key) === record['uuid'] ? [] : [record['uuid']];
      });
    }),
  );
}

const isPrompt = (record: Record<string, unknown>): boolean =>
  record['type'] === 'user' &&
  !['isSidechain', 'isMeta', 'isCompactSummary', 'toolUseResult', 'origin'].some((mark) => record[mark]) &&
  textsIn(record).some((text) => text !== '' && !/^(?:<|\[Request interrupted|Caveat)/.test(text));

const isProgramText = (text: string): boolean => programWords.test(text);

/** The texts of a message; one without any holds something else. */
function textsIn(record: Record<string, unknown>): string[] {
  const content = (record['message'] as { content?: unknown } | undefined)?.content;
  if (typeof content === 'string') return [content];
  const texts = Array.isArray(content) ? content.map((block: { text?: string }) => block.text) : [];
  return texts.length === 0 ? [''] : texts.map((text) => text ?? '');
}

/** Calls of the client whose result says that it failed, each once. */
function failedCalls({ sessions }: Answers): Set<string> {
  const blocks = sessions.flatMap(({ threads }) =>
    threads.flatMap(({ messages }) => messages.flatMap((message) => message.blocks)),
  );
  const hosted = new Set(
    blocks.map((block) => (block.type === 'tool_call' && hostedTools.has(block.name) ? block.call_id : '')),
  );
  const failed = blocks.flatMap((block) => (block.type === 'tool_result' && block.is_error ? [block.call_id] : []));
  return new Set(failed.filter((call_id) => !hosted.has(call_id)));
}
