import { shapeOf } from '../shape.ts';

/** Where a prompt stands: the record before it, the file of the thread it is in, and its number there. */
export type BeforePrompt = [last_id: string | null, rollout: number, ordinal: number | null];

/** What the agent may do without asking, in its own words. */
export interface Policy {
  approval_policy: string | null;
  approval_reviewer: string | null;
  sandbox: string | null;
}

/**
 * What a reader remembers of the lines before: JSON, so that reading can go on later. Lists are short, because a
 * session may go on for months.
 */
export interface Memory {
  /** The thread the file belongs to, as its first record says; empty before. */
  thread_id: string;
  /** The thread at the root of the forks, so that copies of one call are known as one. */
  root_id: string;
  created_ms: number | null;
  /** The thread's own id when another one started it; null in a main thread. */
  agent_id: string | null;
  is_paginated: boolean;
  /** The lines read are a copy of another thread's, written when this one was forked from it. */
  is_copied: boolean;
  /** Time of the last copied line. */
  copied_ms: number | null;
  /** Paginated subagents say where their own lines begin. */
  own_from: number | null;
  /** The lines read were made out of another agent's session. */
  is_imported: boolean;
  version: string | null;
  turn_id: string | null;
  /** Turns so far, for files without turn ids. */
  turns: number;
  prompts: number;
  /** Between the start and the end of a turn; false for files that have no such records. */
  is_running: boolean;
  /** Prompts in the running turn; further ones were typed while the agent worked. */
  turn_prompts: number;
  /** Responses when the turn began. */
  turn_response: number;
  /** Approval policy and sandbox as they are now. */
  policy: Policy;
  /** The turn and the policy that were last told. */
  policy_told: string | null;
  /** The thread's own work is to judge calls of another thread. */
  is_guardian: boolean;
  model: string | null;
  effort: string | null;
  provider: string | null;
  tier: string | null;
  cwd: string | null;
  has_plan: boolean;
  /** Model responses so far; what one wrote is one message. */
  response: number;
  is_open: boolean;
  is_after_output: boolean;
  has_counts: boolean;
  is_counted: boolean;
  /** Totals of token counts seen lately, newest last. */
  totals: string[];
  last_totals: number[] | null;
  /** From the first record of its own kind on, each response's usage has a record and the counts say no more. */
  has_records: boolean;
  responses: string[];
  /** Size of the context after the last response. */
  context: number | null;
  /** The compaction whose size afterwards is not known yet. */
  compacting: string | null;
  /** The compaction of which only what follows tells where in the turn it took place. */
  unplaced: string | null;
  /** Texts of which the other copy is still to come: hash and family. */
  twins: [hash: string, family: string][];
  /** Calls seen lately. */
  calls: string[];
  /** Ids of calls that some servers give out again, and how often they have been. */
  again: [call_id: string, times: string][];
  answered: string[];
  /** Commands that run on in the background: their session or cell, and the call that started them. */
  running: [place: string, call_id: string][];
  /** Which running command a poll asked about. */
  polls: [call_id: string, place: string][];
  /** Calls that asked for leave and have not ended. */
  asked: string[];
  /** The record before each prompt, for when turns are taken back. */
  before_prompts: BeforePrompt[];
  /** Files of the thread so far: after each revert it goes on in a further one. */
  rollout: number;
  last_id: string | null;
  /** What an exec stream had used up before. */
  used: number[] | null;
}

export const blankMemory = (): Memory => ({
  thread_id: '',
  root_id: '',
  created_ms: null,
  agent_id: null,
  is_paginated: false,
  is_copied: false,
  copied_ms: null,
  own_from: null,
  is_imported: false,
  version: null,
  turn_id: null,
  turns: 0,
  prompts: 0,
  is_running: false,
  turn_prompts: 0,
  turn_response: 0,
  policy: { approval_policy: null, approval_reviewer: null, sandbox: null },
  policy_told: null,
  is_guardian: false,
  model: null,
  effort: null,
  provider: null,
  tier: null,
  cwd: null,
  has_plan: false,
  response: 0,
  is_open: false,
  is_after_output: false,
  has_counts: false,
  is_counted: false,
  totals: [],
  last_totals: null,
  has_records: false,
  responses: [],
  context: null,
  compacting: null,
  unplaced: null,
  twins: [],
  calls: [],
  again: [],
  answered: [],
  running: [],
  polls: [],
  asked: [],
  before_prompts: [],
  rollout: 0,
  last_id: null,
  used: null,
});

/** A memory from its saved form; a blank one when there is none. */
export function memoryFrom(state: unknown): Memory {
  return { ...blankMemory(), ...(shapeOf(structuredClone(state)) as Partial<Memory> | null) };
}

/** Adds to the end of a list and keeps its last `most` entries. */
export function remember<T>(list: T[], entry: T, most: number): void {
  list.push(entry);
  if (list.length > most) list.splice(0, list.length - most);
}

/** Takes the newest entry with this key out of a list of pairs; null when there is none. */
export function takeFrom(list: [string, string][], key: string): string | null {
  const at = list.findLastIndex(([known]) => known === key);
  return at < 0 ? null : list.splice(at, 1)[0]![1];
}

/** A short fingerprint of a text, by which its second copy is known. Two 32-bit halves of a multiplicative hash. */
export function fingerprint(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${text.length.toString(36)}`;
}
