import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../../src/contract/message.ts';
import { guessHeight, guessHeights } from '../../../../src/renderer/session/transcript/row-heights.ts';
import { createRowGauge, rowsAround } from '../../../../src/renderer/session/transcript/rows-around.ts';
import { listedPlaces, type Shown, type ShownKind } from '../../../../src/renderer/session/transcript/shown-kinds.ts';
import { firstDifference, isListed, nextStop, rowOfPlace } from '../../../../src/renderer/session/transcript/steps.ts';
import { wantedPlaces } from '../../../../src/renderer/session/transcript/wanted-places.ts';
import { cpuTimeOf } from '../cpu-time.ts';

const outline = (kinds: string, more: Partial<Outline> = {}): Outline => {
  const each = <T>(value: T): T[] => Array.from(kinds, () => value);
  return {
    total: kinds.length,
    kinds,
    sizes: each(800),
    tool_calls: each(0),
    errors: each(0),
    times: each(null),
    ...more,
  };
};
const shown = (...kinds: ShownKind[]): Shown => new Set(kinds);
const usual = { width_px: 1200, are_tools_folded: false, shown: shown() };

describe('the guessed height of a row', () => {
  const long = outline('uuaaa', { sizes: [700, 3000, 800, 5000, 50_000] });
  const tools = outline('aaa', { sizes: [900, 6000, 6000], tool_calls: [1, 1, 3] });

  test('grows with the text, up to where texts are folded', () => {
    const [short, page, line, text, book] = guessHeights(long, null, usual);
    expect(short).toBeLessThan(page ?? 0);
    expect(line).toBeLessThan(text ?? 0);
    expect(text).toBeLessThan(book ?? 0);
    expect(book).toBeLessThan(1000);
  });

  test('grows with the number of tool calls, and shrinks when they are folded', () => {
    const [one, large, three] = guessHeights(tools, null, usual);
    expect(one).toBeLessThan(large ?? 0);
    expect(large).toBeLessThan(three ?? 0);
    expect(guessHeight(tools, 2, { ...usual, are_tools_folded: true })).toBe(8 + 3 * 38);
  });

  test('is larger in a narrow window', () => {
    expect(guessHeight(long, 3, { ...usual, width_px: 400 })).toBeGreaterThan(guessHeight(long, 3, usual));
  });

  test('is small for a message that may hold nothing of the chosen kinds', () => {
    expect(guessHeight(tools, 2, { ...usual, shown: shown('reasoning') })).toBeLessThan(20);
  });

  test('is a positive number even where the outline is short of numbers', () => {
    const broken = { ...outline('ua?'), sizes: [], tool_calls: [] };
    for (const height of guessHeights(broken, null, { ...usual, width_px: 0 })) expect(height).toBeGreaterThan(0);
  });

  test('adds up to a page that a browser can show, however long the thread', () => {
    const endless = outline('ua'.repeat(200_000));
    const sum = guessHeights(endless, null, usual).reduce((all, height) => all + height, 0);
    expect(sum).toBeLessThan(30_000_000);
    expect(sum).toBeGreaterThan(20_000_000);
  });

  test('takes no time worth mentioning for 50,000 messages', () => {
    const huge = outline('ua'.repeat(25_000));
    expect(cpuTimeOf(() => void guessHeights(huge, null, usual))).toBeLessThan(100);
  });
});

describe('the rows drawn around the window', () => {
  test('reach far enough ahead in both directions', () => {
    const rows = rowsAround(100, 105, 1000, null, () => 100);
    expect([rows[0], rows.at(-1)]).toEqual([73, 132]);
  });

  test('end where the thread ends', () => {
    expect(rowsAround(0, 2, 4, null, () => 100)).toEqual([0, 1, 2, 3]);
    expect(rowsAround(0, 0, 1, null, () => 0)).toEqual([0]);
  });

  test('hold the row that has the focus, wherever it is', () => {
    expect(rowsAround(500, 505, 1000, 3, () => 1000)[0]).toBe(3);
    expect(rowsAround(500, 505, 1000, 999, () => 1000).at(-1)).toBe(999);
    expect(rowsAround(500, 505, 1000, 502, () => 1000)).toHaveLength(12);
    expect(rowsAround(500, 505, 1000, 5000, () => 1000)).toHaveLength(12);
  });

  test('are not without number when rows are a few pixels high', () => {
    expect(rowsAround(500, 600, 50_000, null, () => 1)).toHaveLength(501);
  });

  test('do not trust a guess that rows have not lived up to', () => {
    const gauge = createRowGauge();
    for (let row = 0; row < 100; row += 1) gauge.measured(row, 100);
    expect(gauge.heightOf(5, 400)).toBe(100);
    expect(gauge.heightOf(500, 400)).toBeCloseTo(100);
    expect(gauge.heightOf(500, 40)).toBe(40);
    expect(gauge.heightKnown(500)).toBeNull();
  });
});

