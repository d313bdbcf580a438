import { strangeness } from './randomness.ts';

const obviously =
  /x{4,}|X{4,}|\*{3,}|\.{3}|EXAMPLE|example|YOUR|your[-_]|_here|0123456789|1234567890|abcdefghij|ABCDEFGHIJ|(.)\1{7,}/;

/** Whether the body of a token is a stand-in (`xxxx…`, `1234567890…`) or made of words (`api-reference-v2`). */
export function isMadeUp(body: string): boolean {
  if (obviously.test(body)) return true;
  if (new Set(body.replaceAll(/[^A-Za-z0-9]/g, '')).size < 5) return true;
  return !/^[0-9a-f-]+$/i.test(body) && strangeness(body) < 5;
}
