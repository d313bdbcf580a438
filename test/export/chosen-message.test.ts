import { describe, expect, test } from 'vitest';
import { chosenMessage } from '../../src/export/chosen-message.ts';
import { call, message, result, text, thinking } from './pieces.ts';

const all = { tool_output: 'all', with_reasoning: true, with_injected: true } as const;
const least = { tool_output: 'none', with_reasoning: false, with_injected: false } as const;
const injected = text('a reminder', { is_injected: true, label: 'system reminder' });
const answered = result('out', { injected: [{ label: 'hook', text: 'said' }] });
const notice = { type: 'notice', block_id: 'n', label: 'hook', text: 'long', text_length: 4, level: 'info', duration_ms: null } as const; // prettier-ignore

describe('a message', () => {
  test('is whole when everything is wanted', () => {
    const whole = message([text('a'), thinking('b'), call(), answered, injected, notice]);
    expect(chosenMessage(whole, all)).toEqual(whole);
  });

  test('loses reasoning, outputs and what the program put in; failures and names stay', () => {
    const chosen = chosenMessage(message([text('a'), thinking('b'), call(), answered, injected, notice]), least);
    expect(chosen?.blocks).toEqual([
      text('a'),
      call(),
      { ...answered, text: '', injected: [] },
      { ...notice, text: '' },
    ]);
    const warning = { ...notice, level: 'warning' as const };
    expect(chosenMessage(message([warning]), least)?.blocks).toEqual([warning]);
  });

  test('of which nothing is left is none', () => {
    expect(chosenMessage(message([thinking('b'), injected]), least)).toBeNull();
  });
});

describe('a long output in short', () => {
  const short = (words: string): string => {
    const chosen = chosenMessage(message([result(words)]), { ...all, tool_output: 'short' });
    const [block] = chosen!.blocks;
    return block?.type === 'tool_result' ? block.text : '';
  };

  test('is its first 4,000 characters', () => {
    expect(short('x'.repeat(4_000))).toHaveLength(4_000);
    expect(short('x'.repeat(9_000))).toBe('x'.repeat(4_000));
  });

  test('ends before a placeholder or a character that would be cut in two', () => {
    const placeholder = '[REDACTED:github-token:0a1b2c]';
    for (let shown = 1; shown < placeholder.length; shown++) {
      const before = 'x'.repeat(4_000 - shown);
      expect(short(`${before}${placeholder} and more`)).toBe(before);
    }
    expect(short(`${'x'.repeat(3_970)}${placeholder} and more`)).toBe(`${'x'.repeat(3_970)}${placeholder}`);
    expect(short(`${'x'.repeat(3_999)}😀`)).toBe('x'.repeat(3_999));
    expect(short(`list[${'x'.repeat(5_000)}`)).toHaveLength(4_000);
  });
});
