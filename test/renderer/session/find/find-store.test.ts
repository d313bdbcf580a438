import { beforeEach, describe, expect, test } from 'vitest';
import type { FoundPlace } from '../../../../src/contract/find.ts';
import {
  closeFind,
  forgetFound,
  putFound,
  stepFound,
  useFind,
} from '../../../../src/renderer/session/find/find-store.ts';

const place = (index: number, agent_id: string | null = null): FoundPlace => ({
  agent_id,
  index,
  block_id: `${index}-0-b0`,
  field: 'text',
  part: 0,
  offset: 7,
  is_whole: false,
});
const here = (index: number, agent_id: string | null = null) => ({ agent_id, index });
const current = (): FoundPlace | null => useFind.getState().current;

beforeEach(() => closeFind());

describe('finding in a session', () => {
  test('begins at the first place from where one reads on, in the thread one reads', () => {
    const places = [place(2), place(8), place(1, 'a'), place(9, 'a')];
    putFound('x', places, here(5));
    expect(current()).toBe(places[1]);
    putFound('y', places, here(20));
    expect(current()).toBe(places[0]);
    putFound('z', places, here(5, 'a'));
    expect(current()).toBe(places[3]);
    putFound('w', places, here(0, 'another'));
    expect(current()).toBe(places[0]);
  });

  test('begins with a whole word in the message one reads, and with any place in those that follow', () => {
    const places = [place(4), place(5), { ...place(5), offset: 9, is_whole: true }, { ...place(6), is_whole: true }];
    putFound('x', places, here(5));
    expect(current()).toBe(places[2]);
    putFound('y', places, here(4));
    expect(current()).toBe(places[0]);
  });

  test('steps from the last place to the first and the other way round', () => {
    const places = [place(1), place(2), place(3)];
    putFound('x', places, here(0));
    stepFound(-1);
    expect(current()).toBe(places[2]);
    stepFound(1);
    expect(current()).toBe(places[0]);
  });

  test('stays where it is when more is found, as in a live session', () => {
    putFound('x', [place(1), place(2)], here(2));
    const { steps } = useFind.getState();
    putFound('x', [place(0), place(1), place(2), place(3)], here(0));
    expect(current()).toEqual(place(2));
    expect(useFind.getState().steps).toBe(steps);
  });

  test('of nothing leads nowhere', () => {
    putFound('x', [], here(0));
    stepFound(1);
    expect(current()).toBeNull();
    putFound('x', [place(4)], here(0));
    forgetFound();
    expect(useFind.getState()).toMatchObject({ q: '', places: [], current: null });
  });
});
