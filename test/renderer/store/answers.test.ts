import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../src/contract/result.ts';
import { askAgain, outdateAnswers, peekAnswer, watchAnswer } from '../../../src/renderer/store/answers.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** A question whose answers are given by hand. */
function question() {
  const waiting: ((result: Result<unknown>) => void)[] = [];
  return {
    waiting,
    ask: vi.fn(() => new Promise<Result<unknown>>((resolve) => waiting.push(resolve))),
    concerns: () => true,
    async reply(result: Result<unknown>) {
      waiting.shift()?.(result);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('an answer is asked for once, however many look at it', async () => {
  const asked = question();
  const listener = vi.fn();
  watchAnswer('once', asked, listener);
  watchAnswer('once', asked, listener);
  expect(peekAnswer('once')).toEqual({ state: 'loading' });
  await asked.reply(ok(1));
  expect(asked.ask).toHaveBeenCalledTimes(1);
  expect(peekAnswer('once')).toEqual({ state: 'ready', value: 1, stale: false });
});

test('while it is asked again the last value stays, marked as stale', async () => {
  const asked = question();
  watchAnswer('again', asked, () => {});
  await asked.reply(ok(1));
  await vi.advanceTimersByTimeAsync(2000);
  outdateAnswers(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(peekAnswer('again')).toEqual({ state: 'ready', value: 1, stale: true });
  await asked.reply(fail('unavailable', 'No.'));
  expect(peekAnswer('again')).toMatchObject({ state: 'failed', last: 1 });
  askAgain('again');
  await asked.reply(ok(2));
  expect(peekAnswer('again')).toMatchObject({ state: 'ready', value: 2 });
});

test('a hundred pieces of news in a second become one question', async () => {
  const asked = question();
  asked.ask.mockImplementation(() => Promise.resolve(ok(0)));
  watchAnswer('news', asked, () => {});
  await vi.advanceTimersByTimeAsync(0);
  for (let nth = 0; nth < 100; nth += 1) {
    outdateAnswers(null);
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.ask).toHaveBeenCalledTimes(2);
});

test('news that comes while an answer is awaited is asked for afterwards', async () => {
  const asked = question();
  watchAnswer('late', asked, () => {});
  outdateAnswers(null);
  await asked.reply(ok('old'));
  await vi.advanceTimersByTimeAsync(2000);
  await asked.reply(ok('new'));
  expect(peekAnswer('late')).toMatchObject({ value: 'new' });
});

test('an answer to an older question does not replace that to a newer one', async () => {
  const asked = question();
  watchAnswer('order', asked, () => {});
  askAgain('order');
  const [first, second] = asked.waiting.splice(0);
  second?.(ok('second'));
  await vi.advanceTimersByTimeAsync(0);
  first?.(ok('first'));
  await vi.advanceTimersByTimeAsync(0);
  expect(peekAnswer('order')).toMatchObject({ value: 'second' });
});

test('a change asks only for what it concerns, and forgets what nobody looks at', async () => {
  const [mine, other, unseen] = [question(), question(), question()];
  for (const each of [mine, other, unseen]) each.ask.mockImplementation(() => Promise.resolve(ok(0)));
  watchAnswer('mine', mine, () => {});
  watchAnswer('other', { ...other, concerns: () => false }, () => {});
  watchAnswer('unseen', unseen, () => {})();
  await vi.advanceTimersByTimeAsync(2000);
  outdateAnswers([{ source: 'an_agent', session_id: '1' }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect([mine, other, unseen].map((each) => each.ask.mock.calls.length)).toEqual([2, 1, 1]);
  expect(peekAnswer('unseen')).toEqual({ state: 'idle' });
});

test('looking again at what had failed asks again', async () => {
  const asked = question();
  const end = watchAnswer('failed', asked, () => {});
  await asked.reply(fail('unavailable', 'No.'));
  end();
  watchAnswer('failed', asked, () => {});
  expect(asked.ask).toHaveBeenCalledTimes(2);
});

test('what nobody looks at any more is not asked for again, even if news had come before', async () => {
  const asked = question();
  asked.ask.mockImplementation(() => Promise.resolve(ok(0)));
  const leave = watchAnswer('left', asked, () => {});
  await vi.advanceTimersByTimeAsync(10);
  outdateAnswers(null);
  leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.ask).toHaveBeenCalledTimes(1);
  expect(peekAnswer('left')).toEqual({ state: 'idle' });
  watchAnswer('left', asked, () => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.ask).toHaveBeenCalledTimes(2);
});
