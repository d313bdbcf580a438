import { beforeEach, describe, expect, test } from 'vitest';
import { type MethodName, methodNames, methods } from '../../src/contract/methods.ts';
import { fakeEngine, moods } from '../helpers/fake-engine.ts';
import { hugeSessionMessages, known, makeSessions } from '../helpers/fake-engine/sessions.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const [, , , , huge] = makeSessions(5, now);
const session = { source: huge!.source, session_id: huge!.session_id };
const inputs: Partial<Record<MethodName, object>> = {
  session,
  outline: session,
  timeline: session,
  contextAutopsy: session,
  messages: { ...session, limit: 500, offset: 780 },
  blockText: { ...session, block_id: 'm1-r' },
  image: { ...session, block_id: 'm1-i' },
  beginExport: session,
  exportPart: { export_id: `export-of-${session.session_id}` },
  find: { ...session, q: 'refund' },
  raw: session,
  files: session,
  fileHistory: { ...session, path: '/home/dev/site/src/a.ts' },
  fileSessions: { path: '/home/dev/site/src/a.ts' },
  search: { q: 'refund' },
  sessions: { limit: 1000 },
  usageAnalytics: { days: 'all' },
  saveSettings: { level: 'strict', extra_words: ['Rosebud'] },
  saveMarks: { ...session, is_pinned: true },
  saveSearches: { searches: [] },
  importMarks: { marks: { version: 1, sessions: [], searches: [] } },
  forgetSession: session,
  pauseText: { is_paused: true },
  showSamples: { is_shown: true },
  redactText: { text: 'secret=hunter2 and more' },
};

describe.each(moods.filter((mood) => mood !== 'failed' && mood !== 'loading' && mood !== 'empty'))(
  'the %s engine',
  (mood) => {
    const engine = fakeEngine(mood, now);
    beforeEach(() => engine.call('beginExport', session));
    test.each(methodNames)('answers %s as the contract says', async (name) => {
      const result = await engine.call(name, inputs[name] ?? {});
      if (!result.ok) throw new Error(result.error.message);
      expect(methods[name].output.safeParse(result.value).error?.issues ?? []).toEqual([]);
    });
  },
);

test('the session of 20,000 messages can be read at its end, and its outline agrees with its messages', async () => {
  const { api } = fakeEngine('usual', now);
  const [outline, page] = await Promise.all([
    api.outline(session),
    api.messages({ ...session, offset: hugeSessionMessages - 10 }),
  ]);
  if (!outline.ok || !page.ok) throw new Error('no answer');
  expect(outline.value.total).toBe(hugeSessionMessages);
  expect(page.value.messages.map((message) => message.index)).toEqual(
    [...Array(10).keys()].map((place) => hugeSessionMessages - 10 + place),
  );
  expect(page.value.next_offset).toBeNull();
});

test('live sessions come first, and the list can be filtered', async () => {
  const { api } = fakeEngine('usual', now);
  const live = await api.sessions({ has: 'live' });
  expect(live.ok && live.value.sessions.map((each) => each.session_id.at(-1))).toEqual([
    `${known.live}`,
    `${known.alsoLive}`,
  ]);
  const failing = await api.sessions({ has: 'error', sort: 'errors' });
  expect(failing.ok && failing.value.sessions.every((each) => each.error_count > 0)).toBe(true);
});

test('the failed engine fails with words', async () => {
  const result = await fakeEngine('failed', now).api.status({});
  expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});
