import { is, kind } from '../characters.ts';
import { strangeness } from './randomness.ts';

const obviously =
  /x{4,}|X{4,}|\*{3,}|\.{3}|EXAMPLE|example|YOUR|your[-_]|_here|0123456789|1234567890|abcdefghij|ABCDEFGHIJ|(.)\1{7,}/;

/** Whether the body of a token is a stand-in (`xxxx…`, `1234567890…`) or made of words (`api-reference-v2`). */
export function isMadeUp(body: string): boolean {
  if (obviously.test(body)) return true;
  if (hasFewLetters(body)) return true;
  return !/^[0-9a-f-]+$/i.test(body) && strangeness(body) < 5;
}

const few = 5;

/** Whether the body is made of fewer than five different letters and figures. */
function hasFewLetters(body: string): boolean {
  const different = new Set<number>();
  for (let at = 0; at < body.length && different.size < few; at++)
    if (is(body, at, kind.alnum)) different.add(body.charCodeAt(at));
  return different.size < few;
}
