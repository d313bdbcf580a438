import { filledTextOf, numberOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import type { LineItem, SessionFacts } from '../source.ts';
import { bookkeeping, type Entry, seal, sealText } from './item.ts';
import type { Memory, Policy } from './memory.ts';
import { note, noticeItem } from './notice.ts';
import { revertItem } from './rollback.ts';
import { policyFact, policyIn, policyText } from './turns.ts';
import { timeInUuid } from './uuid.ts';

/** The first record of a file says whose it is; further ones head the copied history of another thread. */
export function sessionItem(entry: Entry, memory: Memory, kind = 'session_meta'): LineItem {
  const id = filledTextOf(entry.body['id']) ?? filledTextOf(entry.body['session_id']);
  if (memory.thread_id !== '') return laterSessionItem(entry, memory, id);
  // Only a head that goes on with an earlier file is shown, and only the whole log tells which one that is.
  const base = shapeOf(entry.body['history_base']);
  if (base && entry.depth === 'full') return revertItem(entry, memory, 'session_meta/again', base);
  const item = bookkeeping(entry, kind);
  const { body } = entry;
  memory.thread_id = id ?? '';
  memory.root_id = memory.thread_id;
  memory.version = filledTextOf(body['cli_version']);
  memory.provider = filledTextOf(body['model_provider']);
  memory.created_ms = (id === null ? null : timeInUuid(id)) ?? timeOf(body['timestamp']);
  memory.is_paginated = body['history_mode'] === 'paginated' || numberOf(entry.record['ordinal']) !== null;
  memory.own_from = numberOf(body['subagent_history_start_ordinal']);
  memory.is_copied = memory.own_from !== null && memory.own_from > 1;
  memory.is_guardian = subagentOf(body) === 'guardian';
  item.version = memory.version;
  item.facts = sessionFacts(body, memory);
  noteFork(entry, memory);
  const mode = filledTextOf(body['history_mode']);
  if (mode !== null && mode !== 'legacy' && mode !== 'paginated') item.is_known = false;
  return item;
}

const timeOf = (value: unknown): number | null => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
};

function noteFork({ body, at }: Entry, memory: Memory): void {
  const forked_from = filledTextOf(body['forked_from_id']);
  // With a base elsewhere the file holds only lines of its own.
  if (forked_from === null || shapeOf(body['history_base']) || memory.own_from !== null) return;
  memory.root_id = forked_from;
  memory.is_copied = true;
  memory.copied_ms = timeOf(at);
}

function laterSessionItem(entry: Entry, memory: Memory, id: string | null): LineItem {
  const item = bookkeeping(entry, 'session_meta/again');
  const base = shapeOf(entry.body['history_base']);
  if (base && id === memory.thread_id) return revertItem(entry, memory, 'session_meta/again', base);
  if (id === null || id === memory.thread_id) {
    const version = filledTextOf(entry.body['cli_version']);
    if (version !== null) item.version = memory.version = version;
    if (!memory.is_copied) item.facts = { is_resume: true };
    return item;
  }
  memory.root_id = id;
  if (memory.own_from === null) {
    memory.is_copied = true;
    memory.copied_ms = timeOf(entry.at);
  }
  return { ...item, disposition: 'copy' };
}

/**
 * Whether the line still belongs to copied history. Copied lines were all written in one moment, under new times; turn
 * ids are older than the thread. The first turn of its own ends them.
 */
export function followCopy(entry: Entry, memory: Memory, turn_id: string | null): void {
  if (memory.own_from !== null) {
    const ordinal = numberOf(entry.record['ordinal']);
    if (ordinal !== null) memory.is_copied = ordinal < memory.own_from;
    return;
  }
  const at = timeOf(entry.at);
  if (memory.copied_ms === null || at === null) return;
  const begun = turn_id === null ? null : timeInUuid(turn_id);
  if (begun !== null && memory.created_ms !== null && begun < memory.created_ms) memory.is_copied = true;
  else if (!memory.is_copied) return;
  else if (begun !== null ? at > memory.copied_ms : at - memory.copied_ms > 1000) memory.is_copied = false;
  memory.copied_ms = at;
}

function sessionFacts(body: Shape, memory: Memory): SessionFacts {
  const facts: SessionFacts = {};
  const cwd = filledTextOf(body['cwd']);
  if (cwd !== null) {
    memory.cwd = cwd;
    facts.cwd = seal(cwd);
    facts.project_dir = seal(cwd);
  }
  const branch = sealText(shapeOf(body['git'])?.['branch']);
  if (branch) facts.git_branch = branch;
  facts.entrypoint = seal(entrypointOf(body));
  const base = filledTextOf(shapeOf(body['history_base'])?.['thread_id']);
  const isFork = filledTextOf(body['forked_from_id']) !== null || (base !== null && base !== memory.thread_id);
  facts.init_mode = isFork ? 'forked' : 'new';
  return { ...facts, ...lineageFacts(body, memory) };
}

/** The surface: what started the thread, and for editors and other programs which of them. */
function entrypointOf(body: Shape): string {
  const { source } = body;
  const originator = filledTextOf(body['originator']);
  const subagent = subagentOf(body);
  if (subagent !== null) return `subagent ${subagent}`;
  const internal = wordOf(shapeOf(source)?.['internal']);
  if (internal !== null) return internal.replaceAll('_', ' ');
  const custom = filledTextOf(shapeOf(source)?.['custom']);
  if (custom !== null) return custom;
  const word = textOf(source) ?? byOriginator[originator ?? ''] ?? 'vscode';
  if (word !== 'vscode' || originator === null || originator === 'codex_vscode') return word;
  return /desktop/i.test(originator) && /^codex/i.test(originator) ? 'desktop' : originator;
}

