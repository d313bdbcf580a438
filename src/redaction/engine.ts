import { readArgv } from './argument-list.ts';
import { buildAutomaton, type Automaton } from './automaton.ts';
import { type Own, ownSweeps } from './levels/own-names.ts';
import { privateSweeps } from './levels/private.ts';
import { strictSweeps } from './levels/strict.ts';
import type { Sweep } from './levels/sweep.ts';
import { sweepFinds } from './levels/sweep-finds.ts';
import { keepJson } from './json-edges.ts';
import { judgeName } from './names/judge-name.ts';
import { outsideEscapes, outsidePlaceholders } from './edges.ts';
import { placeholderRule, withheld } from './placeholder.ts';
import { around, findAll, render, type Stretch } from './render.ts';
import { RememberedSecrets } from './remembered.ts';
import type { Rule } from './rule.ts';
import { secretRules } from './rules/index.ts';
import { OverBudget, Scan } from './scan.ts';
import { type Find, mergeFinds, type MergedSpan, rank, type Span } from './spans.ts';
import type { Redactor } from './unredacted.ts';
import { isSecretValue } from './values/judge-value.ts';

/** How much is hidden: secrets only, also what identifies a person, or also anything that might. */
export type Level = 'secrets' | 'private' | 'strict';

export interface RedactorOptions {
  /** Six hex digits that are equal for equal secrets and say nothing else about them: a keyed hash. */
  readonly tag: (secret: string) => string;
  /** Default `secrets`. */
  readonly level?: Level;
  /** Whose machine it is; hidden from level `private` on. */
  readonly own?: Own;
  /** Time for each started MiB of a text, in milliseconds; a text that needs more is withheld. Default 2000. */
  readonly budget_ms?: number;
  /** The clock, in milliseconds. */
  readonly now?: () => number;
}

/** A redactor that can also say where it would hide something. */
export interface SessionRedactor extends Required<Omit<Redactor, 'isOurs'>> {
  /**
   * What `text` would hide, in order, without overlaps: UTF-16 offsets and the rule that found it; the whole text under
   * `withheld` if it could not be checked in time.
   */
  spans(raw: string): Span[];
}

const budget_default_ms = 2000;
const mebi = 1 << 20;
const named_most = 4096;
/** No text of this length takes long; the clock is not asked for it. */
const short = 16_384;
/** A shorter text is looked at as a whole again. */
const long = 65_536;
/** What is found so close to where a part was cut out may be cut off. */
const edge = 512;
const none: MergedSpan[] = [];

/** Makes the redactor of one session. It remembers the secrets it has met, to know them again where nothing names them. */
export function createRedactor(options: RedactorOptions): SessionRedactor {
  const finder = new Finder(options);
  const shown = (raw: string, find: () => MergedSpan[]): string => {
    try {
      return render(raw, find(), options.tag);
    } catch (error) {
      if (error instanceof OverBudget) return withheld;
      throw error;
    }
  };
  const text = (raw: string): string => shown(raw, () => finder.find(raw));
  return {
    text,
    spans: (raw) => spansOrAll(raw, () => finder.find(raw)),
    named: (name, raw) => shown(raw, () => finder.findNamed(name, raw)),
    list: (raw) => {
      const argv = readArgv(raw);
      return argv ? raw.map((item, index) => shown(item, () => finder.findInList(item, index, argv))) : raw.map(text);
    },
  };
}

/** The spans, or one span over all of a text that could not be checked. */
function spansOrAll(raw: string, find: () => MergedSpan[]): Span[] {
  try {
    return find().map(({ start, end, rule }) => ({ start, end, rule }));
  } catch (error) {
    if (error instanceof OverBudget) return [{ start: 0, end: raw.length, rule: 'withheld' }];
    throw error;
  }
}

/** Finds what one session must not show. */
class Finder {
  readonly #scan: Scan;
  readonly #remembered = new RememberedSecrets();
  readonly #now: () => number;
  readonly #budget_ms: number;
  readonly #sweeps: readonly Sweep[];
  #deadline = 0;

