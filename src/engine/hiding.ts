import { createHmac } from 'node:crypto';
import { isFieldName, isFieldWord } from '../contract/field-words.ts';
import type { Settings } from '../contract/settings.ts';
import { createRedactor, type Redactor, rulesVersion } from '../redaction/index.ts';
import { wordHider } from './hidden-words.ts';
import { redactedLines } from './redacted-lines.ts';
import type { SafeIds } from './safe-ids.ts';

/** What is hidden and on whose machine: all that a thread needs to make redactors. */
export interface Hiding extends Pick<Settings, 'level' | 'extra_words'> {
  /** Key for the marks of redacted values, hex. */
  tag_key: string;
  /** Known names of the person and the machine, for the levels that hide them. */
  own: { user?: string; home?: string; host?: string };
}

/** Six hex digits for a secret. */
export type Tag = (secret: string) => string;

/** Equal for equal secrets, under a key in hex; says nothing else about them. */
export function tagUnder(tag_key: string): Tag {
  const key = Buffer.from(tag_key, 'hex');
  return (secret) => createHmac('sha256', key).update(secret).digest('hex').slice(0, 6);
}

/** A redactor for one session. */
export function redactorFor(
  { level, extra_words, tag_key, own }: Hiding,
  ids: SafeIds,
  tag: Tag = tagUnder(tag_key),
): Redactor {
  const inner = createRedactor({ tag, level, own });
  const hideWords = wordHider(extra_words, tag);
  return {
    text: (raw) => hideWords(inner.text(raw)),
    named(name, raw) {
      // Ids tie calls to results: they are the same everywhere, whatever the level.
      if (name === 'call_id') return ids.of(raw);
      return isFieldWord(name, raw) ? raw : hideWords(inner.named(name, raw));
    },
    isOurs,
    list: (raw) => redactedLines(raw, inner, tag).map(hideWords),
  };
}

/** A word to be hidden may be one of those that our own shapes are made of; without them nothing would be left to read. */
const isOurs = (name: string): boolean => isFieldName(name) || name === 'moved_to';

/** Changes with everything that redaction depends on: what was redacted under another stamp must be read again. */
export function stampOf(hiding: Hiding): string {
  return `${rulesVersion}-${choiceOf(hiding)}`;
}

/** The part of the stamp that the person chose; says nothing about the words themselves. */
function choiceOf({ level, extra_words, tag_key, own }: Hiding): string {
  const names = level === 'secrets' ? null : own;
  const digest = createHmac('sha256', Buffer.from(tag_key, 'hex')).update(JSON.stringify([extra_words, names]));
  return `${level}-${digest.digest('hex').slice(0, 8)}`;
}

/** Whether two stamps differ by more than the rules, which only ever get better. */
export const isOtherChoice = (one: string, other: string): boolean =>
  one.slice(one.indexOf('-')) !== other.slice(other.indexOf('-'));
