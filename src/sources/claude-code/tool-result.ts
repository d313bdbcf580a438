import type { FileChange, Hunk } from '../../contract/message.ts';
import { countOf, filledTextOf, flagOf, instantOf, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { DraftImage, DraftResult, ToolResultFact } from '../source.ts';
import { refusalByField, refusalByWords, withoutErrorTag } from './denials.ts';
import { notebookSources } from './notebook.ts';
import { replacedText, sumOf, writtenFile } from './tools.ts';
import { cutInjected } from './wrappers.ts';

/** A `tool_result` block together with the record's structured `toolUseResult`, when that belongs to it. */
export interface ResultSource {
  record: Shape;
  block: Shape;
  /** Null when missing (subagents since 2.1) or when the record holds several results. */
  extra: Shape | null;
}

export function resultFact({ record, block, extra }: ResultSource): ToolResultFact {
  const ending = endingOf({ record, block, extra });
  const changes = ending.outcome === 'ok' && extra ? changesOf(extra) : [];
  return {
    call_id: textOf(block['tool_use_id']) ?? '',
    outcome: ending.outcome,
    denied_by: ending.denied_by,
    duration_ms: durationOf(extra),
    lines_added: sumOf(changes, 'lines_added'),
    lines_removed: sumOf(changes, 'lines_removed'),
    ...(changes.length === 1 ? { way: changes[0]!.change } : {}),
    agent_id: filledTextOf(extra?.['agentId']) ?? filledTextOf(extra?.['runId']) ?? agentInTail(block['content']),
  };
}

export function resultDraft(source: ResultSource): DraftResult {
  const { record, block, extra } = source;
  const ending = endingOf(source);
  const whole = textOfContent(block['content']);
  const { text, injected } = cutInjected(withoutPersistedTag(withoutErrorTag(whole)));
  return {
    type: 'tool_result',
    call_id: textOf(block['tool_use_id']) ?? '',
    at: instantOf(record['timestamp']),
    text: withoutAgentTail(text),
    is_error: block['is_error'] === true,
    outcome: ending.outcome,
    denied_by: ending.denied_by,
    exit_code: exitCodeOf(whole, block, extra),
    duration_ms: durationOf(extra),
    duration_basis: durationOf(extra) === null ? null : 'reported',
    changes: ending.outcome === 'ok' && extra ? changesOf(extra) : [],
    injected,
    moved_to: movedTo(whole, extra),
  };
}

/** A large output leaves a preview in the transcript, and its name in a field or in the words of the preview. */
function movedTo(text: string, extra: Shape | null): DraftResult['moved_to'] {
  const path = filledTextOf(extra?.['persistedOutputPath']) ?? (text.startsWith('<persisted-output>') ? text : null);
  const name = path === null ? null : /tool-results[\\/]([\w-][\w.-]{0,150})/.exec(path)?.[1];
  return name ? { name: name.replace(/\.+$/, ''), bytes: countOf(extra?.['persistedOutputSize']) } : null;
}

export function resultImages(block: Shape): DraftImage[] {
  const call_id = textOf(block['tool_use_id']) ?? '';
  return listOf(block['content'])
    .map((part) => shapeOf(shapeOf(part)?.['source']))
    .filter((source) => source !== null && source['type'] === 'base64')
    .map((source, place) => ({
      call_id,
      place,
      media_type: textOf(source!['media_type']) ?? 'application/octet-stream',
      base64: textOf(source!['data']) ?? '',
    }));
}

function endingOf({ record, block, extra }: ResultSource): Pick<ToolResultFact, 'outcome' | 'denied_by'> {
  const named = refusalByField(record);
  if (block['is_error'] !== true && named === null)
    return { outcome: flagOf(extra?.['interrupted']) ? 'interrupted' : 'ok', denied_by: null };
  const refusal = named ?? refusalByWords(record, textOfContent(block['content']));
  return refusal ? { outcome: refusal.outcome, denied_by: refusal.by } : { outcome: 'error', denied_by: null };
}

/** The log has no field for it: only the words at the start of an error, or a field of background output. */
function exitCodeOf(text: string, block: Shape, extra: Shape | null): number | null {
  const said = block['is_error'] === true ? /^(?:Error: )?Exit code (\d{1,3})\b/.exec(text) : null;
  return said ? Number(said[1]) : (wholeOf(extra?.['exitCode']) ?? wholeOf(shapeOf(extra?.['task'])?.['exitCode']));
}

const wholeOf = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

function durationOf(extra: Shape | null): number | null {
  if (!extra) return null;
  const ms = numberOf(extra['durationMs']) ?? numberOf(extra['totalDurationMs']);
  const seconds = numberOf(extra['durationSeconds']);
  const duration = ms ?? (seconds === null ? null : seconds * 1000);
  return duration !== null && duration >= 0 ? duration : null;
}

/** What was really changed, from the structured result of Edit, MultiEdit, Write and NotebookEdit. */
function changesOf(extra: Shape): FileChange[] {
  const notebook = filledTextOf(extra['notebook_path']);
  if (notebook !== null)
    return [replacedText(notebook, notebookSources(extra['original_file']), notebookSources(extra['updated_file']))];
  const path = filledTextOf(extra['filePath']);
  if (path === null || !Array.isArray(extra['structuredPatch'])) return [];
  const hunks = extra['structuredPatch']
    .map(shapeOf)
    .filter((hunk) => hunk !== null)
    .map(hunkOf);
  const is_new = extra['type'] === 'create';
  if (hunks.length === 0 && typeof extra['content'] === 'string' && is_new)
    return [writtenFile(path, extra['content'])];
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return [
    {
      path,
      change: is_new ? 'create' : 'update',
      hunks,
      old_text: null,
      new_text: null,
      lines_added: lines.filter((line) => line.startsWith('+')).length,
      lines_removed: lines.filter((line) => line.startsWith('-')).length,
      is_cut: false,
    },
  ];
}

function hunkOf(hunk: Shape): Hunk {
  const count = (key: string) => countOf(hunk[key]) ?? 0;
  return {
    old_start: count('oldStart'),
    old_lines: count('oldLines'),
    new_start: count('newStart'),
    new_lines: count('newLines'),
    lines: listOf(hunk['lines']).map((line) => textOf(line) ?? ''),
  };
}

/** The text of a result: a string, or blocks of which images are given out apart. */
export function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map(shapeOf)
    .filter((part) => part !== null)
    .map(textOfPart)
    .filter((text) => text !== '')
    .join('\n');
}

