import type { Handlers, Parsed } from '../../../src/contract/api.ts';
import type { ExportFormat, HiddenByRule } from '../../../src/contract/export.ts';
import { fail, ok, type Result } from '../../../src/contract/result.ts';
import type { RedactionLevel } from '../../../src/contract/settings.ts';

interface Running {
  export_id: string;
  input: Parsed<'beginExport'>;
  messages: number;
  /** Messages looked at, of those of both times. */
  done: number;
}

const kinds: Record<ExportFormat, { ending: string; media_type: string }> = {
  html: { ending: 'html', media_type: 'text/html' },
  markdown: { ending: 'md', media_type: 'text/markdown' },
  json: { ending: 'json', media_type: 'application/json' },
  jsonl: { ending: 'jsonl', media_type: 'application/jsonl' },
};

const atOnce = 250;

/**
 * Exports one at a time, in stretches, of sessions whose length `lengthOf` tells; null for sessions there are none of.
 * Each message has a line of its own in the file, whatever its format.
 */
export function makeExportHandlers(
  lengthOf: (input: Parsed<'beginExport'>) => number | null,
): Pick<Handlers, 'beginExport' | 'exportPart'> {
  let running: Running | null = null;
  return {
    beginExport(input) {
      const messages = lengthOf(input);
      if (messages === null) return fail('not_found', 'This session is no longer on disk.', 'Scan again.');
      const { ending, media_type } = kinds[input.format];
      running = { export_id: `export-of-${input.session_id}`, input, messages, done: 0 };
      return ok({
        export_id: running.export_id,
        file_name: `a-made-up-session.${ending}`,
        media_type,
        level: input.level ?? 'secrets',
        rules_version: '5f3a9c1e07b2d846',
      });
    },
    exportPart: ({ export_id }) => {
      if (running?.export_id !== export_id) return fail('not_found', 'This export has ended.', 'Begin another one.');
      const answer = nextPart(running);
      if (answer.ok && answer.value.phase === 'done') running = null;
      return answer;
    },
  };
}

function nextPart(running: Running): Result<Parts> {
  const { messages, input } = running;
  const total = messages * 2;
  const from = running.done;
  const limit = from < messages ? messages : total;
  running.done = Math.min(from + atOnce, limit);
  const isChecked = from >= messages;
  const lines = isChecked
    ? Array.from({ length: running.done - from }, (_, place) => lineOf(from - messages + place))
    : [];
  return ok({
    phase: !isChecked ? 'checking' : running.done === total ? 'done' : 'writing',
    text: lines.join(''),
    messages_done: running.done,
    messages_total: total,
    hidden: hiddenAt(input.level ?? 'secrets', Math.max(0, running.done - messages), input.extra_words),
  });
}

type Parts = Extract<Awaited<ReturnType<Handlers['exportPart']>>, { ok: true }>['value'];

const lineOf = (index: number): string =>
  `Message ${index + 1}${index % 40 === 7 ? ' with [REDACTED:github-token:a1f3b2]' : ''}\n`;

/** More rules find something at each level; nothing is found in the first messages. */
function hiddenAt(level: RedactionLevel, messages: number, words: readonly string[]): HiddenByRule[] {
  const found = messages < 8 ? [] : [...rules.secrets, ...(level === 'secrets' ? [] : rules.private)];
  if (found.length > 0 && level === 'strict') found.push(...rules.strict);
  const own = messages > 0 && words.length > 0 ? ['own-word'] : [];
  return [...found, ...own].map((rule, place) => ({
    rule,
    count: Math.ceil(messages / (place * 9 + 20)),
    places: Array.from(
      { length: Math.min(3, Math.ceil(messages / (place * 9 + 20))) },
      (_, nth) =>
        `…line ${nth + 1} of the output: [REDACTED:${rule}:${nth % 2 === 0 ? 'a1f3b2' : '09c4de'}] and what follows…`,
    ),
  }));
}

const rules = {
  secrets: ['github-token', 'anthropic-api-key', 'password', 'connection-string', 'private-key'],
  private: ['email', 'home', 'host'],
  strict: ['ip-address', 'random', 'phone'],
};
