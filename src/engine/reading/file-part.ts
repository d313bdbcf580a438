import type { CallRow, FileFacts, FilePart, FileRow, ToolCallPart, ToolResultPart, ToolRow } from '../catalog/rows.ts';
import { noEvents, noFacts } from '../catalog/rows.ts';
import { programIn, toolNameFrom } from './call-words.ts';
import type { Redactor, Unredacted } from '../../redaction/unredacted.ts';
import { redact } from '../../redaction/unredacted.ts';
import type { FileFact } from '../../sources/event-facts.ts';
import { EventRowsBuilder } from './event-part.ts';
import type { ApiCall, LineItem, SessionFacts, ToolCallFact, ToolResultFact, Usage } from '../../sources/source.ts';

/** Gaps between records that are longer than this are pauses, not activity. */
const pauseMs = 5 * 60_000;
const mostProblems = 200;
const mostTitleChars = 200;
const mostCommandChars = 300;
/** Of one call. */
const mostFiles = 1000;

/** Gathers what the items of one stretch of a file say into rows for the catalog. Redacts the few texts it keeps. */
export class PartBuilder {
  readonly #redactor: Redactor;
  readonly #calls = new Map<string, CallRow>();
  readonly #tools = new Map<string, ToolRow>();
  readonly #known = new Map<string, string>();
  readonly #events: EventRowsBuilder;
  readonly part: FilePart;

