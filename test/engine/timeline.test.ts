import { describe, expect, test } from 'vitest';
import type { Output } from '../../src/contract/api.ts';
import type { Message } from '../../src/contract/message.ts';
import { numbersFromSteps, startsFromGaps, subjectPlaces } from '../../src/contract/timeline-columns.ts';
import { type Timeline, timelineBases, timelineKinds, timelineOutcomes } from '../../src/contract/timeline.ts';
import { oneLine } from '../../src/engine/reading/file-part.ts';
import { casesOf, layOut } from '../helpers/fixture-cases.ts';
import { type OpenHome, openHome } from '../helpers/read-home.ts';
import { errorOf, scannedEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

/** An item in words, with its start as seconds since the first line. */
function itemsOf(timeline: Timeline) {
  const { items } = timeline;
  const [starts, messages] = [startsFromGaps(items), numbersFromSteps(items.messages)];
  const [subjects, leads] = [subjectPlaces(items.subjects), new Map(items.leads)];
  return [...items.kinds].map((letter, at) => ({
    kind: timelineKinds[letter as keyof typeof timelineKinds],
    basis: timelineBases[items.bases[at] as keyof typeof timelineBases],
    outcome: timelineOutcomes[items.outcomes[at] as keyof typeof timelineOutcomes],
    message: messages[at],
    start_s: Number.isNaN(starts[at]) ? null : starts[at]! / 1000,
    duration_ms: items.durations[at] ?? null,
    lead_ms: leads.get(at) ?? 0,
    name: timeline.names[items.names[at]!] ?? null,
    subject: timeline.subjects[subjects[at]!] ?? null,
  }));
}

const inBrief = (timeline: Timeline): string[] =>
  itemsOf(timeline).map(({ kind, basis, start_s, duration_ms, name }) =>
    [kind, basis, start_s, duration_ms === null ? null : duration_ms / 1000, name].join(' ').trim(),
  );

async function drawn(drawing: string, home = new TestHome()): Promise<Timeline> {
  home.draw(drawing);
  return timelineIn(await scannedEngine(home));
}

const timelineIn = async (engine: TestEngine): Promise<Timeline> =>
  valueOf(await engine.api.timeline({ session_id: 's-1' }));

describe('the timeline of a thread', () => {
  test('names turns, the model, tools and the wait for the next prompt', async () => {
    const timeline = await drawn(`
      09:00:00 user Fix the test
      09:00:04 calls toolu_1 Bash npm test
      09:00:10 returns toolu_1 ok
      09:00:13 assistant Done.
      09:05:13 user Thanks
      09:05:15 assistant Gladly.`);
    expect(inBrief(timeline)).toEqual([
      'turn observed 0 13',
      'model observed 0 4 claude-sonnet-4-5',
      'tool observed 4 6 Bash',
      'model observed 10 3 claude-sonnet-4-5',
      'wait observed 13 300 next prompt',
      'turn observed 313 2',
      'model observed 313 2 claude-sonnet-4-5',
    ]);
    expect(itemsOf(timeline).map(({ message }) => message)).toEqual([0, 1, 1, 2, 3, 3, 4]);
    expect(timeline).toMatchObject({ total: 5, ended_at: timeline.began_at! + 315_000, compactions: [] });
    expect(timeline.tool_kinds[timeline.names.indexOf('Bash')]).toBe('command');
    expect(itemsOf(timeline)[2]).toMatchObject({ subject: 'npm test', outcome: 'ok' });
    expect(itemsOf(timeline)[0]).toMatchObject({ subject: 'Fix the test' });
  });

  test('does not call it waiting when a prompt cuts the work short', async () => {
    const timeline = await drawn(`
      09:00 user Go
      09:00:04 calls toolu_1 Bash sleep 100
      09:00:30 user Stop that`);
    expect(itemsOf(timeline).filter(({ kind }) => kind === 'wait')).toEqual([]);
    expect(itemsOf(timeline).find(({ kind }) => kind === 'tool')).toMatchObject({
      basis: 'none',
      outcome: 'pending',
      duration_ms: null,
    });
  });

  test('says that the person was waited for when a question was theirs, or a refusal', async () => {
    const timeline = await drawn(`
      09:00 user Go
      09:00:04 calls toolu_1 AskUserQuestion which
      09:01:04 returns toolu_1 this one
      09:01:06 calls toolu_2 Bash rm -rf x
      09:01:16 fails toolu_2 The user doesn't want to proceed with this tool use. The tool use was rejected`);
    const waits = itemsOf(timeline).filter(({ kind }) => kind === 'wait');
    expect(waits.map(({ start_s, duration_ms, name }) => [start_s, duration_ms, name])).toEqual([
      [4, 60_000, 'answer to a question'],
      [66, 10_000, 'leave, which was refused'],
    ]);
    expect(itemsOf(timeline).find(({ subject }) => subject === 'rm -rf x')).toMatchObject({ outcome: 'denied' });
  });

  test('takes no sleeping machine for a model at work', async () => {
    const timeline = await drawn(`
      09:00 user Go
      19:00 assistant Done.`);
    expect(inBrief(timeline)[1]).toBe('model none 36000  claude-sonnet-4-5');
  });

  test('leaves out what has no time, and still has its items', async () => {
    const timeline = await drawn(`
      -- user Go
      -- calls toolu_1 Bash ls
      -- returns toolu_1 a.ts
      -- assistant Done.`);
    expect(timeline).toMatchObject({ began_at: null, ended_at: null });
    expect(inBrief(timeline)).toEqual([
      'turn none',
      'model none   claude-sonnet-4-5',
      'tool none   Bash',
      'model none   claude-sonnet-4-5',
    ]);
  });

  test('has compactions, hooks with their durations, and errors', async () => {
    const hook = (fields: object): string =>
      JSON.stringify({
        type: 'attachment', uuid: 'h-1', timestamp: '2026-08-01T09:00:08.000Z', sessionId: 's-1',
        attachment: { type: 'hook_success', hookName: 'PostToolUse:Bash', command: 'lint', stdout: '', ...fields },
      }); // prettier-ignore
    const failed = JSON.stringify({
      type: 'system', subtype: 'api_error', uuid: 'e-1', timestamp: '2026-08-01T09:00:20.000Z', sessionId: 's-1',
      error: { status: 529 }, retryAttempt: 1, maxRetries: 10, retryInMs: 500,
    }); // prettier-ignore
    const timeline = await drawn(`
      09:00 user Go
      09:00:04 calls toolu_1 Bash ls
      09:00:05 returns toolu_1 a.ts
      ${hook({ durationMs: 2500 })}
      ${failed}
      09:00:30 assistant Done.
      09:01 compacts`);
    expect(inBrief(timeline)).toEqual([
      'turn observed 0 60',
      'model observed 0 4 claude-sonnet-4-5',
      'tool observed 4 1 Bash',
      'hook reported 5.5 2.5 hook PostToolUse:Bash',
      'error none 20  API error 529',
      'model observed 20 10 claude-sonnet-4-5',
      'compaction none 60  auto',
    ]);
    expect(timeline.compactions).toEqual([{ message: 4, trigger: 'auto', tokens_before: 9, tokens_after: null }]);
  });

  test('has what each call of the model read and cost, as the catalog knows it', async () => {
    const timeline = await drawn('09:00 user Go\n09:00:02 assistant One.\n09:00:04 assistant Two.');
    const { calls } = timeline;
    expect([...numbersFromSteps(calls.contexts)]).toEqual([130, 130]);
    expect([...numbersFromSteps(calls.items)].map((at) => timeline.items.kinds[at])).toEqual(['m', 'm']);
    expect(calls.uncached).toEqual([30, 30]);
    expect(calls.costs_microusd[0]).toBe(Math.round((10 * 3 + 100 * 0.3 + 20 * 3.75 + 5 * 15) * 1));
  });

  test('goes on where it ended when the log grows', async () => {
    const home = new TestHome();
    home.draw('09:00 user Go\n09:00:04 calls toolu_1 Bash ls');
    const engine = await scannedEngine(home);
    expect(itemsOf(await timelineIn(engine)).at(-1)).toMatchObject({ outcome: 'pending' });
    home.draw('09:00 user Go\n09:00:04 calls toolu_1 Bash ls\n09:00:05 returns toolu_1 a\n09:00:09 assistant Done.');
    await engine.scanned();
    expect(inBrief(await timelineIn(engine)).slice(2)).toEqual([
      'tool observed 4 1 Bash',
      'model observed 5 4 claude-sonnet-4-5',
    ]);
  });

  test('shows no secret of a command, however long, and none of a prompt', async () => {
    const secret = `sk-ant-api03-${'aB3'.repeat(31)}AA`;
    const timeline = await drawn(`
      09:00 user Use ${secret} please ${'and so on '.repeat(60)}
      09:00:04 calls toolu_1 Bash curl -H "x-api-key: ${secret}" https://example.org ${'# more '.repeat(200)}
      09:00:05 calls toolu_2 Bash ${'x'.repeat(20_000)} ${secret}`);
    const text = JSON.stringify(timeline);
    expect(text).not.toContain(secret.slice(0, 24));
    expect(timeline.subjects).toEqual([
      expect.stringMatching(/^Use \[REDACTED:.* please and so on/),
      expect.stringMatching(/^curl -H "x-api-key: \[REDACTED:/),
    ]);
    expect(timeline.subjects.every((subject) => subject.length <= 81)).toBe(true);
  });

  test('is refused for a session or a subagent that does not exist', async () => {
    const home = new TestHome();
    home.draw('09:00 user Go');
    const engine = await scannedEngine(home);
    expect(errorOf(await engine.api.timeline({ session_id: 'none' })).code).toBe('not_found');
    expect(errorOf(await engine.api.contextAutopsy({ session_id: 'none' })).code).toBe('not_found');
  });

  test('shows a subagent with a file of its own as a span, beside the call that started it', async () => {
    const home = new TestHome();
    home.draw('09:00 user Go\n09:00:04 calls toolu_1 Task look around\n09:02 returns toolu_1 found it');
    home.write(
      's-1/subagents/agent-a1.jsonl',
      ['00:10', '01:30']
        .map(
          (time, n) =>
          JSON.stringify({
            type: 'user', uuid: `a-${n}`, timestamp: `2026-08-01T09:${time}.000Z`, sessionId: 's-1', agentId: 'a1',
            isSidechain: true, message: { role: 'user', content: `step ${n}` },
          }), // prettier-ignore
        )
        .join('\n') + '\n',
    );
    home.write('s-1/subagents/agent-a1.meta.json', JSON.stringify({ agentType: 'Explore', toolUseId: 'toolu_1' }));
    const timeline = await timelineIn(await scannedEngine(home));
    expect(timeline.subagents).toMatchObject([
      { agent_id: 'a1', type: 'Explore', message: 1, start: 10_000, end: 90_000 },
    ]);
  });
});

/** Cases with calls of every kind: reported durations, ids again, torn ends, no times, subagents. */
const cases = [...casesOf('claude_code'), ...casesOf('codex_cli')].filter(({ name }) =>
  /hostile|background|branch|subagent|hosted|torn|old-versions|bare-records|exec-stream|extended-recording|count-up|refusals|plain-thread|every-form/.test(
    name,
  ),
);

describe('tools are as their cards say', () => {
  test.each(cases.map((fixture) => [`${fixture.source}: ${fixture.name}`, fixture] as const))(
    '%s',
    async (_, fixture) => {
      const laid = layOut(fixture);
      const home = openHome(laid);
      try {
        await home.scan();
        const { sessions } = await home.ask('sessions', { source: fixture.source, limit: 1000 });
        for (const { source, session_id } of sessions) await checkThread(home, { source, session_id });
      } finally {
        await home.close();
        laid.remove();
      }
    },
  );
});

/** Items stand at messages that exist, and tools say what their cards say: outcome, duration and where that comes from. */
async function checkThread(home: OpenHome, input: { source: string; session_id: string }): Promise<void> {
  const outline = await home.ask('outline', input).catch(() => null);
  if (!outline) return;
  const timeline = await home.ask('timeline', input);
  const { items } = timeline;
  const columns = [items.messages, items.gaps, items.durations, items.names, items.subjects];
  expect(new Set([...columns, items.kinds, items.bases, items.outcomes].map(({ length }) => length)).size).toBe(1);
  expect(timeline.total).toBe(outline.total);
  for (const item of itemsOf(timeline)) {
    expect(item.message).toBeLessThan(timeline.total);
    expect(item.duration_ms === null).toBe(item.basis === 'none');
    if (item.basis === 'observed') expect(item.start_s).not.toBeNull();
  }
  const said = (await messagesOf(home, input)).flatMap(toolsIn);
  const tools = itemsOf(timeline).filter(({ kind }) => kind === 'tool');
  expect(tools.map(({ name, message, outcome, duration_ms }) => [name, message, outcome, duration_ms])).toEqual(said);
}

async function messagesOf(home: OpenHome, input: { source: string; session_id: string }): Promise<Message[]> {
  const messages: Message[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page: Output<'messages'> = await home.ask('messages', { ...input, offset });
    messages.push(...page.messages);
    offset = page.next_offset;
  }
  return messages;
}

const toolsIn = ({ index, blocks }: Message) =>
  blocks.flatMap((block) => {
    if (block.type !== 'tool_call') return [];
    const result = blocks.find((each) => each.type === 'tool_result' && each.call_id === block.call_id);
    if (result?.type !== 'tool_result') return [[nameOf(block), index, 'pending', null]];
    const duration = result.duration_ms === null ? null : Math.round(result.duration_ms);
    return [[nameOf(block), index, result.outcome, duration]];
  });

const nameOf = ({ name }: { name: string }): string => oneLine(name, 80);
