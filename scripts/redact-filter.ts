import { createHmac, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createRedactor, redactStream } from '../src/redaction/index.ts';

// Text on stdin, redacted text on stdout. With --jsonl each line is one JSON string, both ways, and a case of its own.

const key = randomBytes(32);
const tag = (secret: string): string => createHmac('sha256', key).update(secret).digest('hex').slice(0, 6);

if (process.argv.includes('--jsonl')) await redactLines();
else for await (const shown of redactStream(textChunks(), createRedactor({ tag }))) process.stdout.write(shown);

async function redactLines(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    const text: unknown = JSON.parse(line);
    if (typeof text !== 'string') throw new TypeError('each line must be one JSON string');
    process.stdout.write(`${JSON.stringify(createRedactor({ tag }).text(text))}\n`);
  }
}

async function* textChunks(): AsyncGenerator<string> {
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) yield String(chunk);
}