  constructor({ now = Date.now, budget_ms = budget_default_ms, level = 'secrets', own = {} }: RedactorOptions) {
    this.#sweeps = sweepsOf(level, own);
    this.#now = now;
    this.#budget_ms = budget_ms;
    this.#scan = new Scan(secretAutomaton(), () => {
      if (this.#now() > this.#deadline) throw new OverBudget('no time left for this text');
    });
  }

  find(raw: string): MergedSpan[] {
    const spans = this.#findOnce(raw);
    return spans.length === 0 ? spans : findAll(raw, spans, (text, holders) => this.#findAround(text, holders));
  }

  /** In a field whose name says that it is a secret, the whole value is one. */
  findNamed(name: string, raw: string): MergedSpan[] {
    if (raw.length > named_most || name.length > named_most) return this.find(raw);
    const judgement = raw.includes('\n') ? null : judgeName(name);
    const certain = judgement?.rule === 'password';
    if (judgement && isSecretValue(raw, { judgement, quoted: true, literal: true, certain }))
      return this.#settle(raw, [
        { start: 0, end: raw.length, rule: judgement.rule, rank: rank.named },
        ...this.#run(raw),
      ]);
    return isHeader.test(name) ? this.#settle(raw, this.#runBehind(`${name}: `, raw)) : this.find(raw);
  }

  /** In the arguments of a command, what stands before decides too. */
  findInList(item: string, index: number, argv: ReturnType<typeof readArgv> & object): MergedSpan[] {
    const from = argv.starts[index] ?? 0;
    const inside = this.#run(argv.text)
      .map((find) => ({ ...find, start: Math.max(0, find.start - from), end: Math.min(item.length, find.end - from) }))
      .filter((find) => find.end > find.start);
    return this.#settle(item, [...inside, ...this.#run(item)]);
  }

  #findOnce(raw: string): MergedSpan[] {
    const finds = this.#run(raw);
    return finds.length === 0 && this.#remembered.size === 0 && this.#sweeps.length === 0
      ? none
      : this.#settle(raw, finds);
  }

  /** Like `#findOnce`, but of a long text looks only at what stands around the placeholders. */
  #findAround(raw: string, holders: readonly Stretch[]): MergedSpan[] {
    if (raw.length <= long) return this.#findOnce(raw);
    this.#startClock(raw.length);
    return this.#settle(
      raw,
      around(holders, raw.length).flatMap((part) => this.#runPart(raw, part)),
    );
  }

  /** What is found in a part, without what its edges may have cut off. */
  #runPart(raw: string, { start, end }: Stretch): Find[] {
    const least = start === 0 ? 0 : start + edge;
    const most = end === raw.length ? end : end - edge;
    return this.#scan
      .run(raw.slice(start, end))
      .map((find) => ({ ...find, start: find.start + start, end: find.end + start }))
      .filter((find) => find.start >= least && find.end <= most);
  }

  #run(raw: string): Find[] {
    this.#startClock(raw.length);
    return this.#scan.run(raw);
  }

  #startClock(length: number): void {
    this.#deadline =
      length > short ? this.#now() + this.#budget_ms * Math.ceil(length / mebi) : Number.POSITIVE_INFINITY;
  }

  #runBehind(prefix: string, raw: string): Find[] {
    return this.#run(prefix + raw)
      .map((find) => ({ ...find, start: Math.max(0, find.start - prefix.length), end: find.end - prefix.length }))
      .filter((find) => find.end > 0);
  }

  /** Adds what was met before, merges, and leaves placeholders alone. */
  #settle(raw: string, finds: Find[]): MergedSpan[] {
    if (finds.length > 0) this.#remember(raw, finds);
    const again = this.#remembered.find(raw).map((found) => ({ ...found, rank: rank.guess }));
    const swept = this.#sweeps.length === 0 ? [] : sweepFinds(raw, this.#sweeps);
    if (finds.length + again.length + swept.length === 0) return [];
    return edged(raw, mergeFinds([...finds, ...again, ...swept]));
  }

  #remember(raw: string, finds: readonly Find[]): void {
    for (const span of outsidePlaceholders(raw, mergeFinds(finds)))
      if (span.rank > rank.guess) this.#remembered.add(raw.slice(span.secret_start, span.secret_end), span.rule);
  }
}

const isHeader = /(?:^|[-_. ])(?:authorization|cookies?)$/i;

function sweepsOf(level: Level, own: Own): Sweep[] {
  if (level === 'secrets') return [];
  const names = [...ownSweeps(own), ...privateSweeps];
  return level === 'private' ? names : [...names, ...strictSweeps];
}

let automaton: Automaton<Rule> | undefined;

function secretAutomaton(): Automaton<Rule> {
  automaton ??= buildAutomaton(
    [placeholderRule, ...secretRules].flatMap((rule) => rule.words.map((word) => [word, rule] as const)),
  );
  return automaton;
}

/** The spans with edges that break neither placeholders, nor escapes, nor JSON. */
function edged(raw: string, spans: readonly MergedSpan[]): MergedSpan[] {
  return outsidePlaceholders(raw, outsideEscapes(raw, keepJson(raw, spans)));
}
