import type { IncomingMessage } from 'node:http';
import { type Answer, refusal } from './answer.ts';

/** A request body may have this many bytes. */
export const mostBodyBytes = 1024 * 1024;

export type Input = { ok: true; value: Record<string, unknown> } | { ok: false; answer: Answer };

/** Fields from a query string; a field given twice is refused, one that the method does not know is passed over. */
export function inputFromQuery(query: string, fields: readonly string[]): Input {
  const given = new URLSearchParams(query);
  const value: Record<string, unknown> = {};
  for (const field of fields) {
    const values = given.getAll(field);
    if (values.length > 1) return { ok: false, answer: refusal('bad_request', `${field} was given more than once.`) };
    if (values.length === 1) value[field] = values[0];
  }
  return { ok: true, value };
}

/** Fields from a JSON body. Reads no further than the limit. */
export async function readInput(request: IncomingMessage): Promise<Input> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return { ok: false, answer: refusal('bad_request', 'The content type must be application/json.', 415) };
  }
  const body = await readBody(request);
  if (body === null) return { ok: false, answer: refusal('too_large', 'The body is larger than 1 MiB.') };
  return inputFromBody(body);
}

/** Null when the body is too large; the rest of it is then left unread. Rejects when the client goes away. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = Number(request.headers['content-length'] ?? 0);
  if (bytes > mostBodyBytes) return Promise.resolve(null);
  bytes = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBodyBytes) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function inputFromBody(body: Buffer): Input {
  const refused: Input = { ok: false, answer: refusal('bad_request', 'The body is not a JSON object.') };
  if (body.length === 0) return { ok: true, value: {} };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return refused;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ok: true, value: { ...(value as object) } } : refused;
}
