import { describe, expect, test } from 'vitest';
import type { ToolCallBlock, ToolResultBlock } from '../../../../src/contract/message.ts';
import { bodySections } from '../../../../src/renderer/session/tools/body-sections.ts';
import { changesOf, lineCounts } from '../../../../src/renderer/session/tools/changes.ts';
import { answersIn, isChosen, ownWords, questionsIn } from '../../../../src/renderer/session/tools/questions-in.ts';
import { webFindings } from '../../../../src/renderer/session/tools/web-findings.ts';
import { outcomeOf } from '../../../../src/renderer/session/tools/outcome.ts';
import { planIn } from '../../../../src/renderer/session/tools/plan-in.ts';
import { isSubjectCut, shortPath, shownSubject } from '../../../../src/renderer/session/tools/subject.ts';

const call = (more: Partial<ToolCallBlock> = {}): ToolCallBlock => ({
  type: 'tool_call',
  block_id: 'c',
  call_id: '1',
  name: 'Tool',
  kind: 'other',
  subject: null,
  description: null,
  input: '{"a":1}',
  input_length: 7,
  changes: [],
  todos: null,
  agent_id: null,
  ...more,
});
const result = (more: Partial<ToolResultBlock> = {}): ToolResultBlock => ({
  type: 'tool_result',
  block_id: 'r',
  text: 'done',
  text_length: 4,
  call_id: '1',
  at: null,
  is_error: false,
  outcome: 'ok',
  denied_by: null,
  exit_code: null,
  duration_ms: null,
  duration_basis: null,
  changes: [],
  images: [],
  moved_output: null,
  injected: [],
  ...more,
});
const change = { path: 'a', change: 'update', hunks: null, old_text: 'a', new_text: 'b', is_cut: false } as const;

describe('how a call ended', () => {
  test.each<[Partial<ToolResultBlock>, string, string]>([
    [{ outcome: 'ok' }, 'ok', 'ok'],
    [{ outcome: 'error', is_error: true }, 'failed', 'failed'],
    [{ outcome: 'denied', denied_by: 'person' }, 'denied by you', 'denied'],
    [{ outcome: 'denied', denied_by: 'hook' }, 'denied by a hook', 'denied'],
    [{ outcome: 'denied', denied_by: 'guardian' }, 'denied by guardian', 'denied'],
    [{ outcome: 'denied' }, 'denied', 'denied'],
    [{ outcome: 'interrupted' }, 'interrupted', 'denied'],
    [{ outcome: 'pending' }, 'pending', 'neutral'],
    [{ outcome: 'unknown', is_error: true }, 'failed', 'failed'],
    [{ outcome: 'unknown' }, '', 'neutral'],
  ])('%j is said as %j', (more, word, tone) => {
    expect(outcomeOf(call(), result(more))).toEqual({ word, tone });
  });

  test('without a result is pending', () => {
    expect(outcomeOf(call(), null).word).toBe('pending');
  });
});

describe('the subject of a call', () => {
  test('is a path from the folder of the session on', () => {
    expect(shortPath('/home/dev/site/src/a.ts', '/home/dev/site')).toBe('src/a.ts');
    expect(shortPath('/home/dev/site-old/a.ts', '/home/dev/site')).toBe('/home/dev/site-old/a.ts');
    expect(shortPath('C:\\site\\a.ts', 'C:\\site')).toBe('a.ts');
    expect(shortPath('/etc/hosts', '/')).toBe('/etc/hosts');
    expect(shortPath('/home/dev/site', '/home/dev/site')).toBe('/home/dev/site');
    expect(shortPath('src/a.ts', null)).toBe('src/a.ts');
  });

  test('is the first line of a command, and says that there is more', () => {
    const command = call({ kind: 'command', subject: 'cd a &&\nmake' });
    expect(shownSubject(command, null)).toBe('cd a && …');
    expect(isSubjectCut(command)).toBe(true);
  });

  test('is cut at a whole character', () => {
    const subject = shownSubject(call({ subject: `a${'😀'.repeat(400)}` }), null);
    expect(subject?.isWellFormed()).toBe(true);
    expect(subject?.endsWith(' …')).toBe(true);
  });

  test('is nothing where there is none, or where a list says it', () => {
    expect(shownSubject(call(), null)).toBeNull();
    expect(shownSubject(call({ subject: '  ' }), null)).toBeNull();
    expect(shownSubject(call({ subject: '1 of 2 done', todos: [] }), null)).toBeNull();
  });
});

