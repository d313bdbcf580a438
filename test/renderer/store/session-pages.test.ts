import { expect, test } from 'vitest';
import { fail } from '../../../src/contract/result.ts';
import { type AskPage, pageSize, sessionPages } from '../../../src/renderer/store/session-pages.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';

const { api } = fakeEngine('huge', Date.parse('2026-11-21T10:00:00.000Z'));
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

function recorded(answerPage: AskPage = (offset, limit) => api.sessions({ offset, limit })) {
  const asked: number[] = [];
  const pages = sessionPages((offset, limit) => {
    asked.push(offset);
    return answerPage(offset, limit);
  });
  return { pages, asked };
}

test('only what is looked at is asked for', async () => {
  const { pages, asked } = recorded();
  expect(pages.total()).toBeNull();
  pages.want(0, 40);
  await settle();
  expect(pages.total()).toBe(50_000);
  pages.want(40_010, 40_050);
  await settle();
  expect(asked).toEqual([0, 40_000]);
  expect(pages.at(40_020)?.session_id).toMatch(/4002\d$/);
  expect(pages.at(20_000)).toBeNull();
});

test('fast scrolling asks for where it stopped, not for all that flew by', async () => {
  const { pages, asked } = recorded();
  pages.want(0, 40);
  await settle();
  for (let from = 1000; from <= 30_000; from += 1000) pages.want(from, from + 40);
  await settle();
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(pages.at(30_020)).not.toBeNull();
});

test('memory stays bounded however far one scrolls', async () => {
  const { pages } = recorded();
  pages.want(0, 40);
  await settle();
  for (let page = 0; page < 100; page += 1) {
    pages.want(page * pageSize, page * pageSize + 10);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  await settle();
  const held = Array.from({ length: 250 }, (_, page) => pages.at(page * pageSize)).filter(Boolean).length;
  expect(held).toBeLessThanOrEqual(60);
  expect(pages.at(99 * pageSize)).not.toBeNull();
});

test('a refresh keeps the old rows until the new ones are there', async () => {
  const { pages, asked } = recorded();
  pages.want(0, 40);
  await settle();
  pages.refresh();
  expect(pages.at(3)).not.toBeNull();
  await settle();
  expect(asked).toEqual([0, 0]);
});

test('a failure is kept as the reason and can be tried again', async () => {
  let isBroken = true;
  const { pages } = recorded((offset, limit) =>
    isBroken ? Promise.resolve(fail('unavailable', 'No.')) : api.sessions({ offset, limit }),
  );
  pages.want(0, 40);
  await settle();
  expect(pages.error()?.message).toBe('No.');
  isBroken = false;
  pages.refresh();
  await settle();
  expect(pages.error()).toBeNull();
  expect(pages.at(0)).not.toBeNull();
});
