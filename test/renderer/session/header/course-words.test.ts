import { describe, expect, test } from 'vitest';
import type { Compaction, SessionCourse } from '../../../../src/contract/session.ts';
import {
  approvalWords,
  compactionWords,
  errorWords,
  policyWords,
  turnWords,
} from '../../../../src/renderer/session/header/course-words.ts';
import { noCourse } from '../../../helpers/small-engine.ts';

const course = (more: Partial<SessionCourse>): SessionCourse => ({ ...noCourse, ...more });

describe('how a session went', () => {
  test('is said in the words of what the log tells, and not at all where it tells nothing', () => {
    expect([turnWords, policyWords, approvalWords, errorWords].map((words) => words(noCourse))).toEqual([
      null, null, null, null,
    ]); // prettier-ignore
    const turns = { completed: 12, failed: 0, interrupted: 1, unknown: 2 };
    expect(turnWords(course({ turns, steer_count: 3 }))).toBe(
      '12 completed, 1 cut short, 2 without a logged end, 3 messages typed while the agent worked',
    );
    expect(approvalWords(course({ approvals: { asked: 4, granted: 3, denied: 0 } }))).toBe('4 asked for, 3 given');
    expect(errorWords(course({ api_errors: { retried: 2, final: 1 } }))).toBe('2 tried again, 1 given up');
  });

  test('names rules with their turns when there are several', () => {
    const rule = {
      approval_policy: 'on-request',
      approval_reviewer: 'user',
      sandbox: 'workspace-write',
      turn_count: 3,
    };
    const other = { approval_policy: 'never', approval_reviewer: null, sandbox: null, turn_count: 1 };
    expect(policyWords(course({ policies: [rule] }))).toBe('on-request, workspace-write');
    expect(policyWords(course({ policies: [rule, other] }))).toBe(
      'on-request, workspace-write (3 turns) · never (1 turn)',
    );
    expect(policyWords(course({ policies: [{ ...rule, approval_reviewer: 'auto_review' }] }))).toContain(
      'asked of auto_review',
    );
  });
});

describe('a compaction', () => {
  const bare: Compaction = {
    at: null,
    trigger: null,
    phase: null,
    tokens_before: null,
    tokens_after: null,
    duration_ms: null,
  };

  test('is told with what is known of it', () => {
    const said = {
      ...bare,
      trigger: 'auto',
      phase: 'mid_turn',
      tokens_before: 240_000,
      tokens_after: 9000,
      duration_ms: 68_000,
    };
    expect(compactionWords(said)).toBe('auto, in a turn, 240k → 9k tokens, 1 min 8 s');
    expect(compactionWords({ ...bare, tokens_before: 5000 })).toBe('5k → unknown tokens');
    expect(compactionWords(bare)).toBe('nothing is recorded about it');
  });
});
