import { describe, expect, test } from 'vitest';
import {
  createFolds,
  forgetFolds,
  isOpen,
  setBody,
  toggleMessage,
} from '../../../../src/renderer/session/transcript/folds.ts';

describe('folding', () => {
  test('of one body does not touch the others', () => {
    const folds = createFolds();
    setBody(folds, 'm1', 'b1', true);
    expect(isOpen(folds.getState(), 'm1', 'b1', false)).toBe(true);
    expect(isOpen(folds.getState(), 'm1', 'b2', false)).toBe(false);
    expect(isOpen(folds.getState(), 'm10', 'b1', false)).toBe(false);
  });

  test('of a message opens all of it, whatever was folded one by one, and then puts it back', () => {
    const folds = createFolds();
    setBody(folds, 'm1', 'b1', false);
    setBody(folds, 'm2', 'b1', false);
    toggleMessage(folds, 'm1');
    expect(['b1', 'b2'].map((body) => isOpen(folds.getState(), 'm1', body, false))).toEqual([true, true]);
    expect(isOpen(folds.getState(), 'm2', 'b1', true)).toBe(false);
    toggleMessage(folds, 'm1');
    expect([isOpen(folds.getState(), 'm1', 'b1', false), isOpen(folds.getState(), 'm1', 'card', true)]).toEqual([
      false,
      true,
    ]);
  });

  test('of a body in an open message wins', () => {
    const folds = createFolds();
    toggleMessage(folds, 'm1');
    setBody(folds, 'm1', 'b1', false);
    expect(isOpen(folds.getState(), 'm1', 'b1', true)).toBe(false);
  });

  test('is forgotten when all tools are folded or opened at once', () => {
    const folds = createFolds();
    setBody(folds, 'm1', 'b1', true);
    toggleMessage(folds, 'm2');
    forgetFolds(folds);
    expect(isOpen(folds.getState(), 'm1', 'b1', false)).toBe(false);
    expect(isOpen(folds.getState(), 'm2', 'b1', false)).toBe(false);
  });
});
