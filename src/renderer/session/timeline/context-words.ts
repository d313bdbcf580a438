import type { ContextPartKind, ContextWindow } from '../../../contract/context.ts';
import { formatTokens } from '../../format/numbers.ts';

/** What fills a context window, in words. */
export const partWords: Record<ContextPartKind, string> = {
  user: 'You',
  assistant: 'Assistant text',
  reasoning: 'Reasoning',
  tool_input: 'Tool input',
  tool_output: 'Tool output',
  subagent: 'Subagent results',
  injected: 'Injected context',
  notes: 'Notes of the program',
};

/** Kinds in the order they are drawn in, with their colours. */
export const partColors: Record<ContextPartKind, string> = {
  tool_output: 'var(--source-2)',
  tool_input: 'var(--source-4)',
  subagent: 'var(--source-1)',
  assistant: 'var(--source-3)',
  reasoning: 'var(--source-5)',
  user: 'var(--accent)',
  injected: 'var(--source-6)',
  notes: 'var(--line-strong)',
};
export const partKinds = Object.keys(partColors) as ContextPartKind[];

/** Characters, as the log holds them: `12.3k characters`. */
export const charsWords = (chars: number): string =>
  `${formatTokens(chars)} ${chars === 1 ? 'character' : 'characters'}`;

/** The tokens that so many characters were in this window: an estimate, or nothing. */
export function tokensEstimate({ chars_per_token }: ContextWindow, chars: number): string | null {
  return chars_per_token === null ? null : `≈ ${formatTokens(Math.round(chars / chars_per_token))}`;
}

/** Parts of one kind together, in the order of `partKinds`. */
export function byKind(
  parts: readonly { what: ContextPartKind; chars: number }[],
): { what: ContextPartKind; chars: number }[] {
  return partKinds.flatMap((what) => {
    const chars = parts.filter((part) => part.what === what).reduce((sum, part) => sum + part.chars, 0);
    return chars > 0 ? [{ what, chars }] : [];
  });
}