/** Before 0.44 nothing else says it. */
const byOriginator: Record<string, string> = { codex_cli_rs: 'cli', 'codex-tui': 'cli', codex_exec: 'exec' };

/** What kind of helper thread this is, such as `review`; null for one of a person. */
function subagentOf(body: Shape): string | null {
  const subagent = shapeOf(body['source'])?.['subagent'];
  if (typeof subagent === 'string') return subagent;
  const shape = shapeOf(subagent);
  if (shape) return filledTextOf(shape['other']) ?? Object.keys(shape)[0] ?? 'other';
  return body['thread_source'] === 'guardian_review' ? 'guardian' : null;
}

/** Where the thread comes from: a fork of another, or helper of one. */
function lineageFacts(body: Shape, memory: Memory): SessionFacts {
  const kind = subagentOf(body);
  const spawn = shapeOf(shapeOf(shapeOf(body['source'])?.['subagent'])?.['thread_spawn']);
  const parent = filledTextOf(spawn?.['parent_thread_id']) ?? filledTextOf(body['parent_thread_id']);
  const isHelper = kind !== null || body['thread_source'] === 'subagent';
  if (isHelper && parent !== null && parent !== memory.thread_id && memory.thread_id !== '') {
    memory.agent_id = memory.thread_id;
    const role =
      filledTextOf(spawn?.['agent_role']) ?? filledTextOf(body['agent_role']) ?? filledTextOf(body['agent_type']);
    const nickname =
      filledTextOf(spawn?.['agent_nickname']) ??
      filledTextOf(body['agent_nickname']) ??
      filledTextOf(body['agent_path']);
    return {
      subagent_of: {
        session_id: parent,
        agent_id: memory.thread_id,
        type: sealText(role ?? (kind === 'thread_spawn' ? null : kind)),
        description: sealText(nickname),
      },
    };
  }
  const base = shapeOf(body['history_base']);
  const origin = filledTextOf(body['forked_from_id']) ?? filledTextOf(base?.['thread_id']) ?? parent;
  return origin === null || origin === memory.thread_id ? {} : { parent_session_id: origin };
}

/** `turn_context`: under which model and rules the agent works from here on. */
export function turnContextItem(entry: Entry, memory: Memory): LineItem {
  const { body } = entry;
  const settings = shapeOf(shapeOf(body['collaboration_mode'])?.['settings']);
  return settingsItem(entry, memory, 'turn_context', {
    model: filledTextOf(body['model']) ?? filledTextOf(settings?.['model']),
    effort: wordOf(body['effort']) ?? wordOf(settings?.['reasoning_effort']),
    cwd: filledTextOf(body['cwd']),
    policy: policyIn(body),
  });
}

/** `thread_settings_applied`: on a resume, on a change and at a compaction; the only place with the service tier. */
export function threadSettingsItem(entry: Entry, memory: Memory): LineItem {
  const settings = shapeOf(entry.body['thread_settings']) ?? {};
  const tier = wordOf(settings['service_tier']);
  const isTierNew = tier !== memory.tier && (tier !== null || memory.tier !== null);
  const isBetweenTurns = memory.turns > 0 && !memory.is_running;
  memory.tier = tier;
  memory.provider = filledTextOf(settings['model_provider_id']) ?? memory.provider;
  const said = {
    model: filledTextOf(settings['model']),
    effort: wordOf(settings['reasoning_effort']),
    cwd: filledTextOf(settings['cwd']),
    policy: policyIn(settings),
    tier,
  };
  const isSame = !isTierNew && !changedBy(said, memory) && (said.cwd === null || said.cwd === memory.cwd);
  const item = settingsItem(entry, memory, 'event_msg/thread_settings_applied', said, isTierNew);
  // It is also written when somebody changes a setting, and in the middle of a turn at a compaction.
  if (isBetweenTurns && isSame && !memory.is_copied) item.facts = { ...item.facts, is_resume: true };
  return item;
}

interface Settings {
  model: string | null;
  effort: string | null;
  cwd: string | null;
  policy: Policy;
  tier?: string | null;
}

/** Whether the settings differ from those that held, as far as both are known. */
const changedBy = ({ model, effort, policy }: Settings, memory: Memory): boolean =>
  differs(model, memory.model) ||
  differs(effort, memory.effort) ||
  policyWords.some((word) => differs(policy[word], memory.policy[word]));

const policyWords = ['approval_policy', 'approval_reviewer', 'sandbox'] as const;

/** A row where something changed, else nothing to show. */
function settingsItem(entry: Entry, memory: Memory, kind: string, said: Settings, isNews = false): LineItem {
  const isChange = changedBy(said, memory);
  memory.model = said.model ?? memory.model;
  memory.effort = said.effort ?? memory.effort;
  for (const word of policyWords) memory.policy[word] = said.policy[word] ?? memory.policy[word];
  const item =
    isNews || isChange || entry.depth === 'full'
      ? noticeItem(entry, memory, kind, () => note('settings', settingsText(said)))
      : bookkeeping(entry, kind);
  if (said.cwd !== null && said.cwd !== memory.cwd && !memory.is_copied) {
    item.facts = memory.cwd === null ? { cwd: seal(said.cwd) } : { cwd: seal(said.cwd), is_cwd_final: true };
    memory.cwd = said.cwd;
  }
  if (kind === 'turn_context') Object.assign(item, policyFact(memory, said.policy));
  return item;
}

const differs = (now: string | null, before: string | null): boolean =>
  now !== null && before !== null && now !== before;

const settingsText = ({ model, effort, tier, cwd, policy }: Settings): string =>
  [model, effort && `effort ${effort}`, tier && `tier ${tier}`, policyText(policy), cwd]
    .filter((part) => part)
    .join(' · ');
