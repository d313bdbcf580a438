import type { Depth, LineItem, SessionFacts } from '../source.ts';
import { filledTextOf, instantOf, jsonFromValue, numberOf, type Shape, shapeOf } from '../shape.ts';
import { itemOf, seal, sealText } from './item.ts';
import { noticeItem } from './notice.ts';
import { plainTitle, titleOf, titleRank } from './titles.ts';

/** Records about the session and not of it. They are written again and again; the last one wins. */
const facts: Record<string, (record: Shape) => SessionFacts | null> = {
  summary: summaryFacts,
  'custom-title': (r) => titleFacts(titleRank.custom, r['customTitle']),
  'ai-title': (r) => titleFacts(titleRank.generated, r['aiTitle']),
  'last-prompt': (r) => ({ ...titleFacts(titleRank.lastPrompt, r['lastPrompt']), ...tipFacts(r) }),
  'cost-state': (r) => {
    const agent_cost_usd = numberOf(r['totalCostUSD']);
    return agent_cost_usd === null || agent_cost_usd < 0 ? null : { agent_cost_usd };
  },
  'worktree-state': (r) => {
    const project_dir = sealText(shapeOf(r['worktreeSession'])?.['originalCwd']);
    return project_dir && { project_dir };
  },
  relocated: (r) => {
    const cwd = sealText(r['relocatedCwd']);
    return cwd && { cwd, is_cwd_final: true };
  },
};

/** Understood, and with nothing for a reader of the transcript. */
const silent = new Set([
  'agent-name', 'agent-color', 'agent-setting', 'tag', 'mode', 'permission-mode', 'queue-operation', 'file-history-snapshot',
  'file-history-delta', 'bridge-session', 'atis-latch', 'isolation-latch', 'frame-link',
  'artifact-comment-monitor', 'artifact-autoreact-ledger', 'continued-in', 'fork-context-ref', 'content-replacement',
  'attribution-snapshot', 'history-suppression', 'ended', 'ended-by-model', 'observer-ref', 'conversation_reset',
  'marble-origami-commit', 'marble-origami-snapshot', 'marble-origami-reset', 'stream_event',
  'launched', 'started', 'result', 'failed', 'speculation-accept',
]); // prettier-ignore

export function bookkeepingItem(record: Shape, type: string, depth: Depth): LineItem {
  if (type === 'pr-link') return pullRequestItem(record, depth);
  const item = itemOf(record, type, 'bookkeeping');
  if (Object.hasOwn(facts, type)) item.facts = facts[type]!(record);
  else if (!silent.has(type)) return unknownItem(record, type, depth);
  return item;
}

const titleFacts = (rank: number, title: unknown): SessionFacts | null => {
  const text = filledTextOf(title);
  return text === null ? null : { title: titleOf(rank, text) };
};

/** Since 2.1.145. Null with `explicit`: rewound to before the first prompt. */
function tipFacts(record: Shape): SessionFacts {
  const leaf = filledTextOf(record['leafUuid']);
  if (leaf !== null) return { tip_id: leaf };
  return record['leafUuid'] === null && record['explicit'] === true ? { tip_id: null } : {};
}

/** A summary mostly names another session: the one that holds its leaf. */
function summaryFacts(record: Shape): SessionFacts | null {
  const text = filledTextOf(record['summary']);
  const leaf = filledTextOf(record['leafUuid']);
  return text === null || leaf === null ? null : { title_for: { record_id: leaf, text: seal(plainTitle(text)) } };
}

function pullRequestItem(record: Shape, depth: Depth): LineItem {
  return noticeItem(record, 'pr-link', depth, () => ({
    label: `pull request ${String(record['prNumber'] ?? '')}`.trim(),
    text: filledTextOf(record['prUrl']) ?? '',
    level: 'info',
    duration_ms: null,
  }));
}

/** A kind this version has no words for is shown whole and counted as drift. */
function unknownItem(record: Shape, type: string, depth: Depth): LineItem {
  const item = noticeItem(record, type, depth, () => ({
    label: `unknown record ${type}`,
    text: jsonFromValue(record),
    level: 'info',
    duration_ms: null,
  }));
  item.is_known = false;
  item.at ??= instantOf(shapeOf(record['snapshot'])?.['timestamp']);
  return item;
}
