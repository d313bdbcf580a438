import { expect, test } from 'vitest';
import { jsonLinesWriter, jsonWriter } from '../../src/export/json.ts';
import { head, message, text } from './pieces.ts';

const foot = { message_count: 2, hidden: [{ rule: 'password', count: 3 }] };
const [first, second] = [message([text('"quoted"\n')]), message([text('two')], { index: 1 })];

test('as JSON, the pieces are one object, with each message in its thread', () => {
  const writer = jsonWriter();
  const file = [
    writer.begin(head),
    writer.thread({ agent_id: null, subagent: null, problem: null }),
    writer.message(first),
    writer.message(second),
    writer.thread({ agent_id: 'a', subagent: null, problem: 'gone' }),
    writer.end(foot),
  ].join('');
  expect(JSON.parse(file)).toEqual({
    rearview_export: 1,
    ...head,
    threads: [
      { agent_id: null, problem: null, messages: [first, second] },
      { agent_id: 'a', problem: 'gone', messages: [] },
    ],
    ...foot,
  });
});

test('as JSON, a session of which nothing is shown is an object too', () => {
  const writer = jsonWriter();
  expect(JSON.parse(writer.begin(head) + writer.end(foot))).toMatchObject({ threads: [], message_count: 2 });
});

test('as lines, each record stands by itself', () => {
  const writer = jsonLinesWriter();
  const file = [
    writer.begin(head),
    writer.thread({ agent_id: null, subagent: null, problem: null }),
    writer.message(first),
    writer.end(foot),
  ].join('');
  const lines = file.trimEnd().split('\n').map((line) => JSON.parse(line) as { record: string }); // prettier-ignore
  expect(lines.map(({ record }) => record)).toEqual(['session', 'thread', 'message', 'end']);
  expect(lines[2]).toEqual({ record: 'message', ...first });
});
