import { describe, expect, test } from 'vitest';
import type { Api, Input } from '../../../../src/contract/api.ts';
import { type ExportPart, ExportChoice } from '../../../../src/contract/export.ts';
import { fail, ok, type Result } from '../../../../src/contract/result.ts';
import { levelForOthers } from '../../../../src/renderer/session/export/export-words.ts';
import { type ExportStep, sessionExport } from '../../../../src/renderer/session/export/export-store.ts';
import {
  type ExportProgress,
  type MadeExport,
  makeExport,
} from '../../../../src/renderer/session/export/make-export.ts';
import { fakeEngine } from '../../../helpers/fake-engine.ts';
import { makeSessions } from '../../../helpers/fake-engine/sessions.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const sessions = makeSessions(40, now);
const long = sessions.find(({ message_count }) => message_count > 600)!;

/** An engine whose parts come one at a time, when they are let through. */
function slowly(parts: readonly (Partial<ExportPart> | 'fails')[]) {
  const begun: Input<'beginExport'>[] = [];
  const waiting: (() => void)[] = [];
  let next = 0;
  let asked = 0;
  const api: Pick<Api, 'beginExport' | 'exportPart'> = {
    async beginExport(input) {
      begun.push(input);
      next = 0;
      const level = input.level ?? 'secrets';
      const names = { file_name: 'a.md', media_type: 'text/markdown', level, rules_version: '1' };
      return ok({ export_id: `e${begun.length}`, ...names });
    },
    async exportPart(): Promise<Result<ExportPart>> {
      asked += 1;
      await new Promise<void>((resolve) => waiting.push(resolve));
      const part = parts[next++];
      if (part === undefined || part === 'fails') return fail('source_gone', 'The log is gone.', 'Scan again.');
      return ok({ phase: 'writing', text: '', messages_done: next, messages_total: parts.length, hidden: [], ...part });
    },
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const answer = async (): Promise<void> => {
    await settle();
    for (const resolve of waiting.splice(0)) resolve();
    await settle();
  };
  const answerAll = async (): Promise<void> => {
    for (await settle(); waiting.length > 0;) await answer();
  };
  return { api, begun, answer, answerAll, asked: () => asked };
}

const twoParts = [
  { phase: 'checking' as const },
  { text: 'one ' },
  { phase: 'done' as const, text: 'zwölf', hidden: [{ rule: 'email', count: 1, places: ['x'] }] },
];

describe('the file of a session', () => {
  test('comes in parts, with its size as UTF-8 and what was hidden, most first', async () => {
    const { api } = fakeEngine('usual', now);
    const seen: ExportProgress[] = [];
    const { signal } = new AbortController();
    const wanted = { source: long.source, session_id: long.session_id, format: 'markdown' as const };
    const made = await makeExport(api, wanted, { signal, onProgress: (progress) => seen.push(progress) });
    if (!made?.ok) throw new Error('no file');
    const { parts, bytes, hidden, ...facts } = made.value;
    const text = parts.join('');
    expect(text.split('\n')).toHaveLength(long.message_count + 1);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts).not.toContain('');
    expect(bytes).toBe(Buffer.byteLength(text));
    expect(hidden.map(({ count }) => count)).toEqual(hidden.map(({ count }) => count).toSorted((a, b) => b - a));
    expect(facts).toMatchObject({ file_name: 'a-made-up-session.md', media_type: 'text/markdown', level: 'secrets' });
    expect(facts).not.toHaveProperty('export_id');
    expect(seen.map(({ phase }) => phase)).toEqual(seen.map(({ phase }) => phase).toSorted());
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['checking', 'writing']));
    expect(seen.every(({ messages_total }) => messages_total === long.message_count * 2)).toBe(true);
  });

  test('counts bytes and not letters', async () => {
    const { api, answerAll } = slowly(twoParts);
    const making = makeExport(api, long, { signal: new AbortController().signal, onProgress: () => {} });
    await answerAll();
    const made = await making;
    expect(made).toMatchObject({ ok: true, value: { parts: ['one ', 'zwölf'], bytes: 10 } });
  });

  test('is not asked for any further once it is not wanted', async () => {
    const { api, answer, asked } = slowly([{}, {}, {}, {}]);
    const ending = new AbortController();
    const making = makeExport(api, long, { signal: ending.signal, onProgress: () => {} });
    await answer();
    ending.abort();
    await answer();
    expect([await making, asked()]).toEqual([null, 2]);
  });
});

function stepsOf(api: Pick<Api, 'beginExport' | 'exportPart'>) {
  const store = sessionExport(api, { source: long.source, session_id: long.session_id });
  const steps: ExportStep[] = [];
  store.subscribe(({ at }) => steps.push(at));
  return { store, steps, step: () => store.getState().at.step, get: store.getState };
}

const madeIn = (at: ExportStep): MadeExport => {
  if (at.step !== 'checked') throw new Error(`It is ${at.step}.`);
  return at.made;
};