describe('the body of a card', () => {
  test('shows the input where nothing else tells what was asked', () => {
    expect(bodySections(call(), null)?.input).toBe('shown');
    expect(bodySections(call({ kind: 'search', subject: 'x' }), null)?.input).toBe('folded');
    expect(bodySections(call({ kind: 'agent' }), null)?.input).toBe('folded');
    expect(bodySections(call({ kind: 'read', subject: 'a.ts' }), result())?.input).toBeNull();
  });

  test('shows a command that its head cannot', () => {
    expect(bodySections(call({ kind: 'command', subject: 'a\nb' }), null)?.command).toBe('a\nb');
    expect(bodySections(call({ kind: 'command', subject: 'a' }), result())?.command).toBeNull();
  });

  test('shows a plan as what it is, and its input only when something is to be shown in it', () => {
    const input = JSON.stringify({ plan: '# Steps\n\n1. "Go"' }, null, 2);
    const asked = call({ kind: 'plan', input, input_length: input.length });
    expect(bodySections(asked, null)).toMatchObject({ has_plan: true, input: null });
    expect(bodySections(asked, null, { input: true, result: false })).toMatchObject({ has_plan: true, input: 'shown' });
    expect(bodySections(call({ kind: 'other', input, input_length: 9 }), null)).toMatchObject({ has_plan: false });
    expect(bodySections(call({ kind: 'plan' }), null)).toMatchObject({ has_plan: false, input: 'shown' });
  });

  test('leaves out a result that only confirms the diff, but not an error', () => {
    const edit = call({ kind: 'edit', subject: 'a', changes: [{ ...change, lines_added: 1, lines_removed: 1 }] });
    expect(bodySections(edit, result())?.has_result).toBe(false);
    expect(bodySections(edit, result({ is_error: true, outcome: 'error' }))?.has_result).toBe(true);
    expect(bodySections(call({ kind: 'command', subject: 'a' }), result())?.has_result).toBe(true);
  });

  test('is absent when there is nothing to show', () => {
    expect(bodySections(call({ kind: 'command', subject: 'true' }), result({ text: '', text_length: 0 }))).toBeNull();
    expect(bodySections(call({ input: '{}', input_length: 2 }), null)).toBeNull();
  });

  test('is there for images, injected text and output that was moved', () => {
    const quiet = { text: '', text_length: 0 };
    const bash = call({ kind: 'command', subject: 'true' });
    expect(bodySections(bash, result({ ...quiet, injected: [{ label: 'a', text: 'b' }] }))?.has_extras).toBe(true);
    expect(bodySections(bash, result({ ...quiet, moved_output: { block_id: 'x', bytes: 1 } }))?.has_extras).toBe(true);
  });
});

describe('the plan of a call', () => {
  test('is read from its input, also from one that was cut anywhere', () => {
    const plan = 'First é\n\\ "second" \u2028 {"plan": "no"} 😀';
    const input = JSON.stringify({ allowed: ['a'], plan }, null, 2);
    expect(planIn(input)).toBe(plan);
    for (let end = input.indexOf('First') + 1; end < input.length; end += 1)
      expect(plan.startsWith(planIn(input.slice(0, end)) ?? '?')).toBe(true);
  });

  test('is none where there is none, or where it is empty or no text', () => {
    for (const input of ['{}', '{"plan": ""}', '{"plan": 1}', '{"a": "{\\"plan\\": \\"x\\""}', '{"plan', ''])
      expect(planIn(input)).toBeNull();
  });

  test('is found in time in proportion to the input', () => {
    const input = `{"plan": "${'\\n'.repeat(200_000)}`;
    expect(planIn(`${input}"}`)).toBeNull();
    expect(planIn(`${input}x"}`)).toHaveLength(200_001);
  });
});

describe('the changes of a call', () => {
  const asked = { ...change, lines_added: 9, lines_removed: 9 };
  const applied = { ...change, lines_added: 2, lines_removed: null };

  test('are those that were applied, where the log says so', () => {
    expect(changesOf(call({ changes: [asked] }), result({ changes: [applied] }))).toEqual([applied]);
    expect(changesOf(call({ changes: [asked] }), result())).toEqual([asked]);
    expect(changesOf(null, result())).toEqual([]);
  });

  test('are counted as far as they are known', () => {
    expect(lineCounts([asked, applied])).toEqual({ added: 11, removed: 9 });
    expect(lineCounts([{ ...change, lines_added: null, lines_removed: null }])).toBeNull();
    expect(lineCounts([])).toBeNull();
  });
});

