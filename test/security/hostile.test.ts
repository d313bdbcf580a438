import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MethodName } from '../../src/contract/methods.ts';
import { askEverything } from './canaries/ask-everything.ts';
import { LeakSearch } from './canaries/leaks.ts';
import { fileCases } from './hostile/files.ts';
import { recordCases } from './hostile/records.ts';
import { World } from './hostile/world.ts';

describe('in one home with all the others', () => {
  const cases = [...fileCases, ...recordCases];
  const world = new World();
  const made = new Map(cases.map((one) => [one, one.make(world) !== false]));
  const before = world.tree();
  beforeAll(async () => {
    await world.engine.scanned();
  }, 30_000);
  afterAll(() => world.engine.stop());

  test.each(cases.map((one) => [one.n, one.name, one] as const))('%i: %s', async (_n, _name, one) => {
    if (!made.get(one)) return console.warn(`Case ${one.n} cannot be made on this machine.`);
    await one.check(world);
    await world.neighbourIsFine();
  });

  test('nothing of what lies outside, or is secret, gets out, and nothing below the agents is changed', async () => {
    const search = new LeakSearch(world.secrets);
    const ask = async (method: MethodName, input: Record<string, unknown>) => {
      const answer = await world.engine.call(method, input);
      const text = JSON.stringify(answer);
      search.look(method, text);
      return { text, value: answer.ok ? answer.value : null };
    };
    await askEverything({
      ask,
      source_ids: ['claude_code', 'codex_cli'],
      queries: ['outside', 'key'],
      texts: [],
      foreign_ids: [],
      formats: ['jsonl'],
    });
    expect(world.secrets.length).toBeGreaterThan(10);
    expect(search.leaks).toEqual([]);
    expect(world.tree()).toEqual(before);
  }, 60_000);
});
