import { describe, expect, test } from 'vitest';
import { lineAccount } from '../../../../src/renderer/session/problems/line-account.ts';

const none = { lines: 0, messages: 0, notices: 0, bookkeeping: 0, copies: 0, problems: 0 };

describe('the account of a session’s lines', () => {
  test('names every kind there was', () => {
    expect(lineAccount({ lines: 412, messages: 350, notices: 12, bookkeeping: 44, copies: 3, problems: 3 })).toBe(
      '412 lines were read: 350 lines became messages, 12 lines became notices, 44 lines were bookkeeping, 3 lines repeated others. 3 lines could not be understood.',
    );
  });

  test('says so when everything was understood', () => {
    expect(lineAccount({ ...none, lines: 1, messages: 1 })).toBe(
      '1 line was read: 1 line became messages. All of them were understood.',
    );
  });

  test('of an empty session says that there was nothing', () => {
    expect(lineAccount(none)).toBe('The files of this session hold no lines.');
  });
});
