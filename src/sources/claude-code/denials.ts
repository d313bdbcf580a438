import { filledTextOf, type Shape, textOf } from '../shape.ts';

/** Why a call was refused or cut short, and by whom. */
export interface Refusal {
  outcome: 'denied' | 'interrupted';
  by: 'person' | 'rule' | 'classifier' | 'hook' | null;
}

/** `toolDenialKind`, since 2.1.220. */
const kinds: Record<string, Refusal> = {
  'user-rejected': { outcome: 'denied', by: 'person' },
  'permission-rule': { outcome: 'denied', by: 'rule' },
  'automode-blocked': { outcome: 'denied', by: 'classifier' },
  cancelled: { outcome: 'interrupted', by: null },
  interrupted: { outcome: 'interrupted', by: null },
};

const byPerson: Refusal = { outcome: 'denied', by: 'person' };
const rejected = /^User rejected tool use/;

/**
 * How error results of older versions begin; matched at the start only, because output may quote these sentences.
 * A refused command stands in the sentence whole, with all its lines.
 */
const sentences: [RegExp, Refusal][] = [
  [
    /^The user doesn't want to (?:proceed with this tool use|take this action right now)/,
    { outcome: 'denied', by: 'person' },
  ],
  [rejected, byPerson],
  [/^User chose to stay in plan mode/, { outcome: 'denied', by: 'person' }],
  [/^Permission to use .{1,50000}? has been (?:auto-)?denied/s, { outcome: 'denied', by: 'rule' }],
  [/^Claude requested permissions? to .{1,50000}?but you haven't granted/s, { outcome: 'denied', by: 'rule' }],
  [/^(?:This command requires approval|Permission prompt was aborted)/, { outcome: 'denied', by: 'rule' }],
  [
    /^Permission for this action was denied by the Claude Code auto mode classifier/,
    { outcome: 'denied', by: 'classifier' },
  ],
  [/^PreToolUse:\S{1,200} hook error/, { outcome: 'denied', by: 'hook' }],
  [/^\[Request interrupted by user/, { outcome: 'interrupted', by: null }],
  [/^\[Tool call (?:did not complete|skipped)/, { outcome: 'interrupted', by: null }],
];

/** Only refusals are logged: there is no record of a permission prompt or of a "yes". */
export function refusalByField(record: Shape): Refusal | null {
  const kind = filledTextOf(record['toolDenialKind']);
  return kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind]! : null;
}

/** `text` is the text of an error result; the structured result of a failure is a text too. */
export function refusalByWords(record: Shape, text: string): Refusal | null {
  const start = withoutErrorTag(text);
  const said = textOf(record['toolUseResult']) ?? '';
  return sentences.find(([sentence]) => sentence.test(start))?.[1] ?? (rejected.test(said) ? byPerson : null);
}

/** Error results may be wrapped in `<tool_use_error>`, or say `Error: ` first. */
export function withoutErrorTag(text: string): string {
  const inner = text.startsWith('<tool_use_error>')
    ? text.slice('<tool_use_error>'.length).replace(/<\/tool_use_error>\s*$/, '')
    : text;
  return inner.replace(/^Error: (?=The user|User |Permission|Claude requested|This command)/, '');
}
