import fs from 'node:fs';
import path from 'node:path';

/** Tokens of one model. `cache_write` is both kinds together. */
export interface ModelCount {
  calls: number;
  input: number;
  output: number;
  cache_write: number;
  cache_read: number;
}

/** What a folder of transcripts holds, counted the plain way, to be compared with what the engine says. */
export interface ClaudeCount {
  files: number;
  lines: number;
  bad_lines: number;
  /** By model; every API call once, by `message.id`, across all files. */
  models: Record<string, ModelCount>;
  /** Things typed by a person, each `uuid` once. */
  human_turns: number;
  /** By tool; every call once, by its id. */
  tools: Record<string, number>;
  /** Failed calls, each once. */
  tool_errors: number;
}

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- raw logs, read without ceremony

/**
 * Counts every `.jsonl` file below `folder` (a `projects` folder) straight from the rules of the format, with whole
 * lines through `JSON.parse`. It shares no code with the readers, on purpose.
 */
export function countClaudeFolder(folder: string): ClaudeCount {
  const calls = new Map<string, { model: string; usage: Json }>();
  const turns = new Set<string>();
  const tools = new Map<string, string>();
  const errors = new Set<string>();
  let files = 0;
  let lines = 0;
  let bad_lines = 0;

  for (const file of transcriptsBelow(folder)) {
    files += 1;
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      lines += 1;
      let record: Json;
      try {
        record = JSON.parse(line);
      } catch {
        bad_lines += 1;
        continue;
      }
      if (record['type'] === 'assistant') countAssistant(record);
      if (record['type'] === 'user') countUser(record);
      if (isQueuedPrompt(record)) turns.add(record['uuid']);
    }
  }

  function countAssistant(record: Json): void {
    const message = record['message'];
    const key = message.id ?? record['uuid'];
    const last = calls.get(key);
    const isLarger = !last || (message.usage?.output_tokens ?? 0) >= (last.usage['output_tokens'] ?? 0);
    if (message.model !== '<synthetic>' && message.usage && isLarger) {
      calls.set(key, { model: message.model, usage: message.usage });
    }
    for (const block of blocksOf(record)) if (block['type'] === 'tool_use') tools.set(block['id'], block['name']);
  }

  function countUser(record: Json): void {
    for (const block of blocksOf(record)) {
      if (block['type'] === 'tool_result' && block['is_error'] === true) errors.add(block['tool_use_id']);
    }
    if (isHumanTurn(record)) turns.add(record['uuid']);
  }

  return {
    files,
    lines,
    bad_lines,
    models: modelCounts([...calls.values()]),
    human_turns: turns.size,
    tools: tally([...tools.values()]),
    tool_errors: errors.size,
  };
}

const blocksOf = (record: Json): Json[] => {
  const content = record['message']?.content;
  return Array.isArray(content) ? content : [];
};

const machineMarks = [
  'toolUseResult',
  'isMeta',
  'isCompactSummary',
  'isVisibleInTranscriptOnly',
  'isVirtual',
  'turnCompanion',
  'sourceToolUseID',
];

/** Texts that the program writes in the person's name, and that are no turn. */
const hidden = [
  '<local-command-',
  'Caveat: The messages below',
  '<total_tokens>',
  '<tick>',
  '<goal>',
  '[Request interrupted',
];

function isHumanTurn(record: Json): boolean {
  if (record['isSidechain'] || machineMarks.some((mark) => record[mark])) return false;
  if (blocksOf(record).some((block) => block['type'] === 'tool_result')) return false;
  if (record['origin'] && record['origin'].kind !== 'human') return false;
  if (record['turnOrigin'] && record['turnOrigin'] !== 'human') return false;
  const content = record['message']?.content;
  const text =
    typeof content === 'string'
      ? content
      : (blocksOf(record).find((block) => block['type'] === 'text')?.['text'] ?? '');
  return !hidden.some((start) => text.startsWith(start));
}

function isQueuedPrompt(record: Json): boolean {
  const attachment = record['attachment'];
  return (
    record['type'] === 'attachment' &&
    !record['isSidechain'] &&
    attachment?.type === 'queued_command' &&
    attachment.commandMode === 'prompt' &&
    !attachment.isMeta
  );
}

function modelCounts(calls: { model: string; usage: Json }[]): Record<string, ModelCount> {
  const models: Record<string, ModelCount> = {};
  for (const { model, usage } of calls) {
    const count = (models[model] ??= { calls: 0, input: 0, output: 0, cache_write: 0, cache_read: 0 });
    const split = usage['cache_creation'];
    const written = (split?.ephemeral_5m_input_tokens ?? 0) + (split?.ephemeral_1h_input_tokens ?? 0);
    count.calls += 1;
    count.input += usage['input_tokens'] ?? 0;
    count.output += usage['output_tokens'] ?? 0;
    count.cache_write += usage['cache_creation_input_tokens'] || written;
    count.cache_read += usage['cache_read_input_tokens'] ?? 0;
  }
  return models;
}

function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function transcriptsBelow(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl') && entry.name !== 'journal.jsonl')
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}
