import { describe, expect, test } from 'vitest';
import { modelIdsFrom } from '../../src/analytics/model-id.ts';
import { priceOf } from '../../src/analytics/prices.ts';

const priced = (model: string): string | undefined => modelIdsFrom(model).find((id) => priceOf(id, null) !== null);

describe('the name under which a model is priced', () => {
  test.each([
    ['claude-opus-4-5-20251101', 'claude-opus-4-5'],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
    ['anthropic/claude-opus-4.5', 'claude-opus-4-5'],
    ['us.anthropic.claude-opus-4-5-20251101-v1:0', 'claude-opus-4-5'],
    ['global.anthropic.claude-sonnet-4-6', 'claude-sonnet-4-6'],
    ['eu.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'claude-3-haiku'],
    [
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0',
      'claude-opus-4-1',
    ],
    ['vertex_ai/claude-opus-4-1@20250805', 'claude-opus-4-1'],
    ['claude-sonnet-4-5-20250929[1m]', 'claude-sonnet-4-5'],
    ['claude-opus-4-20250514', 'claude-opus-4'],
    ['claude-opus-5', 'claude-opus-5'],
    ['claude-opus-5.5', 'claude-opus-5-5'],
    ['openai/gpt-5.5', 'gpt-5.5'],
    ['gpt-5.5-2026-04-14', 'gpt-5.5'],
    ['gpt-5.3-codex-high', 'gpt-5.3-codex'],
    ['gpt-5-2025-08-07-medium', 'gpt-5'],
    ['gpt-5.1-codex-max', 'gpt-5.1-codex-max'],
    ['openai/gpt-oss-20b', 'gpt-oss-20b'],
  ])('%s is %s', (model, id) => expect(priced(model)).toBe(id));

  test.each([
    'claude-opus-5-6',
    'claude-opus-4-9-20270101',
    'claude-opus-5-thinking',
    'my-claude-opus-5',
    'claude-opus-5x',
    'gpt-5.7',
    'gpt-5.5-turbo',
    'gpt-55',
    'gpt-5-5',
    'gpt-5.3-codex-max',
    'gemini-3-pro',
    '<synthetic>',
    '',
  ])('%j borrows no price from a sibling', (model) => expect(priced(model)).toBeUndefined());

  test('a name made of nothing but cuts ends', () => {
    expect(modelIdsFrom('-20250101'.repeat(10_000)).length).toBeLessThan(5);
  });
});
