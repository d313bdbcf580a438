import { expect, test, vi } from 'vitest';
import type { Session } from '../../../src/contract/session.ts';
import { dayHeadingAt } from '../../../src/renderer/list/days.ts';
import { countRows, placeOf, rowAt, type Section, wantRows } from '../../../src/renderer/list/rows.ts';
import type { SessionPages } from '../../../src/renderer/store/session-pages.ts';

const session = (session_id: string, last_message_at: string | null = null) =>
  ({ source: 'a', session_id, last_message_at }) as Session;

const at = (date: number, hours: number) => new Date(2026, 9, date, hours).toISOString();

function pagesOf(sessions: (Session | null)[], total: number | null = sessions.length): SessionPages {
  return {
    total: () => total,
    at: (index) => sessions[index] ?? null,
    error: () => null,
    want: vi.fn(),
    wantTotal: vi.fn(),
    refresh: vi.fn(),
    version: () => 0,
    subscribe: () => () => {},
  };
}

function section(key: string, pages: SessionPages, is_open: boolean, count = pages.total()): Section {
  return { key, heading: { project_dir: key }, count, is_open, pages };
}

const drawn = (sections: readonly Section[]) =>
  Array.from({ length: countRows(sections) }, (_, place) => {
    const row = rowAt(sections, place);
    return row?.kind === 'heading' ? `# ${row.section.key}` : (row?.session?.session_id ?? '…');
  });

test('sections stand below each other, closed ones with their heading alone', () => {
  const sections = [
    section('api', pagesOf([session('1'), session('2')]), true),
    section('web', pagesOf([session('3')]), false),
    section('old', pagesOf([session('4'), null]), true),
  ];
  expect(drawn(sections)).toEqual(['# api', '1', '2', '# web', '# old', '4', '…']);
  expect(rowAt(sections, 7)).toBeNull();
});

test('a list without headings has sessions alone', () => {
  const whole: Section = {
    key: 'all',
    heading: null,
    count: 2,
    is_open: true,
    pages: pagesOf([session('1'), session('2')]),
  };
  expect(drawn([whole])).toEqual(['1', '2']);
});

test('each section is told which of its rows are looked at', () => {
  const [api, web] = [pagesOf([session('1'), session('2'), session('3')]), pagesOf([], null)];
  wantRows([section('api', api, true), section('web', web, false, null)], 2, 5);
  expect(api.want).toHaveBeenCalledWith(1, 3);
  expect(web.wantTotal).toHaveBeenCalled();
  expect(web.want).not.toHaveBeenCalled();
});

test('a session is found again after others came in above it', () => {
  const whole: Section = {
    key: 'all',
    heading: null,
    count: 3,
    is_open: true,
    pages: pagesOf(['n', 'a', 'b'].map((id) => session(id))),
  };
  expect(placeOf([whole], 0, 10, 'a/b')).toBe(2);
  expect(placeOf([whole], 0, 10, 'a/gone')).toBe(-1);
});

test('the first row of a day, and the first in view, name the day', () => {
  const sessions = [
    session('1', at(14, 9)),
    session('2', at(14, 8)),
    session('3', at(13, 23)),
    session('4', at(13, 1)),
    null,
    session('6'),
  ];
  const whole: Section = { key: 'all', heading: null, count: 6, is_open: true, pages: pagesOf(sessions) };
  const now = new Date(2026, 9, 14, 12).getTime();
  const days = (firstInView: number) => sessions.map((_, place) => dayHeadingAt([whole], place, firstInView, now));
  expect(days(0)).toEqual(['Today', '', 'Yesterday', '', '', 'No date']);
  expect(days(3)[3]).toBe('Yesterday');
});
