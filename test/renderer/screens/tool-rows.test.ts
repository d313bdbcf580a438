import { expect, test } from 'vitest';
import type { ToolAnalytics } from '../../../src/contract/analytics.ts';
import { toolRows } from '../../../src/renderer/screens/analytics/tool-rows.ts';

test('tools are ordered by use, and what the log does not tell is unknown', () => {
  const tools = {
    tool_counts: { Read: 3, constructor: 3, Bash: 9 },
    tool_errors: { Bash: 2 },
    tool_interruptions: {},
    tool_denials: {},
    tool_durations: { Bash: { count: 8, p50_ms: 10, p95_ms: 90 } },
  } as unknown as ToolAnalytics;
  const nothing = { errors: 0, denials: 0, interruptions: 0, p50_ms: null, p95_ms: null, timed_count: 0 };
  expect(toolRows(tools)).toEqual([
    { name: 'Bash', count: 9, errors: 2, denials: 0, interruptions: 0, p50_ms: 10, p95_ms: 90, timed_count: 8 },
    { name: 'constructor', count: 3, ...nothing },
    { name: 'Read', count: 3, ...nothing },
  ]);
});
