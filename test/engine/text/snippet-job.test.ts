import { expect, test } from 'vitest';
import { FileOutline } from '../../../src/engine/reading/outline.ts';
import { spansOf } from '../../../src/engine/text/index-file.ts';
import { parseQuery } from '../../../src/engine/text/query.ts';
import { readSnippets } from '../../../src/engine/text/snippet-job.ts';
import { createRedactor } from '../../../src/redaction/index.ts';
import { claudeCode } from '../../../src/sources/claude-code/index.ts';
import type { SessionFile } from '../../../src/sources/source.ts';
import { fileOfBytes } from '../byte-file.ts';
import { sessionFromText } from '../claude-log.ts';

const sessionFile = { session_id: 's', agent_id: null, group_id: null, folder: '' } as unknown as SessionFile;
const newRedactor = () => createRedactor({ tag: () => '000000' });

/** The snippet of the only message that calls tools, and how many of its bytes were read to be understood. */
function snippetOf(drawing: string, q: string) {
  const query = parseQuery(q);
  if ('problem' in query) throw new Error(query.problem);
  const words = query.wanted.flat();
  const file = fileOfBytes(Buffer.from(sessionFromText(drawing)));
  const outline = new FileOutline(sessionFile, claudeCode, newRedactor());
  outline.readFrom(file);
  const places = spansOf(
    outline,
    outline.messages.find((message) => message.call_ids.length > 0)!,
  );
  let bytes = 0;
  const source = {
    ...claudeCode,
    reader: (...given: Parameters<typeof claudeCode.reader>) => {
      const reader = claudeCode.reader(...given);
      const read: typeof reader.read = (line, ...rest) => {
        bytes += line.length;
        return reader.read(line, ...rest);
      };
      return { ...reader, read };
    },
  };
  const job = { kind: 'snippets' as const, source: 'any', file: sessionFile, messages: [places], words };
  const [snippet] = readSnippets(job, file, { source, redactor: newRedactor() });
  return { ...snippet, bytes, whole: places.reduce((sum, { length }) => sum + length, 0) };
}

const filler = 'nothing of interest '.repeat(400);
/** Two records of one answer, such as an agent writes while it is given. */
const answered = (uuid: string, block: object): string =>
  JSON.stringify({ type: 'assistant', uuid, message: { id: 'msg_1', role: 'assistant', content: [block] } });
const log = `
  09:00 user go on
  ${answered('a1', { type: 'thinking', thinking: 'The walrus may be in the list of Animals' })}
  ${answered('a2', { type: 'tool_use', id: 'w1', name: 'Bash', input: { command: 'cat animals.txt' } })}
  09:02 returns w1 the walrus is large ${filler}
  09:03 user thanks`;

test('a word is shown from the first field that holds it, wherever its records stand', () => {
  expect(snippetOf(log, 'walrus')).toMatchObject({ field: 'thinking' });
  expect(snippetOf(log, 'cat')).toMatchObject({ field: 'tool_input' });
  expect(snippetOf(log, 'large')).toMatchObject({ field: 'tool_output' });
  expect(snippetOf(log, 'large').snippet).toMatch(/^the walrus is \uE000large\uE001 nothing/);
});

test('what stands behind the last record with the word is not read', () => {
  const { bytes, whole, field } = snippetOf(log, 'cat');
  expect(field).toBe('tool_input');
  expect(bytes).toBeLessThan(whole - filler.length);
  expect(snippetOf(log, 'interest').bytes).toBe(whole);
});

test('a message in which the word stands nowhere as it is written begins with what it says', () => {
  expect(snippetOf(log, 'café')).toMatchObject({ field: 'thinking' });
  expect(snippetOf(log, '"list animals"')).toMatchObject({ field: 'thinking' });
  expect(snippetOf(log, '"list animals"').snippet).toMatch(/^The walrus/);
  // It stands in the record, but not in what the message says.
  expect(snippetOf(log, 'tool_use_id')).toMatchObject({ field: 'thinking' });
});

test('a secret that is told where the word is not stays hidden where it is', () => {
  const secret = 'q8Zt3vLm0XpW7';
  const { snippet, field } = snippetOf(
    `
    09:00 user go on
    09:01 calls w1 Bash export DB_PASSWORD=${secret}
    09:02 returns w1 the walrus says ${secret} aloud
    09:03 user thanks`,
    'walrus',
  );
  expect(field).toBe('tool_output');
  expect(snippet).toContain('\uE000walrus\uE001 says [REDACTED');
  expect(snippet).not.toContain(secret);
});
