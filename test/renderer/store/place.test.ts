import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addressOf,
  type ListView,
  type Place,
  placeFromAddress,
  plainList,
  searchOrders,
  sessionPlace,
  sessionTabs,
} from '../../../src/renderer/store/place.ts';
import { compareKinds, plainAnalytics } from '../../../src/renderer/store/analytics-place.ts';
import { sessionSorts } from '../../../src/renderer/store/session-query.ts';

test('addresses are short: what is as usual is left out', () => {
  expect(addressOf({ screen: 'home' })).toBe('/home');
  expect(addressOf({ screen: 'sessions', list: plainList })).toBe('/sessions');
  expect(addressOf({ screen: 'sessions', list: { q: 'project:api fix', group: 'project', sort: 'cost' } })).toBe(
    '/sessions?q=project%3Aapi+fix&group=project&sort=cost',
  );
  expect(addressOf(sessionPlace({ source: 'an_agent', session_id: 'a/b' }, { m: 12, tab: 'files' }))).toBe(
    '/session/an_agent/a%2Fb?tab=files&m=12',
  );
  expect(addressOf(plainAnalytics)).toBe('/analytics?days=30&source=all');
});

test('an address that names no place is home', () => {
  for (const address of ['', '#', '#/', '#/nowhere', '#/session/only-source', '#/%E0%A4%A']) {
    expect(placeFromAddress(address)).toEqual({ screen: 'home' });
  }
});

test('values that cannot be are replaced by the usual ones', () => {
  expect(placeFromAddress('#/sessions?group=x&sort=y')).toEqual({ screen: 'sessions', list: plainList });
  expect(placeFromAddress('#/session/a/b?m=-1&tab=x')).toMatchObject({ m: null, tab: 'transcript' });
  expect(placeFromAddress('#/analytics?days=0')).toMatchObject({ days: 30 });
});

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const list: fc.Arbitrary<ListView> = fc.record({
  q: word,
  group: fc.constantFrom('day', 'project', 'none'),
  sort: fc.constantFrom(...sessionSorts),
});
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ screen: fc.constant('sessions' as const), list }),
  fc.record({
    screen: fc.constant('session' as const),
    source: id,
    session_id: id,
    tab: fc.constantFrom(...sessionTabs),
    m: fc.option(fc.nat(1e6)),
    agent: fc.option(id),
    find: word,
    file: word,
    list,
  }),
  fc.record({ screen: fc.constant('search' as const), q: word, source: id, order: fc.constantFrom(...searchOrders) }),
  fc.record({
    screen: fc.constant('analytics' as const),
    view: fc.constantFrom('usage' as const, 'tools' as const, 'activity' as const, 'reviews' as const),
    days: fc.oneof(fc.constant('all' as const), fc.integer({ min: 1, max: 3660 })),
    from: fc.constant(null),
    to: fc.constant(null),
    source: id,
    project: fc.option(id),
    model: fc.option(id),
    by: fc.constant('range' as const),
    a: fc.constant(null),
    b: fc.constant(null),
  }),
  fc.record({
    screen: fc.constant('analytics' as const),
    view: fc.constant('compare' as const),
    days: fc.constant(30),
    from: fc.constant('2026-10-01'),
    to: fc.constantFrom('2026-10-01', '2026-11-21'),
    source: id,
    project: fc.option(id),
    model: fc.option(id),
    by: fc.constantFrom(...compareKinds),
    a: fc.option(id),
    b: fc.option(id),
  }),
  fc.record({ screen: fc.constant('settings' as const) }),
);

test('every place is found again by its address', () => {
  fc.assert(fc.property(places, (place) => void expect(placeFromAddress(`#${addressOf(place)}`)).toEqual(place)));
});