  constructor(redactor: Redactor, lastAt: number | null) {
    this.#redactor = redactor;
    this.#events = new EventRowsBuilder({
      word: (text) => this.#text(text),
      label: (text) => oneLine(this.#open(text), mostCommandChars),
    });
    this.part = {
      ...noFacts(),
      last_record_at: lastAt,
      calls: [],
      tools: [],
      prompts: [],
      events: noEvents(),
      subagents: [],
      titles_for: [],
      problem_list: [],
      unknown_kinds: {},
    };
  }

  /** How many things have a row of their own. */
  get rows(): number {
    return this.#calls.size + this.#tools.size + this.part.prompts.length;
  }

  addProblem(line: number, reason: string): void {
    this.part.problems += 1;
    if (this.part.problem_list.length < mostProblems) this.part.problem_list.push({ line, reason });
  }

  /** Takes what one line holds. A line counts once, by the weightiest of its items. */
  addLine(items: LineItem[], line: number): void {
    if (items.length === 0) return;
    this.part.lines += 1;
    const first = items.find((item) => item.disposition === 'problem') ?? items[0]!;
    if (first.disposition === 'problem') this.addProblem(line, first.reason ?? 'The line was not understood.');
    else this.part[countOf[first.disposition]] += 1;
    for (const item of items) this.#addItem(item);
  }

  finish(): FilePart {
    this.part.calls = [...this.#calls.values()];
    this.part.tools = [...this.#tools.values()];
    this.part.events = this.#events.finish();
    return this.part;
  }

  #addItem(item: LineItem): void {
    const at = item.at === null ? null : Date.parse(item.at);
    this.#addTime(item, at);
    if (item.record_id !== null && item.message) this.part.last_record_id = item.record_id;
    if (!item.is_known) this.#addDrift(item);
    if (item.version !== null) addOnce(this.part.versions, this.#text(item.version));
    if (item.facts) this.#addFacts(item.facts);
    if (item.prompt && item.message?.agent_id === null)
      this.part.prompts.push({ prompt_id: item.prompt.prompt_id, at, is_steer: item.prompt.is_steer ?? null });
    if (item.call) this.#addCall(item.call, item, at);
    else if (item.message?.counts && item.message.role === 'assistant' && item.message.agent_id === null)
      this.part.answers += 1;
    // The first record of a call wins: later copies can lack fields.
    for (const call of item.tool_calls) this.#tool(call.call_key ?? call.call_id).call ??= this.#toolCall(call, at);
    for (const result of item.tool_results) {
      const row = this.#tool(result.call_key ?? result.call_id);
      // A record that holds both call and result says nothing about the time between them.
      const isWhole = item.tool_calls.some((call) => call.call_id === result.call_id);
      const said = this.#toolResult(result, isWhole ? null : at);
      if (said.outcome === 'denied') this.#events.addRefusal(result, at);
      row.result = row.result ? mergedResult(row.result, said) : said;
    }
    this.#events.addItem(item, at);
    this.part.subagents.push(...item.subagents);
  }

  /** Progress and bookkeeping do not make a session longer. */
  #addTime(item: LineItem, at: number | null): void {
    if (at === null || (item.disposition !== 'message' && item.disposition !== 'notice')) return;
    const part = this.part;
    const last = part.last_record_at;
    if (last !== null && at > last && at - last <= pauseMs) part.active_ms += at - last;
    part.last_record_at = Math.max(last ?? at, at);
    if (item.disposition !== 'message') return;
    part.first_at = Math.min(part.first_at ?? at, at);
    part.last_at = Math.max(part.last_at ?? at, at);
  }

  #addDrift(item: LineItem): void {
    const key = `${this.#text(item.version ?? '?')} ${this.#text(item.kind)}`;
    this.part.unknown_kinds[key] = (this.part.unknown_kinds[key] ?? 0) + 1;
  }

  #addFacts(facts: SessionFacts): void {
    const part = this.part;
    if (facts.session_id !== undefined) part.session_id ??= facts.session_id;
    if (facts.parent_session_id !== undefined) part.parent_session_id = facts.parent_session_id;
    if (facts.init_mode !== undefined) part.init_mode ??= facts.init_mode;
    if (facts.is_resume) part.resume_count += 1;
    if (facts.limits) part.limits = JSON.stringify(facts.limits);
    if (facts.copy_of !== undefined) part.copy_of ??= facts.copy_of;
    if (facts.subagent_of)
      part.parent = {
        ...facts.subagent_of,
        type: facts.subagent_of.type && this.#title(facts.subagent_of.type),
        description: facts.subagent_of.description && this.#title(facts.subagent_of.description),
      };
    if (facts.billing_hint !== undefined) part.billing_hint = facts.billing_hint;
    const agent_cost_usd = priceOrNull(facts.agent_cost_usd ?? null);
    if (agent_cost_usd !== null) part.agent_cost_usd = Math.max(part.agent_cost_usd ?? 0, agent_cost_usd);
    if (facts.cwd && (part.cwd === null || facts.is_cwd_final)) part.cwd = this.#open(facts.cwd);
    if (facts.is_cwd_final) part.is_cwd_final = true;
    if (facts.project_dir) part.project_dir = this.#open(facts.project_dir);
    if (facts.git_branch) part.git_branch = this.#open(facts.git_branch);
    if (facts.entrypoint) addOnce(part.entrypoints, this.#open(facts.entrypoint));
    if (facts.title) this.#addTitle(facts.title);
    if (facts.title_for)
      part.titles_for.push({ record_id: facts.title_for.record_id, title: this.#title(facts.title_for.text) });
  }

  #addTitle({ rank, text, is_first }: NonNullable<SessionFacts['title']>): void {
    const part = this.part;
    if (rank < part.title_rank || (rank === part.title_rank && is_first)) return;
    part.title = this.#title(text);
    part.title_rank = rank;
    part.is_title_first = is_first === true;
  }

  #addCall(call: ApiCall, item: LineItem, at: number | null): void {
    const known = this.#calls.get(call.call_key);
    const is_visible = item.message?.counts === true && item.message.agent_id === null;
    const row = callRow(call, {
      model: this.#openName(call.model),
      at,
      is_visible: is_visible || known?.is_visible === true,
    });
    row.price_facts = priceFacts(call.usage, (model) => this.#text(model));
    if (known && known.at !== null) row.at = Math.min(known.at, row.at ?? known.at);
    if (known && known.output > row.output) Object.assign(row, { ...known, is_visible: row.is_visible, at: row.at });
    row.is_final = row.is_final || known?.is_final === true;
    this.#calls.set(call.call_key, row);
  }

  #tool(call_id: string): ToolRow {
    let row = this.#tools.get(call_id);
    if (!row) this.#tools.set(call_id, (row = { call_id, call: null, result: null }));
    return row;
  }

  #toolCall(call: ToolCallFact, at: number | null): ToolCallPart {
    const command = call.command && this.#open(call.command);
    return {
      name: toolNameFrom(this.#openName(call.name), this.#names),
      kind: call.kind,
      at,
      path: call.path && this.#open(call.path),
      way: wayOf(call.files),
      files: call.files && call.files.length > 1 ? this.#files(call.files) : [],
      command: command && oneLine(command, mostCommandChars),
      program: programIn(call.program && this.#openName(call.program), command),
      agent_type: call.agent_type && this.#open(call.agent_type),
      agent_description: call.agent_description && oneLine(this.#open(call.agent_description), mostTitleChars),
      lines_added: summableOrNull(call.lines_added),
      lines_removed: summableOrNull(call.lines_removed),
    };
  }

  #toolResult(result: ToolResultFact, at: number | null): ToolResultPart {
    const { outcome, denied_by, duration_ms, lines_added, lines_removed, agent_id } = result;
    return {
      at,
      outcome,
      denied_by,
      duration_ms,
      lines_added: summableOrNull(lines_added),
      lines_removed: summableOrNull(lines_removed),
      way: result.way ?? wayOf(result.files),
      files: result.files ? this.#files(result.files) : [],
      agent_id,
    };
  }

  #files = (files: FileFact[]): FileRow[] =>
    files.slice(0, mostFiles).map(({ path, change, way, lines_added, lines_removed }) => ({
      path: this.#open(path),
      change,
      way,
      lines_added: summableOrNull(lines_added),
      lines_removed: summableOrNull(lines_removed),
    }));

  #title = (text: Unredacted<string>): string => oneLine(this.#open(text), mostTitleChars);

  /** Redacted before it is cut: a cut token no longer looks like one. */
  #open = (box: Unredacted<string>): string => redact(box, this.#redactor).toWellFormed();

  /** The same for names, which come again on every line. */
  #openName = (box: Unredacted<string>): string => redact(box, this.#names);
  readonly #names: Redactor = { text: (raw) => this.#safe(raw) };

  /** Short texts that come again on every line. */
  #text = (text: string): string => this.#safe(text).slice(0, 100).toWellFormed();

  #safe(text: string): string {
    let safe = this.#known.get(text);
    if (safe === undefined) {
      safe = this.#redactor.text(text).toWellFormed();
      if (this.#known.size < 1000) this.#known.set(text, safe);
    }
    return safe;
  }
}

