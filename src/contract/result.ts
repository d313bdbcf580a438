import { z } from 'zod';

/** What can go wrong as part of normal life. A bug is thrown instead, and caught once at the engine's door as `internal`. */
export const ErrorCode = z.enum([
  'bad_request',
  'unauthorized',
  'not_found',
  'source_gone',
  'unreadable',
  'too_large',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** `code` is for programs; `message` is a neutral sentence for people; `advice` what to do, if anything. */
export const ApiError = z.object({
  code: ErrorCode,
  message: z.string(),
  advice: z.string().nullable(),
});
export type ApiError = z.infer<typeof ApiError>;

export type Failure = { ok: false; error: ApiError };
export type Result<T> = { ok: true; value: T } | Failure;

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: ErrorCode, message: string, advice: string | null = null): Failure => ({
  ok: false,
  error: { code, message, advice },
});

/** Closes a `switch` over a union: the compiler complains when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`This case was thought impossible: ${String(value)}`);
}
