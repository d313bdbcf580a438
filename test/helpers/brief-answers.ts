import type { UsageRow } from '../../src/contract/analytics.ts';
import type { Block, Message } from '../../src/contract/message.ts';
import type { SessionCourse } from '../../src/contract/session.ts';
import type { Tokens } from '../../src/contract/units.ts';
import type { Answers, Thread } from './read-home.ts';

/**
 * Answers as an `expected.json` holds them: without what depends on the place, the clock, the key or the order of bytes, and
 * without what says nothing (null, false, empty lists), so that a person can compare them with the log.
 */
export function briefAnswers(answers: Answers, home: string): unknown {
  const { card, sessions, usage, tools, facets } = answers;
  return compact(
    {
      card: without(card, [
        'daily_sessions',
        'last_scanned_at',
        'source',
        'provider_label',
        'route',
        'bytes',
        'deletion',
      ]),
      sessions: sessions.map(({ session, subagents, line_counts, course, threads, ...rest }) => ({
        session: {
          ...without(session, ['source', 'provider_label', 'bytes', 'is_active']),
          tokens: brief(session.tokens),
        },
        subagents: subagents.map((agent) => ({ ...agent, tokens: brief(agent.tokens) })),
        line_counts,
        course: briefCourse(course),
        ...without(rest, ['resume_lines']),
        threads: Object.fromEntries(threads.map((thread) => [thread.agent_id ?? 'main', briefThread(thread)])),
      })),
      usage: {
        totals: briefRow(usage.totals),
        by_day: usage.by_day.map((row) => `${row.day}: ${briefRow(row)}`),
        by_model: usage.by_model.map((row) => `${row.model}: ${briefRow(row)}`),
        by_project: usage.by_project.map((row) => `${row.project_dir}: ${briefRow(row)}`),
        by_day_model: usage.by_day_model.map((row) => `${row.day} ${row.model}: ${briefRow(row)}`),
        user_message_count: usage.user_message_count,
        tool_call_count: usage.tool_call_count,
        tool_error_count: usage.tool_error_count,
        duplicate_call_count: usage.duplicate_call_count,
      },
      tools: without(tools, ['source', 'source_status', 'source_path', 'last_scanned_at', 'date_range_days']),
      facets: {
        projects: facets.projects.map((row) => `${row.project_dir} ×${row.session_count}`),
        models: facets.models.map((row) => `${row.model} ×${row.session_count}`),
        branches: facets.branches.map((row) => `${row.branch} ×${row.session_count}`),
      },
    },
    home,
  );
}

/** Figures that are 0 are left out. */
const briefCourse = ({ turns, policies, compactions, steer_count, ...rest }: SessionCourse): unknown => {
  const { hook_run_count, approvals, api_errors } = rest;
  const counts = Object.entries({ hook_run_count, ...turns, steer_count, ...approvals, ...api_errors });
  const said = counts.filter(([, count]) => (count ?? 0) > 0).map(([name, count]) => `${count} ${name}`);
  const rules = policies.map(
    (row) =>
      `${row.turn_count} × ${[row.approval_policy, row.approval_reviewer, row.sandbox].filter(Boolean).join(', ')}`,
  );
  return said.length + rules.length + compactions.length === 0
    ? null
    : { counts: said.join(', ') || null, policies: rules, compactions };
};

const briefThread = ({ outline, messages }: Thread): unknown => ({
  kinds: outline.kinds,
  errors: outline.errors.some((count) => count > 0) ? outline.errors.join(' ') : null,
  messages: messages.map(briefMessage),
});

const briefMessage = (message: Message): unknown => ({
  ...without(message, ['index', 'agent_id', 'usage', 'blocks']),
  usage: message.usage && `${brief(message.usage)}, context ${message.usage.context}, ${money(message.usage.cost_usd)}`,
  ...(message.usage?.is_counted_here === false ? { counted: 'elsewhere' } : {}),
  blocks: message.blocks.map(briefBlock),
});

/** Text that somebody wrote is a string; an input is told as what it is. */
function briefBlock(block: Block): unknown {
  if (block.type === 'text' && block.format === 'markdown' && block.label === null && !block.is_injected)
    return block.text_length === block.text.length ? block.text : block;
  return block.type === 'tool_call' ? { ...block, input: parsed(block.input) } : block;
}

function parsed(input: string): unknown {
  try {
    const value: unknown = JSON.parse(input);
    return JSON.stringify(value, null, 2) === input ? value : input;
  } catch {
    return input;
  }
}

const brief = ({ input, cache_read, cache_write, output, reasoning }: Tokens): string =>
  `in ${input}, read ${cache_read}, write ${cache_write}, out ${output}${reasoning > 0 ? ` (${reasoning} of it reasoning)` : ''}`;

const money = (usd: number | null): string => (usd === null ? 'no price' : `$${rounded(usd)}`);
const rounded = (value: number): number => Number(value.toPrecision(10));

const briefRow = (row: UsageRow): string =>
  `${brief(row.tokens)}; ${money(row.cost_usd)}, ${row.unpriced_tokens} unpriced, ${row.call_count} calls, ${row.session_count} sessions`;

const without = (value: object, keys: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/** Lengths of texts that stand there whole, and ids made of places in the file, say nothing. */
function isSaid(key: string, value: unknown, whole: Record<string, unknown>): boolean {
  if (value === null || value === false || (Array.isArray(value) && value.length === 0)) return false;
  if (key === 'block_id') return false;
  if (key === 'text_length') return typeof whole['text'] !== 'string' || whole['text'].length !== value;
  if (key === 'input_length') return typeof whole['input'] === 'string' && whole['input'].length !== value;
  return true;
}

function compact(value: unknown, home: string): unknown {
  if (typeof value === 'string') return value.replaceAll(home, '{home}').replaceAll(placeholder, '[REDACTED]');
  if (typeof value === 'number') return Number.isInteger(value) ? value : rounded(value);
  if (Array.isArray(value)) return value.map((entry) => compact(entry, home));
  if (typeof value !== 'object' || value === null) return value;
  const whole = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(whole)
      .filter(([key, entry]) => isSaid(key, entry, whole))
      .map(([key, entry]) => [compact(key, home), compact(entry, home)]),
  );
}

/** Which rule found a secret, and its mark, are the redaction's own matter. */
const placeholder = /\[REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}\]/g;

const width = 150;

/** JSON with as much on a line as fits. */
export function writtenOut(value: unknown, indent = ''): string {
  const line = onOneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= width) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((entry) => writtenOut(entry, inner))
    : Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${writtenOut(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${filledLines(parts, inner, Array.isArray(value))}\n${indent}${close}`;
}

/** Short fields share a line; entries of a list have one each. */
function filledLines(parts: string[], indent: string, isList: boolean): string {
  const lines: string[] = [];
  let isOpen = false;
  for (const [n, part] of parts.entries()) {
    const text = n < parts.length - 1 ? `${part},` : part;
    const last = lines.at(-1) ?? '';
    const fits = !isList && isOpen && !part.includes('\n') && last.length + text.length + 1 <= width;
    if (fits) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(indent + text);
    isOpen = !part.includes('\n');
  }
  return lines.join('\n');
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const parts = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${onOneLine(entry)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
