import { filledTextOf, type Shape, textOf } from '../shape.ts';
import { isApiError } from './usage.ts';

/** Limits that only one kind of account knows; words of messages that the client makes. */
const limits: [RegExp, string][] = [
  [/(?:session|weekly|5-hour|usage) limit|out of extra usage/i, 'subscription_likely'],
  [/credit balance is too low/i, 'api_likely'],
];

/** What a record lets guess about who pays; the log never says it. Null when it gives no hint. */
export function billingHint(record: Shape, message: Shape, blocks: Shape[]): string | null {
  const id = filledTextOf(message['id']) ?? '';
  if (id.startsWith('msg_bdrk_') || id.startsWith('msg_vrtx_')) return 'gateway';
  if (!isApiError(record)) return null;
  const text = blocks
    .map((block) => textOf(block['text']) ?? '')
    .join(' ')
    .slice(0, 1000);
  return limits.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
