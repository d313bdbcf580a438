import type { Depth, DraftBlock, LineItem } from '../source.ts';
import { countOf, filledTextOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import { noticeItem } from './notice.ts';
import { contentOf, itemOf } from './item.ts';
import { agentOf } from './agents.ts';
import { stopHookRuns } from './hooks.ts';
import { retryIn } from './turns.ts';
import { textBlocks } from './wrappers.ts';

type Draft = Extract<DraftBlock, { type: 'notice' }>;
type Note = Pick<Draft, 'label' | 'text' | 'level' | 'duration_ms'>;

/** What each subtype says. A subtype that is missing here is shown whole and counted as drift. */
const notes: Record<string, (record: Shape) => Note> = {
  turn_duration: (r) => note('turn ended', waitingFor(r), 'info', numberOf(r['durationMs'])),
  stop_hook_summary: stopHooks,
  microcompact_boundary: microCompaction,
  api_error: apiError,
  away_summary: (r) => note('recap written while you were away', said(r)),
  informational: (r) => note('notice', said(r), levelOf(r)),
  bridge_status: (r) => note('remote control', said(r)),
  scheduled_task_fire: (r) => note('scheduled task', filledTextOf(r['prompt']) ?? said(r)),
  model_refusal_fallback: (r) => note('model changed after a refusal', refusal(r), 'warning'),
  model_refusal_no_fallback: (r) => note('refused', refusal(r), 'warning'),
  api_refusal: (r) => note('refused', refusal(r), 'warning'),
  session_start: (r) => note('session started', said(r)),
  error: (r) => note('error', said(r), 'error'),
  agents_killed: (r) => note('agents stopped', said(r), 'warning'),
  file_snapshot: (r) => note('file snapshot', said(r)),
  vcs_state_changed: (r) => note('version control changed', said(r)),
  code_change_published: (r) => note('code change published', said(r)),
  post_turn_summary: (r) => note('turn summary', said(r)),
  permission_retry: (r) => note('permission retried', said(r)),
};

export function systemItem(record: Shape, depth: Depth): LineItem {
  const subtype = filledTextOf(record['subtype']);
  if (subtype === 'compact_boundary') return compactionItem(record, depth);
  if (subtype === 'local_command') return localCommandItem(record, depth);
  const kind = subtype === null ? 'system' : `system/${subtype}`;
  const known = subtype === null || Object.hasOwn(notes, subtype);
  const item = noticeItem(record, kind, depth, () => {
    if (subtype === null) return note('status', said(record), levelOf(record));
    return Object.hasOwn(notes, subtype)
      ? notes[subtype]!(record)
      : note(subtype, jsonFromValue(record), levelOf(record));
  });
  item.is_known = known;
  if (item.message && subtype === 'api_error') item.message.error_count = 1;
  if (subtype === 'api_error') item.api_error = retryIn(record);
  if (subtype === 'stop_hook_summary') item.hook_runs = stopHookRuns(record);
  return item;
}

const said = (record: Shape): string => textOf(record['content']) ?? '';

function note(label: string, text: string, level: Note['level'] = 'info', duration_ms: number | null = null): Note {
  return { label, text, level, duration_ms: duration_ms !== null && duration_ms >= 0 ? duration_ms : null };
}

const levelOf = (record: Shape): Note['level'] =>
  record['level'] === 'error' ? 'error' : record['level'] === 'warning' ? 'warning' : 'info';

function waitingFor(record: Shape): string {
  const agents = countOf(record['pendingBackgroundAgentCount']) ?? 0;
  return agents > 0 ? `${agents} background agents still running` : '';
}

function stopHooks(record: Shape): Note {
  const hooks = listOf(record['hookInfos'])
    .map(shapeOf)
    .filter((hook) => hook !== null);
  const lines = hooks.map((hook) => {
    const ms = numberOf(hook['durationMs']);
    return `${textOf(hook['command']) ?? 'hook'}${ms === null ? '' : ` · ${ms} ms`}`;
  });
  const errors = listOf(record['hookErrors']).map((error) => textOf(error) ?? jsonFromValue(error));
  const known = hooks.map((hook) => numberOf(hook['durationMs'])).filter((ms) => ms !== null);
  const duration = known.length === 0 ? null : known.reduce((sum, ms) => sum + ms, 0);
  return note('stop hooks', [...lines, ...errors].join('\n'), errors.length > 0 ? 'error' : 'info', duration);
}

function microCompaction(record: Shape): Note {
  const data = shapeOf(record['microcompactMetadata']) ?? {};
  const saved = countOf(data['tokensSaved']);
  return note('small compaction', saved === null ? '' : `${saved} tokens saved`);
}

/** Headers of a failed request may hold cookies; only status and words are kept. */
function apiError(record: Shape): Note {
  const error = shapeOf(record['error']) ?? {};
  const status = countOf(error['status']);
  const attempt = countOf(record['retryAttempt']);
  const most = countOf(record['maxRetries']);
  const cause = shapeOf(error['cause']) ?? shapeOf(record['cause']);
  const words =
    filledTextOf(error['message']) ??
    filledTextOf(shapeOf(error['error'])?.['message']) ??
    filledTextOf(cause?.['code']) ??
    '';
  const retry = attempt === null ? '' : `retry ${attempt}${most === null ? '' : ` of ${most}`}`;
  return note(
    `API error${status === null ? '' : ` ${status}`}`,
    [words, retry].filter((part) => part).join(' · '),
    'error',
    numberOf(record['retryInMs']),
  );
}

function refusal(record: Shape): string {
  const models = [record['originalModel'], record['fallbackModel']].map(textOf).filter((model) => model);
  return [
    models.join(' → '),
    textOf(record['apiRefusalCategory']),
    textOf(record['apiRefusalExplanation']),
    said(record),
  ]
    .filter((part) => part)
    .join('\n');
}

/** Words of the log that are kept as they are have to be known ones. */
const triggers = new Set(['auto', 'manual']);

function compactionItem(record: Shape, depth: Depth): LineItem {
  const data = shapeOf(record['compactMetadata']) ?? {};
  const item = itemOf(record, 'system/compact_boundary', 'notice');
  const facts = {
    trigger: triggers.has(String(data['trigger'])) ? String(data['trigger']) : null,
    tokens_before: countOf(data['preTokens']),
    tokens_after: countOf(data['postTokens']),
  };
  item.continues_id = filledTextOf(record['logicalParentUuid']);
  const duration = numberOf(data['durationMs']);
  const duration_ms = duration !== null && duration >= 0 ? duration : null;
  item.compaction = item.record_id === null ? null : { record_id: item.record_id, ...facts, duration_ms };
  item.message = {
    merge_key: item.record_id ?? '',
    role: 'system',
    agent_id: agentOf(record),
    is_meta: false,
    is_prompt: false,
    outline_kind: 'c',
    model: null,
    turn_id: null,
    call_ids: [],
    result_ids: [],
    is_only_results: false,
    answer: null,
    error_count: 0,
    counts: false,
    content: null,
  };
  if (depth === 'full') item.message.content = contentOf([{ type: 'compaction', ...facts, duration_ms }]);
  return item;
}

/** Slash commands and their output as newer versions file them. */
function localCommandItem(record: Shape, depth: Depth): LineItem {
  const item = noticeItem(record, 'system/local_command', depth, () => note('command', ''));
  if (item.message?.content) item.message.content = contentOf(textBlocks(said(record), true));
  return item;
}
