import { buildAutomaton, type Automaton } from './automaton.ts';
import { placeholder, placeholderRule, withheld } from './placeholder.ts';
import type { Rule } from './rule.ts';
import { secretRules } from './rules/index.ts';
import { RememberedSecrets } from './remembered.ts';
import { OverBudget, Scan } from './scan.ts';
import { type Find, mergeFinds, type MergedSpan, rank, type Span } from './spans.ts';
import type { Redactor } from './unredacted.ts';
import { outsidePlaceholders } from './outside-placeholders.ts';

/** How much is hidden: secrets only, also what identifies a person, or also anything that might. */
export type Level = 'secrets' | 'private' | 'strict';

export interface RedactorOptions {
  /** Six hex digits that are equal for equal secrets and say nothing else about them: a keyed hash. */
  readonly tag: (secret: string) => string;
  /** Default `secrets`. */
  readonly level?: Level;
  /** Whose machine it is; hidden from level `private` on. */
  readonly own?: { readonly user?: string; readonly home?: string; readonly host?: string };
  /** Time for each started MiB of a text, in milliseconds; a text that needs more is withheld. Default 2000. */
  readonly budget_ms?: number;
  /** The clock, in milliseconds. */
  readonly now?: () => number;
}

/** A redactor that can also say where it would hide something. */
export interface SessionRedactor extends Redactor {
  /** What `text` would hide, in order, without overlaps: UTF-16 offsets and the rule that found it. */
  spans(raw: string): Span[];
}

const budget_default_ms = 2000;
const mebi = 1 << 20;

/** Makes the redactor of one session. It remembers the secrets it has met, to know them again where nothing names them. */
export function createRedactor(options: RedactorOptions): SessionRedactor {
  const now = options.now ?? Date.now;
  const budget_ms = options.budget_ms ?? budget_default_ms;
  let deadline = 0;
  const scan = new Scan(secretAutomaton(), () => {
    if (now() > deadline) throw new OverBudget('no time left for this text');
  });
  const remembered = new RememberedSecrets();
  const remember = (raw: string, finds: readonly Find[]): void => {
    for (const span of outsidePlaceholders(raw, mergeFinds(finds)))
      if (span.rank > rank.guess) remembered.add(raw.slice(span.secret_start, span.secret_end), span.rule);
  };
  const find = (raw: string): MergedSpan[] => {
    deadline = now() + budget_ms * Math.ceil(raw.length / mebi);
    const finds = scan.run(raw);
    if (finds.length > 0) remember(raw, finds);
    for (const { start, end, rule } of remembered.find(raw)) finds.push({ start, end, rule, rank: rank.guess });
    return finds.length === 0 ? [] : outsidePlaceholders(raw, mergeFinds(finds));
  };
  return {
    text: (raw) => {
      try {
        return render(raw, find(raw), options.tag);
      } catch (error) {
        if (error instanceof OverBudget) return withheld;
        throw error;
      }
    },
    spans: (raw) => find(raw).map(({ start, end, rule }) => ({ start, end, rule })),
  };
}

let automaton: Automaton<Rule> | undefined;

function secretAutomaton(): Automaton<Rule> {
  automaton ??= buildAutomaton(
    [placeholderRule, ...secretRules].flatMap((rule) => rule.words.map((word) => [word, rule] as const)),
  );
  return automaton;
}

function render(raw: string, spans: readonly MergedSpan[], tag: (secret: string) => string): string {
  if (spans.length === 0) return raw;
  let out = '';
  let shown = 0;
  for (const span of spans) {
    out += raw.slice(shown, span.start) + placeholder(span.rule, tag(raw.slice(span.secret_start, span.secret_end)));
    shown = span.end;
  }
  return out + raw.slice(shown);
}
