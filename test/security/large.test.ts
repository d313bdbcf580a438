import fs from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TestHome } from '../engine/running-engine.ts';
import { slowness } from './hostile/burden.ts';
import { largeCases } from './hostile/large.ts';
import { type LoneEngine, startLoneEngine } from './hostile/lone-engine.ts';
import { type Case, World } from './hostile/world.ts';

const most_cpu_seconds = 5;
/** Above what an engine takes that has nothing to read but the neighbour. */
const most_mebibytes = 300;
/** A text near the longest line is held as bytes, as a line and as a record, and measured at 270 to 320 by itself. */
const room_mebibytes: Readonly<Record<number, number>> = { 37: 400 };

/** Everything below the agents' folders as it is on disk; of a folder of very many files what it says of itself. */
const treeIn = (world: World, n: number): string =>
  n === 19
    ? `${fs.statSync(world.fileOf('.'), { bigint: true }).mtimeNs} ${fs.readdirSync(world.fileOf('.')).length}`
    : world.tree().join('\n');

interface Cost {
  /** To find and to show it, and to index its text, which is done in the background: processor time as on a machine left alone. */
  shown_seconds: number;
  indexed_seconds: number;
  mebibytes: number;
}

/** Reads a home with something in it, in a process of its own, and tells what that took. */
async function costOf({ n, make, check }: Pick<Case, 'n' | 'make' | 'check'>): Promise<Cost> {
  const world = new World(new TestHome(onTestFinished), startLoneEngine);
  make(world);
  const before = treeIn(world, n);
  const engine = world.engine as LoneEngine;
  await engine.scanned();
  const scanned = await engine.cost();
  await engine.scanned({ with_text: true });
  const indexed = await engine.cost();
  await check(world);
  await world.neighbourIsFine();
  const { cpu_seconds, mebibytes } = await engine.cost();
  await engine.stop();
  expect(treeIn(world, n) === before).toBe(true);
  const indexing = indexed.cpu_seconds - scanned.cpu_seconds;
  const slow = slowness();
  return { shown_seconds: (cpu_seconds - indexing) / slow, indexed_seconds: indexing / slow, mebibytes };
}

describe('large things, each in a home of its own', () => {
  let bare = 0;
  test('are measured beside a home without them', async () => {
    ({ mebibytes: bare } = await costOf({ n: 0, make: () => {}, check: () => {} }));
    expect(bare).toBeGreaterThan(0);
  });

  test.each(largeCases.map((one) => [one.n, one.name, one] as const))(
    '%i: %s',
    { timeout: 120_000 },
    async (n, _name, one) => {
      const { shown_seconds, indexed_seconds, mebibytes } = await costOf(one);
      expect(shown_seconds).toBeLessThan(most_cpu_seconds);
      expect(indexed_seconds).toBeLessThan(most_cpu_seconds);
      expect(mebibytes - bare).toBeLessThan(room_mebibytes[n] ?? most_mebibytes);
    },
  );
});
