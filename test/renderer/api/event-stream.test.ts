import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../src/contract/events.ts';
import { eventParser, readEvents } from '../../../src/renderer/api/event-stream.ts';

const stream = ': hello\n\ndata: {"a":1}\n\nevent: x\r\ndata: one\r\ndata:two\r\n\r\ndata: unfinished';

test('events are put together however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const got: string[] = [];
      const take = eventParser((data) => got.push(data));
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
      for (const [nth, place] of places.slice(1).entries()) take(stream.slice(places[nth], place));
      expect(got).toEqual(['{"a":1}', 'one\ntwo']);
    }),
  );
});

const answer = (text: string, status = 200) => new Response(text, { status });

test('a stream that ends is opened again, and listeners are told that news may have been missed', async () => {
  const told: EngineEvent[] = [];
  const answers = [answer('data: {"type":"restarted","reason":"x"}\n\ndata: {"type":"novelty"}\n\n'), answer('')];
  const end = readEvents(
    () => Promise.resolve(answers.shift() ?? answer('', 401)),
    (event) => told.push(event),
  );
  await new Promise((resolve) => setTimeout(resolve, 800));
  end();
  expect(told).toEqual([
    { type: 'restarted', reason: 'x' },
    { type: 'changed', sessions: null },
  ]);
});

test('without the right token no second attempt is made', async () => {
  let attempts = 0;
  readEvents(
    () => {
      attempts += 1;
      return Promise.resolve(answer('', 401));
    },
    () => {},
  );
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(attempts).toBe(1);
});

test('a host that cannot be reached is noted, and that it can be again', async () => {
  const noted: boolean[] = [];
  const attempts = [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve(answer('', 500))];
  const ended = new Promise<void>((resolve) => {
    readEvents(
      () => attempts.shift()?.() ?? Promise.resolve(answer('', 401)),
      () => {},
      (isReached) => {
        noted.push(isReached);
        if (noted.length === 3) resolve();
      },
    );
  });
  await ended;
  expect(noted).toEqual([false, true, true]);
});
