import { describe, expect, test } from 'vitest';
import type { Session } from '../../../../src/contract/session.ts';
import { noTokens } from '../../../../src/contract/units.ts';
import {
  otherEntries,
  sessionFacts,
  tokenWords,
  withEntries,
} from '../../../../src/renderer/session/header/session-facts.ts';

const session = (more: Partial<Session> = {}): Session => ({
  session_id: 's',
  source: 'alpha_agent',
  provider_label: 'Alpha',
  project_dir: null,
  cwd: null,
  title: 'T',
  models: [],
  tokens: { ...noTokens, input: 1200, cache_read: 80_000, output: 5000, reasoning: 900, total: 86_200 },
  cost_usd: 1.234,
  agent_cost_usd: null,
  cost_basis: 'estimated',
  unpriced_tokens: 0,
  billing_source: null,
  message_count: 1,
  user_message_count: 1,
  tool_call_count: 2,
  error_count: 0,
  first_message_at: '2026-08-01T08:00:00.000Z',
  last_message_at: '2026-08-01T09:17:00.000Z',
  duration_ms: 4_620_000,
  active_ms: 2_520_000,
  is_active: false,
  is_gone: false,
  entrypoints: [],
  git_branch: null,
  versions: [],
  parent_session_id: null,
  init_mode: 'new',
  resume_count: null,
  aborted_turn_count: null,
  subagent_count: 0,
  compaction_count: 0,
  lines_added: null,
  lines_removed: null,
  problem_count: 0,
  bytes: 1,
  ...more,
});
const words = (more: Partial<Session> = {}): Record<string, string> =>
  Object.fromEntries(sessionFacts(session(more)).map((fact) => [fact.name, fact.words]));

describe('the figures of a session', () => {
  test('are said in few words, and nothing is said that does not apply', () => {
    expect(words()).toMatchObject({
      Time: '1 h 17 min, 42 min active',
      Messages: '1 message',
      Tokens: '86.2k tokens',
      Cost: '$1.23 estimated',
    });
    expect(Object.keys(words())).toEqual(['When', 'Time', 'Messages', 'Tokens', 'Cost']);
  });

  test('hold the day once when a session ends on the day it began', () => {
    expect(words()['When']).toMatch(/^1 Aug( \d{4})? \d\d:\d\d – \d\d:\d\d$/);
    expect(words({ last_message_at: '2026-08-03T09:00:00.000Z' })['When']).toMatch(/ – 3 Aug \d\d:\d\d$/);
  });

  test('say that a log has one time only, and not that it lasted 0 ms', () => {
    expect(words({ duration_ms: 0, active_ms: 0 })).toMatchObject({ Time: 'one time only' });
  });

  test('tell what the transcript holds besides messages, so that no line seems lost', () => {
    expect(otherEntries(session({ message_count: 5 }), 'uaaua')).toBeNull();
    expect(otherEntries(session({ message_count: 3 }), 'usaas')).toMatchObject({
      words: '2 notices',
      more: 'Transcript and Raw count 5 entries: 3 messages, 2 notices',
    });
    expect(otherEntries(session({ message_count: 2 }), 'umsacpp')).toMatchObject({
      words: '5 other entries',
      more: 'Transcript and Raw count 7 entries: 2 messages, 1 notice, 1 injected text, 1 compaction, 2 lines not understood',
    });
    expect(otherEntries(session({ message_count: 2 }), 'uac')?.words).toBe('1 other entry');
    const facts = withEntries(sessionFacts(session()), otherEntries(session(), 'us'));
    expect(facts.find(({ name }) => name === 'Messages')?.more).toMatch(/turn.*Transcript and Raw count 2 entries/);
    expect(facts.at(-1)?.words).toBe('1 notice');
    expect(otherEntries(session({ message_count: 2 }), 'uaa')).toMatchObject({
      words: '1 other entry',
      more: expect.stringContaining('1 answer without text'),
    });
  });

  test('are unknown where the log does not tell, never 0', () => {
    const unknown = words({ cost_usd: null, duration_ms: null, first_message_at: null, cost_basis: null });
    expect(unknown).toMatchObject({ Cost: 'cost unknown', Time: 'length unknown', When: 'time unknown' });
  });

  test('say once that no usage is logged, and name neither 0 tokens nor an unknown cost', () => {
    const none = words({ tokens: noTokens, cost_usd: null, cost_basis: null });
    expect(none).toMatchObject({ Tokens: 'no usage logged' });
    expect(none).not.toHaveProperty('Cost');
    expect(words({ tokens: noTokens, cost_usd: 0 })).toMatchObject({ Tokens: '0 tokens' });
  });

  test('say which part of the tokens has no price', () => {
    const fact = sessionFacts(session({ unpriced_tokens: 12_000 })).find(({ name }) => name === 'Cost');
    expect(fact).toMatchObject({
      words: '$1.23 estimated + unpriced',
      more: 'estimated from prices; 12k tokens have no known price',
      tone: 'warning',
    });
  });

  test('count what went wrong in words', () => {
    expect(words({ error_count: 2, problem_count: 1, lines_added: 10, lines_removed: null })).toMatchObject({
      Errors: '2 errors',
      Problems: '1 line not understood',
      Lines: '+10 −0',
    });
  });

  test('split tokens into what was read anew, from the cache, and written', () => {
    expect(tokenWords(session())).toBe(
      '1.2k fresh input, 80k cache read, 0 cache write, 5k output (900 of it reasoning)',
    );
  });
});
