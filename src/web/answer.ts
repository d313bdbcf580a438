import type { ApiError, ErrorCode } from '../contract/result.ts';

/** What goes back to a client, before the headers that every response carries. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  source_gone: 410,
  too_large: 413,
  unreadable: 422,
  internal: 500,
  unavailable: 503,
};

const json = { 'Content-Type': 'application/json; charset=utf-8' };

export const valueAnswer = (value: unknown): Answer => ({ status: 200, headers: json, body: JSON.stringify(value) });

export const errorAnswer = (
  error: ApiError,
  status: number = statusOf[error.code],
  headers: Record<string, string> = {},
): Answer => ({ status, headers: { ...json, ...headers }, body: JSON.stringify({ error }) });

/** An answer for a request that was not understood or not allowed. */
export const refusal = (
  code: ErrorCode,
  message: string,
  status: number = statusOf[code],
  headers: Record<string, string> = {},
): Answer => errorAnswer({ code, message, advice: null }, status, headers);
