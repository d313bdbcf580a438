import { expect, test } from 'vitest';
import { methods } from '../../../src/contract/methods.ts';
import { startsFromGaps, stepsFromNumbers } from '../../../src/contract/timeline-columns.ts';
import { columnsFrom } from '../../../src/engine/reading/timeline-columns.ts';
import type { TimelineItem } from '../../../src/engine/reading/timeline-items.ts';

const plain: TimelineItem = {
  kind: 'model', basis: 'observed', outcome: 'ok', message: 0, start: 0, duration: 0, lead: 0,
  name: null, tool_kind: null, subject: null, call_key: null,
}; // prettier-ignore
const began_at = Date.parse('2026-08-01T09:00:00.000Z');

/** So many messages as they usually are: an answer with a call each, a prompt now and then. */
function usualItems(count: number): TimelineItem[] {
  const items: TimelineItem[] = [];
  let at = began_at;
  const add = (more: Partial<TimelineItem>, took: number): void => {
    items.push({ ...plain, ...more, start: at, duration: took });
    at += took;
  };
  for (let message = 0; message < count; message += 1) {
    if (message % 20 === 0) add({ kind: 'turn', message, subject: `Prompt number ${message}, and so on` }, 0);
    add({ message, name: 'claude-opus-4-5', call_key: `msg_${message}` }, 3_000 + ((message * 7_919) % 20_000));
    const file = `/home/dev/work/site/src/screens/part-${message % 900}/file-${message % 77}.ts`;
    const subject = message % 3 === 0 ? `npm test -- --run part-${message} --reporter=dot` : file;
    const call = {
      kind: 'tool',
      message,
      name: message % 3 === 0 ? 'Bash' : 'Read',
      tool_kind: 'read',
      subject,
    } as const;
    add(call, 40 + ((message * 104_729) % 9_000));
  }
  return items;
}

test('20,000 messages are about a megabyte, and hold what they were made from', () => {
  const items = usualItems(20_000);
  const ended_at = began_at + 1e9;
  const { calls, agent_calls, ...read } = columnsFrom(
    { items, compactions: [], agent_calls: [], began_at, ended_at },
    20_000,
  );
  expect([calls.length, agent_calls.length]).toEqual([20_000, 0]);
  const timeline = {
    ...read,
    source: 'alpha_agent',
    subagents: [],
    calls: {
      items: stepsFromNumbers(calls.map(({ item }) => item)),
      contexts: stepsFromNumbers(calls.map((_, n) => 20_000 + ((n * 1_307) % 150_000))),
      uncached: calls.map((_, n) => 300 + ((n * 97) % 4_000)),
      costs_microusd: calls.map((_, n) => 9_000 + ((n * 31) % 80_000)),
    },
  };
  expect(methods.timeline.output.parse(timeline)).toEqual(timeline);
  expect(JSON.stringify(timeline).length).toBeLessThan(1_300_000);
  expect([...startsFromGaps(timeline.items)]).toEqual(items.map(({ start }) => start! - began_at));
  expect(timeline.subjects.every((subject) => subject.length <= 81)).toBe(true);
});