describe('an export', () => {
  test('begins with what the contract takes for granted', async () => {
    const { api, begun, answerAll } = slowly(twoParts);
    const { store } = stepsOf(api);
    expect(store.getState().choice).toEqual(ExportChoice.parse({}));
    void store.getState().check();
    await answerAll();
    expect(begun).toEqual([{ source: long.source, session_id: long.session_id, ...ExportChoice.parse({}) }]);
    expect(begun[0]).not.toHaveProperty('level');
  });

  test('is at the usual level of its dialog, unless another is chosen', async () => {
    const { api, begun, answerAll } = slowly(twoParts);
    const { store } = stepsOf(api);
    void store.getState().check('private');
    await answerAll();
    store.getState().choose({ level: 'secrets' });
    void store.getState().check('private');
    await answerAll();
    expect(begun.map(({ level }) => level)).toEqual(['private', 'secrets']);
    expect((['secrets', 'private', 'strict'] as const).map(levelForOthers)).toEqual(['private', 'private', 'strict']);
  });

  test('goes from the choice over the check to a file', async () => {
    const { api, answer, answerAll } = slowly(twoParts);
    const { store, step, get, steps } = stepsOf(api);
    store.getState().choose({ format: 'markdown', level: 'private' });
    expect(step()).toBe('choosing');
    const checking = store.getState().check();
    expect(get().at).toEqual({ step: 'checking', progress: null });
    await answer();
    expect(get().at).toEqual({
      step: 'checking',
      progress: { phase: 'checking', messages_done: 1, messages_total: 3 },
    });
    await answerAll();
    await checking;
    expect(madeIn(get().at)).toMatchObject({ level: 'private', parts: ['one ', 'zwölf'] });
    expect(steps.map((each) => each.step).filter((each, at, all) => each !== all[at - 1])).toEqual([
      'choosing',
      'checking',
      'checked',
    ]);
  });

  test.each([
    ['format', { format: 'json' }],
    ['level', { level: 'strict' }],
    ['words', { extra_words: ['Rosebud'] }],
    ['output', { tool_output: 'all' }],
    ['reasoning', { with_reasoning: false }],
    ['what the program put in', { with_injected: true }],
  ] as const)('of which the %s is changed after the check has to be checked again', async (_what, part) => {
    const { api, begun, answerAll } = slowly(twoParts);
    const { store, step } = stepsOf(api);
    void store.getState().check();
    await answerAll();
    expect(step()).toBe('checked');
    store.getState().choose(part as Partial<ExportChoice>);
    expect(store.getState().at).toEqual({ step: 'choosing' });
    void store.getState().check();
    await answerAll();
    expect(step()).toBe('checked');
    expect(begun[1]).toMatchObject(part);
  });

  test('of which the choice is changed during the check does not come out with the old one', async () => {
    const { api, answer, answerAll, asked } = slowly(twoParts);
    const { store, step, steps } = stepsOf(api);
    void store.getState().check();
    await answer();
    store.getState().choose({ level: 'strict' });
    await answerAll();
    expect([step(), asked()]).toEqual(['choosing', 2]);
    expect(steps.some((each) => each.step === 'checked')).toBe(false);
  });

  test('that is stopped asks for nothing more, and can be checked again', async () => {
    const { api, answer, answerAll, asked, begun } = slowly(twoParts);
    const { store, step } = stepsOf(api);
    void store.getState().check();
    await answer();
    store.getState().stop();
    expect(step()).toBe('choosing');
    await answerAll();
    expect([step(), asked()]).toEqual(['choosing', 2]);
    void store.getState().check();
    await answerAll();
    expect([step(), begun.length]).toEqual(['checked', 2]);
  });

  test('that is checked twice at once comes out of the second', async () => {
    const { api, answerAll, begun } = slowly(twoParts);
    const { store, get } = stepsOf(api);
    const first = store.getState().check();
    const second = store.getState().check();
    await answerAll();
    await Promise.all([first, second]);
    expect(begun).toHaveLength(2);
    expect(madeIn(get().at).parts).toEqual(['one ', 'zwölf']);
  });

  test('that fails says why, and can be tried again', async () => {
    const { api, answerAll } = slowly([{ phase: 'checking' }, 'fails']);
    const { store, get } = stepsOf(api);
    void store.getState().check();
    await answerAll();
    const error = { code: 'source_gone', message: 'The log is gone.', advice: 'Scan again.' };
    expect(get().at).toEqual({ step: 'failed', error });
    void store.getState().check();
    expect(get().at.step).toBe('checking');
  });

  test('that cannot begin says why', async () => {
    const { store, get } = stepsOf(fakeEngine('failed', now).api);
    await store.getState().check();
    expect(get().at).toMatchObject({ step: 'failed', error: { code: 'unavailable' } });
  });
});