describe('what is wanted of a thread', () => {
  test('begins with what is in the window', () => {
    const rows = { first: 90, last: 130, first_in_window: 100, last_in_window: 110 };
    const wanted = wantedPlaces(rows, 1000, (row) => row * 2);
    expect(wanted.slice(0, 2)).toEqual([200, 202]);
    expect(wanted[11]).toBe(222);
    expect(wanted.slice(-2)).toEqual([360, 80]);
    expect(new Set(wanted).size).toBe(43);
  });

  test('ends at the ends of the thread', () => {
    const rows = { first: 0, last: 9, first_in_window: 0, last_in_window: 9 };
    expect(wantedPlaces(rows, 10, (row) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('a transcript narrowed to some kinds', () => {
  const mixed = outline('umascpaa', { tool_calls: [0, 0, 2, 0, 0, 0, 0, 1], errors: [0, 0, 1, 0, 0, 0, 0, 0] });

  test.each<[ShownKind[], number[]]>([
    [['user'], [0, 4]],
    [['assistant'], [2, 4, 6, 7]],
    [['tools'], [2, 4, 7]],
    [['edits'], [2, 4, 7]],
    [['errors'], [2, 4, 5]],
    [
      ['user', 'errors'],
      [0, 2, 4, 5],
    ],
    [['reasoning'], [2, 4, 6, 7]],
  ])('%j lists what may hold them, and compactions as landmarks', (kinds, places) => {
    expect([...(listedPlaces(mixed, shown(...kinds)) ?? [])]).toEqual(places);
  });

  test('to nothing in particular lists everything', () => {
    expect(listedPlaces(mixed, shown())).toBeNull();
  });

  test('finds the row of a place, or of the next one listed', () => {
    const places = Uint32Array.from([2, 4, 7]);
    expect([0, 2, 3, 4, 7, 9].map((place) => rowOfPlace(places, place))).toEqual([0, 0, 1, 1, 2, 2]);
    expect([2, 3].map((place) => isListed(places, place))).toEqual([true, false]);
    expect(isListed(null, 3)).toBe(true);
    expect(rowOfPlace(new Uint32Array(), 3)).toBe(0);
  });
});

describe('stepping', () => {
  const thread = outline('uaauaapaa', { errors: [0, 0, 1, 0, 0, 0, 0, 0, 2] });

  test('goes to the next and previous message, user turn and error', () => {
    expect(nextStop(thread, null, 0, 1, 'message')).toBe(1);
    expect(nextStop(thread, null, 0, 1, 'user')).toBe(3);
    expect(nextStop(thread, null, 8, -1, 'user')).toBe(3);
    expect(nextStop(thread, null, 0, 1, 'error')).toBe(2);
    expect(nextStop(thread, null, 2, 1, 'error')).toBe(6);
    expect(nextStop(thread, null, 8, -1, 'error')).toBe(6);
  });

  test('ends at the ends', () => {
    expect(nextStop(thread, null, 8, 1, 'message')).toBeNull();
    expect(nextStop(thread, null, 0, -1, 'message')).toBeNull();
    expect(nextStop(thread, null, 3, 1, 'user')).toBeNull();
  });

  test('counts rows where some messages have none', () => {
    expect(nextStop(thread, Uint32Array.from([0, 3, 8]), 0, 1, 'error')).toBe(2);
  });
});

describe('a thread that has changed', () => {
  const before = outline('uaa', { sizes: [1, 2, 3] });

  test.each([
    ['grew', outline('uaaa', { sizes: [1, 2, 3, 4] }), 3],
    ['has a longer last message', outline('uaa', { sizes: [1, 2, 9] }), 2],
    ['was written anew', outline('aau', { sizes: [1, 2, 3] }), 0],
    ['was cut', outline('ua', { sizes: [1, 2] }), 2],
    ['is the same', outline('uaa', { sizes: [1, 2, 3] }), 3],
  ])('because it %s differs from there on', (_, after, place) => {
    expect(firstDifference(before, after)).toBe(place);
  });
});
