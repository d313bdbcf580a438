import { z } from 'zod';

/** An instant as ISO-8601 in UTC with milliseconds, such as `2026-08-01T09:00:00.000Z`. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export type Instant = z.infer<typeof Instant>;

/** A calendar day in the local time zone of the machine, such as `2026-08-01`. */
export const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** A count of things; never negative. Unknown is null, never 0. */
export const Count = z.number().int().nonnegative();

/** A span of time in milliseconds; never negative. */
export const Milliseconds = z.number().nonnegative();

/** An amount of money in US dollars. */
export const Usd = z.number().nonnegative();

/** Tokens of one or more API calls. `input` is fresh input only; `total` is the sum of the first four; `reasoning` is a part of `output`. */
export const Tokens = z.object({
  input: Count,
  cache_read: Count,
  cache_write: Count,
  output: Count,
  reasoning: Count,
  total: Count,
});
export type Tokens = z.infer<typeof Tokens>;

export const noTokens: Tokens = {
  input: 0,
  cache_read: 0,
  cache_write: 0,
  output: 0,
  reasoning: 0,
  total: 0,
};
