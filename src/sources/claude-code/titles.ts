import type { SessionFacts } from '../source.ts';
import { seal } from './item.ts';
import { commandText, isTyped, tagText, wrapperOf } from './wrappers.ts';

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

export const titleOf = (rank: number, text: string): Title => ({ rank, text: seal(text) });

/** The title that a session's first prompts give it, or null when the text makes none. */
export function titleFromPrompt(text: string): Title | null {
  const wrapper = wrapperOf(text, false);
  if (wrapper?.label === 'command') return { rank: titleRank.command, text: seal(commandText(text)), is_first: true };
  const shell = tagText(text, 'bash-input');
  if (shell !== null) return { rank: titleRank.firstPrompt, text: seal(`! ${shell}`), is_first: true };
  if (!isTyped(text) || /^\s*<[a-z]/.test(text)) return null;
  return { rank: titleRank.firstPrompt, text: seal(planHeading(text) ?? text), is_first: true };
}

/** A plan that is handed over is better named by its first heading. */
function planHeading(text: string): string | null {
  if (!/^\s*Implement the following plan:/.test(text)) return null;
  return /^#{1,6}\s+(.{1,300})$/m.exec(text)?.[1] ?? null;
}
