import { is, kind } from './characters.ts';
import { copied } from './copied.ts';
import { strangeness } from './values/randomness.ts';

const window = 12;
const block = 3;
const shift_most = window - block + 1;
const table_size = 1 << 15;
const secrets_most = 20_000;
const alike_most = 32;
const secret_most = 512;
/** Fewer different characters make a pattern, not a secret. */
const different_least = 7;

/** A secret that was met before, found again where nothing names it. */
export interface Recognition {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

interface Known {
  readonly secret: string;
  /** The last unit of the secret, by which most that only begin alike are told apart. */
  readonly last: number;
  readonly rule: string;
}

/**
 * The secrets a session has shown so far. Looks for all of them at once in strides of up to ten characters
 * (Wu and Manber), whatever their number; adding one costs its length.
 */
export class RememberedSecrets {
  readonly #known = new Set<string>();
  readonly #shifts = new Uint8Array(table_size).fill(shift_most);
  /** By what their window says: secrets that begin alike. */
  readonly #alike = new Map<string, Known[]>();

  get size(): number {
    return this.#known.size;
  }

  /** Keeps a secret if it cannot be taken for a word, a number or a name. */
  add(secret: string, rule: string): void {
    if (this.#known.has(secret) || this.#known.size >= secrets_most || !isDistinct(secret)) return;
    const own = copied(secret);
    const beginning = own.slice(0, window);
    const alike = this.#alike.get(beginning);
    if (alike && alike.length >= alike_most) return;
    this.#known.add(own);
    const known = { secret: own, last: own.charCodeAt(own.length - 1), rule };
    this.#alike.set(
      beginning,
      alike ? [...alike, known].toSorted((a, b) => b.secret.length - a.secret.length) : [known],
    );
    for (let at = 0; at + block <= window; at++) {
      const hash = hashAt(secret, at);
      this.#shifts[hash] = Math.min(this.#shifts[hash] as number, window - block - at);
    }
  }

  /** Where remembered secrets stand in the text. */
  find(text: string): Recognition[] {
    const found: Recognition[] = [];
    if (this.#known.size === 0) return found;
    for (let at = 0; at + window <= text.length;) {
      const hash = hashAt(text, at + window - block);
      const shift = this.#shifts[hash] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const known = knownAt(this.#alike.get(text.slice(at, at + window)), text, at);
      if (known) found.push({ start: at, end: at + known.secret.length, rule: known.rule });
      at += known ? known.secret.length : 1;
    }
    return found;
  }
}

/** The longest of the secrets that stands at `at`. */
function knownAt(alike: readonly Known[] | undefined, text: string, at: number): Known | undefined {
  for (const known of alike ?? [])
    if (text.charCodeAt(at + known.secret.length - 1) === known.last && text.startsWith(known.secret, at)) return known;
  return undefined;
}

function hashAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 0x4_21 + text.charCodeAt(at + 1) * 0x21 + text.charCodeAt(at + 2)) & (table_size - 1);
}

/** Long enough, mixed, and on one line: hiding it everywhere hides nothing else. */
function isDistinct(secret: string): boolean {
  if (secret.length < window || secret.length > secret_most) return false;
  const different = new Set<number>();
  let digit_count = 0;
  let has_letter = false;
  for (let at = 0; at < secret.length; at++) {
    if (is(secret, at, kind.space)) return false;
    if (different.size < different_least) different.add(secret.charCodeAt(at));
    if (is(secret, at, kind.digit)) digit_count++;
    else has_letter ||= is(secret, at, kind.alnum);
  }
  if (digit_count === 0 || !has_letter || different.size < different_least) return false;
  return (digit_count > 2 || strangeness(secret) > 5.2) && !/\s/.test(secret);
}
