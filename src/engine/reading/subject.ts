import type { DraftBlock } from '../../sources/source.ts';

type ToolCall = Extract<DraftBlock, { type: 'tool_call' }>;

const wholePlaceholder = /^\[REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}\]$/;
const mostLeaves = 2000;

/**
 * The one argument that matters, of a call that has been redacted. What a field was called is all that makes some values
 * a secret: if one was hidden for its name, a subject that stands nowhere else in the input may be a copy of it.
 */
export function safeSubject({ subject, input }: Pick<ToolCall, 'subject' | 'input'>): string | null {
  if (subject === null) return null;
  const leaves = leavesOf(input);
  const isCopy = leaves.some((leaf) => wholePlaceholder.test(leaf)) && !leaves.some((leaf) => leaf.includes(subject));
  return isCopy ? null : subject;
}

/** Strings of the input, breadth first. */
function leavesOf(input: unknown): string[] {
  const leaves: string[] = [];
  const todo: unknown[] = [input];
  for (let at = 0; at < todo.length && leaves.length < mostLeaves; at++) {
    const value = todo[at];
    if (typeof value === 'string') leaves.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) if (todo.length < mostLeaves * 4) todo.push(inner);
  }
  return leaves;
}