function textOfPart(part: Shape): string {
  switch (part['type']) {
    case 'text':
      return textOf(part['text']) ?? '';
    case 'image':
      return '';
    case 'tool_reference':
      return `[tool ${textOf(part['tool_name']) ?? 'without a name'}]`;
    case 'search_result':
      return [part['title'], part['source']]
        .map(textOf)
        .filter((text) => text !== null)
        .join(' · ');
    default:
      return `[${textOf(part['type']) ?? 'part without a type'}]`;
  }
}

/** Agent results end with lines for the program: the agent's id and its usage. */
const agentTail = /(?:^|\n)agentId: ([\w-]{1,80})(?: \([^\n]{0,400}\))?\s*(?:<usage>[^<]{0,400}<\/usage>)?\s*$/;
const longestTail = 1000;

function withoutAgentTail(text: string): string {
  const tail = agentTail.exec(text.slice(-longestTail))?.[0];
  return tail === undefined ? text : text.slice(0, -tail.length).trimEnd();
}

/** Subagents have files of their own; where the structured result is missing, only the tail names theirs. */
function agentInTail(content: unknown): string | null {
  const last = typeof content === 'string' ? content : textOf(shapeOf(listOf(content).at(-1))?.['text']);
  return last?.includes('agentId: ') ? (agentTail.exec(last.slice(-longestTail))?.[1] ?? null) : null;
}

/** The preview of an output that was moved to a file. */
const withoutPersistedTag = (text: string): string =>
  text.startsWith('<persisted-output>')
    ? text
        .slice('<persisted-output>'.length)
        .replace(/<\/persisted-output>\s*$/, '')
        .trim()
    : text;