describe('questions to the person', () => {
  const asked = JSON.stringify({
    questions: [
      { question: 'Which "way"?', header: 'Way', options: [{ label: 'A (Recommended)', description: 'fast' }, { label: 'B' }] },
      { question: 'Which parts?', multiSelect: true, options: [{ label: 'x' }, { label: 'y' }, { label: 'z' }] },
    ],
  }, null, 2); // prettier-ignore
  const questions = questionsIn(asked)!;

  test('are read from the input, and a cut input has none', () => {
    expect(questions.map(({ header, options }) => [header, options.length])).toEqual([['Way', 2], [null, 3]]); // prettier-ignore
    expect([questionsIn(asked.slice(0, 90)), questionsIn('{}'), questionsIn('[1]'), questionsIn('"x"')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test.each<[string, (string | null)[]]>([
    ['User has answered your questions: "Which "way"?"="B", "Which parts?"="x, z". You can now continue with them.', ['B', 'x, z']],
    ['The user answered: "Which parts?"="y", "Which "way"?"="say "why" first. Then go". Read the answers — they may differ.', ['say "why" first. Then go', 'y']],
    ['"Which "way"?"="A (Recommended)"', ['A (Recommended)', null]],
    [JSON.stringify({ answers: { 'Which "way"?': { answers: ['B'] }, 'Which parts?': ['x', 'y'] } }), ['B', 'x, y']],
    ['The user wants to clarify these questions.', [null, null]],
    ['', [null, null]],
  ])('are answered in %s', (text, answers) => {
    expect(answersIn(text, questions)).toEqual(answers);
  }); // prettier-ignore

  test('tell options that were chosen from what the person said in own words', () => {
    const [way, parts] = questions as [(typeof questions)[0], (typeof questions)[0]];
    expect([isChosen('B', 'B', way), isChosen('B', 'A, B', way), isChosen('y', 'x, y', parts)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([ownWords('B', way), ownWords('none of them', way), ownWords(null, way)]).toEqual([
      null,
      'none of them',
      null,
    ]);
    expect([ownWords('x, and more', parts), ownWords('x, z', parts)]).toEqual(['and more', null]);
  });

  test('take the place of input and answer, which come back when they are looked for or were refused', () => {
    const question = call({ kind: 'question', input: asked, input_length: asked.length });
    const answered = result({ text: '"Which "way"?"="B", "Which parts?"="x".' });
    expect(bodySections(question, answered)).toMatchObject({ has_questions: true, input: null, has_result: false });
    expect(bodySections(question, answered, { input: true, result: true })).toMatchObject({
      input: 'shown',
      has_result: true,
    });
    expect(bodySections(question, result({ is_error: true, text: 'no' }))).toMatchObject({ has_result: true });
    expect(bodySections(question, result({ text: 'something else' }))).toMatchObject({ has_result: true });
  });
});

describe('what a search found', () => {
  test('is a list of pages and what was said about them', () => {
    const text = 'Web search results for query: "x"\n\nLinks: [{"title":"A \\"quoted\\" page","url":"https://a.example/1"},{"title":"B","url":"https://b.example"}]\n\nIn **short**.';
    expect(webFindings(text)).toEqual({
      pages: [{ title: 'A "quoted" page', url: 'https://a.example/1' }, { title: 'B', url: 'https://b.example' }],
      rest: 'In **short**.',
    });
    expect(webFindings(text.slice(0, 110))?.pages).toHaveLength(1);
  }); // prettier-ignore

  test('may be lines of titles and addresses', () => {
    expect(webFindings('GNU make · https://gnu.example/make\nhttps://b.example\nA title alone')?.pages).toEqual([
      { title: 'GNU make', url: 'https://gnu.example/make' },
      { title: 'https://b.example', url: 'https://b.example' },
      { title: 'A title alone', url: null },
    ]);
  });

  test.each(['', 'GNU make\nMake (software)', '# A page\n\nWith text.', 'Links: none', 'Links: [{"title":1}]'])(
    'is not seen in %j',
    (text) => {
      expect(webFindings(text)).toBeNull();
    },
  );
});

test('an agreed plan is not shown twice, and a changed task says how', () => {
  const plan = call({ kind: 'plan', input: JSON.stringify({ plan: '# Do it' }), input_length: 20 });
  expect(bodySections(plan, result({ text: 'Approved.\n\n# Do it' }))).toMatchObject({
    has_plan: true,
    has_result: false,
  });
  expect(bodySections(plan, result({ text: 'Approved.' }))).toMatchObject({ has_result: true });
  expect(bodySections(call({ kind: 'todo', subject: '1' }), null)?.input).toBe('folded');
});
