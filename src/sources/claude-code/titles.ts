import type { SessionFacts } from '../source.ts';
import { seal } from './item.ts';
import { commandText, isTyped, ownWords, tagText, wrapperOf } from './wrappers.ts';

type Title = NonNullable<SessionFacts['title']>;

/** Which title wins, after the vendor's own SDK of autumn 2026. */
export const titleRank = {
  custom: 70,
  sidecar: 65,
  generated: 60,
  lastPrompt: 40,
  summary: 35,
  firstPrompt: 30,
  command: 10,
} as const;

/**
 * A title without control characters and those that turn the direction of writing. Line breaks stay until secrets, of
 * which some have lines, have been found.
 */
export const plainTitle = (text: string): string =>
  text.replace(/(?:(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u2028\u2029])+/gu, ' ');

export const titleOf = (rank: number, text: string): Title => ({ rank, text: seal(plainTitle(text)) });

/** The title that a session's first prompts give it, or null when the text makes none. */
export function titleFromPrompt(text: string): Title | null {
  const own = ownWords(text);
  if (wrapperOf(own, false)?.label === 'command')
    return { ...titleOf(titleRank.command, commandText(own)), is_first: true };
  const shell = own.trimStart().startsWith('<bash-input>') ? tagText(own, 'bash-input') : null;
  if (shell !== null) return { ...titleOf(titleRank.firstPrompt, `! ${shell}`), is_first: true };
  if (!isTyped(own) || /^\s*<[a-z]/.test(own)) return null;
  return { ...titleOf(titleRank.firstPrompt, planHeading(own) ?? own), is_first: true };
}

/** A plan that is handed over is better named by its first heading. */
function planHeading(text: string): string | null {
  if (!/^\s*Implement the following plan:/.test(text)) return null;
  return /^#{1,6}\s+(.{1,300})$/m.exec(text)?.[1] ?? null;
}
