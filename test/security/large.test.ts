import { describe, expect, onTestFinished, test } from 'vitest';
import { TestHome } from '../engine/running-engine.ts';
import { costOf } from './hostile/burden.ts';
import { largeCases } from './hostile/large.ts';
import { World } from './hostile/world.ts';

/** A text near the longest line is held as bytes, as a line and as a record before it is cut. */
const room_mebibytes: Readonly<Record<number, number>> = { 37: 800 };

describe('large things, each in a home of its own', () => {
  test.each(largeCases.map((one) => [one.n, one.name, one] as const))(
    '%i: %s',
    { timeout: 120_000 },
    async (n, _name, one) => {
      const world = new World(new TestHome(onTestFinished));
      one.make(world);
      const before = n === 19 ? [] : world.tree();
      const cost = await costOf(async () => {
        await world.engine.scanned();
        await one.check(world);
        await world.neighbourIsFine();
      });
      expect(cost.seconds).toBeLessThan(5);
      expect(cost.mebibytes).toBeLessThan(room_mebibytes[n] ?? 300);
      if (n !== 19) expect(world.tree()).toEqual(before);
      await world.engine.stop();
    },
  );
});
