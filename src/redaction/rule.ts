import type { Scan } from './scan.ts';

/**
 * One thing that must not be shown, with its evidence. In samples the secret stands between ‹ and ›; a test checks
 * that every `catches` loses exactly that and every `spares` loses nothing.
 */
export interface Rule {
  /** Appears in the placeholder: `[a-z0-9-]{2,32}`. */
  readonly name: string;
  /** Words that make a look worthwhile; letter case does not matter. */
  readonly words: readonly string[];
  /** Looks around one of the words, which stands at `start`–`end` of `scan.text`, and hides what it finds there. */
  readonly find: (scan: Scan, start: number, end: number) => void;
  /** What the rule depends on, for the version of all rules. */
  readonly pattern: string;
  readonly catches: readonly string[];
  readonly spares: readonly string[];
}
