import { createHmac, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Redactor } from '../../redaction/index.ts';
import type { Command, Context } from '../command.ts';

/** A text is looked at as a whole, since a secret may span many lines. */
const mostTextBytes = 256 * 1024 * 1024;

export const redact: Command = {
  name: 'redact',
  about: 'A filter: text on stdin, the same text without secrets on stdout.',
  words: '',
  options: { jsonl: { type: 'boolean', about: 'One text per line, as a JSON string, both ways.' } },
  async run(given, context) {
    const redactor = await newRedactor();
    return given.options['jsonl'] ? redactLines(context, redactor) : redactText(context, redactor);
  },
};

/** Gives a new redactor for each text. Equal secrets have equal tags within one run, and other ones in the next. */
async function newRedactor(): Promise<() => Redactor> {
  // Other commands do not redact in this thread.
  const { createRedactor } = await import('../../redaction/index.ts');
  const key = randomBytes(32);
  const tag = (secret: string): string => createHmac('sha256', key).update(secret).digest('hex').slice(0, 6);
  return () => createRedactor({ tag });
}

async function redactText({ stdin, write }: Context, redactor: () => Redactor): Promise<Result<null>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostTextBytes) return fail('too_large', 'The text is larger than 256 MiB.', 'Give it in parts.');
    chunks.push(chunk);
  }
  await write(redactor().text(Buffer.concat(chunks).toString('utf8')));
  return ok(null);
}

async function redactLines({ stdin, write }: Context, redactor: () => Redactor): Promise<Result<null>> {
  let line = 0;
  for await (const bytes of linesOf(stdin)) {
    line += 1;
    if (bytes.length === 0) continue;
    const text = stringFromJson(bytes.toString('utf8'));
    if (text === null) return fail('unreadable', `Line ${line} is not a JSON string.`);
    await write(`${JSON.stringify(redactor().text(text))}\n`);
  }
  return ok(null);
}

function stringFromJson(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Lines without their break, split on bytes, so that no other character can end one. */
async function* linesOf(stream: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