const wayOf = (files: FileFact[] | undefined): string | null => (files?.length === 1 ? files[0]!.way : null);

const countOf = {
  message: 'messages',
  notice: 'notices',
  bookkeeping: 'bookkeeping',
  copy: 'copies',
} as const satisfies Record<string, keyof FileFacts>;

/** No call has as many tokens and no change as many lines. A log may say anything; sums of these stay exact. */
const mostCounted = 1e10;
const mostUsd = 1e9;

const summable = (count: number): number => Math.min(count, mostCounted);
const summableOrNull = (count: number | null): number | null => (count === null ? null : summable(count));
const priceOrNull = (usd: number | null): number | null => (usd !== null && usd >= 0 && usd <= mostUsd ? usd : null);

function callRow(call: ApiCall, { model, at, is_visible }: Pick<CallRow, 'model' | 'at' | 'is_visible'>): CallRow {
  const { usage } = call;
  return {
    call_key: call.call_key,
    at,
    model,
    input: summable(usage.input),
    cache_read: summable(usage.cache_read),
    cache_write_5m: summable(usage.cache_write_5m),
    cache_write_1h: summable(usage.cache_write_1h),
    output: summable(usage.output),
    reasoning: summable(usage.reasoning),
    price_facts: null,
    reported_cost_usd: priceOrNull(call.reported_cost_usd),
    is_final: call.is_final,
    is_copy: call.is_copy,
    is_visible,
  };
}

/** What a price depends on besides tokens and model, as JSON; null in the usual case. */
function priceFacts(
  { speed, tier, region, web_searches, parts }: Usage,
  safe: (model: string) => string,
): string | null {
  const isUsual =
    (speed ?? 'standard') === 'standard' &&
    (tier ?? 'standard') === 'standard' &&
    region !== 'us' &&
    web_searches === 0;
  if (isUsual && parts.length === 0) return null;
  const priced = parts.map((part) => ({ ...part, model: part.model === null ? null : safe(part.model) }));
  return JSON.stringify({ speed, tier, region, web_searches, parts: priced });
}

/** What is known stays; a later record fills in the rest, and when it knows the ending, its time is the end. */
function mergedResult(known: ToolResultPart, said: ToolResultPart): ToolResultPart {
  const isEnd = known.outcome === 'unknown' && said.outcome !== 'unknown';
  return {
    at: isEnd ? said.at : known.at,
    outcome: isEnd ? said.outcome : known.outcome,
    denied_by: known.denied_by ?? said.denied_by,
    duration_ms: known.duration_ms ?? said.duration_ms,
    lines_added: known.lines_added ?? said.lines_added,
    lines_removed: known.lines_removed ?? said.lines_removed,
    way: known.way ?? said.way,
    files: said.files.length > 0 ? said.files : known.files,
    agent_id: known.agent_id ?? said.agent_id,
  };
}

function addOnce(list: string[], value: string): void {
  if (value !== '' && !list.includes(value) && list.length < 100) list.push(value);
}

/** One line of at most so many UTF-16 units, never half a character. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most
    ? line
    : `${line
        .slice(0, most)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
