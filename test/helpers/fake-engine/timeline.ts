import type { ContextAutopsy } from '../../../src/contract/context.ts';
import type { Outline } from '../../../src/contract/message.ts';
import type { Session } from '../../../src/contract/session.ts';
import { gapsFromStarts, stepsFromNumbers, subjectColumn } from '../../../src/contract/timeline-columns.ts';
import type { Timeline } from '../../../src/contract/timeline.ts';

const tool = 'Bash';
const model = 'model-a';

interface Row {
  kind: string;
  message: number;
  start: number | null;
  duration: number | null;
  name: number;
}

/** A timeline that fits an outline: a turn for each prompt, a call of the model for each answer, a tool for each call. */
export function makeTimeline(session: Session, outline: Outline): Timeline {
  const times = outline.times.filter((time) => time !== null);
  const [began_at = null, ended_at = began_at] = [times[0], times.at(-1)];
  const rows = [...outline.kinds].flatMap((kind, message): Row[] => {
    const time = outline.times[message] ?? null;
    const start = time === null ? null : time - (began_at ?? 0);
    const row = { message, start, duration: start === null ? null : 800 };
    if (kind === 'u') return [{ ...row, kind: 't', name: -1 }];
    if (kind !== 'a') return [];
    const calls = Array.from({ length: outline.tool_calls[message] ?? 0 }, () => ({ ...row, kind: 'k', name: 1 }));
    return [{ ...row, kind: 'm', name: 0 }, ...calls];
  });
  const subjects = subjectColumn(rows.map((row) => (row.kind === 'k' ? 'npm test' : null)));
  const answers = rows.flatMap((row, item) => (row.kind === 'm' ? [item] : []));
  return {
    source: session.source,
    total: outline.total,
    began_at,
    ended_at,
    names: [model, tool],
    tool_kinds: [null, 'command'],
    subjects: subjects.words,
    items: {
      kinds: rows.map((row) => row.kind).join(''),
      bases: rows.map((row) => (row.duration === null ? 'n' : 'o')).join(''),
      outcomes: rows.map(() => 'o').join(''),
      messages: stepsFromNumbers(rows.map((row) => row.message)),
      gaps: gapsFromStarts(
        rows.map((row) => row.start),
        rows.map((row) => row.duration),
      ),
      durations: rows.map((row) => row.duration),
      leads: [],
      names: rows.map((row) => row.name),
      subjects: subjects.column,
    },
    calls: {
      items: stepsFromNumbers(answers),
      contexts: stepsFromNumbers(answers.map((_, place) => 20_000 + ((place * 900) % 160_000))),
      uncached: answers.map(() => 900),
      costs_microusd: answers.map(() => 4_200),
    },
    subagents: [],
    compactions: [],
  };
}

/** One window over the whole thread. */
export function makeContext(outline: Outline): ContextAutopsy {
  const chars = outline.sizes.reduce((sum, size) => sum + size, 0);
  const window = {
    first_message: 0,
    last_message: Math.max(0, outline.total - 1),
    call_count: outline.total,
    first_context: 20_000,
    last_context: 90_000,
    most_context: 90_000,
    chars_before_first: 400,
    chars_per_token: 3.6,
    parts: [{ what: 'tool_output' as const, name: tool, chars, count: outline.total }],
    largest: [{ message: 0, what: 'tool_output' as const, name: tool, subject: 'npm test', chars }],
    image_count: 0,
    unrecorded_reasoning_count: 0,
    compaction: null,
  };
  return {
    windows: outline.total === 0 ? [] : [window],
    turns: [],
    cache_misses: [],
    cache_misses_usd: null,
    left_message_count: 0,
  };
}
