import { ruleNames } from '../../../src/redaction/index.ts';
import type { Canary } from './seeds.ts';

const run = 8;
const longEnough = 12;

/**
 * Looks for secrets in whatever leaves: a long one has leaked when any eight characters of it in a row are there, a
 * short one when all of it is, in any case. `where` is noted with each find. What several secrets
 * have in common is no secret, such as what all tokens of a provider begin with; nor is what stands in the name of a rule.
 */
export class LeakSearch {
  readonly #runs = new Map<string, Canary[]>();
  readonly #short: Canary[] = [];
  readonly #found = new Map<Canary, Set<string>>();
  chars = 0;

  constructor(canaries: readonly Canary[]) {
    for (const canary of canaries) {
      const secret = canary.secret.toLowerCase();
      if (secret.length < longEnough) this.#short.push(canary);
      else for (let at = 0; at + run <= secret.length; at++) this.#note(secret.slice(at, at + run), canary);
    }
  }

  look(where: string, text: string): void {
    const lower = text.toLowerCase();
    this.chars += lower.length;
    for (let at = 0; at + run <= lower.length; at++) {
      const canaries = this.#runs.get(lower.slice(at, at + run));
      if (canaries?.length === 1) this.#leaked(canaries[0]!, where);
    }
    for (const canary of this.#short) if (lower.includes(canary.secret.toLowerCase())) this.#leaked(canary, where);
  }

  /** What has leaked, with the places it was put and found. */
  get leaks(): { canary: Canary; found: string[] }[] {
    return [...this.#found].map(([canary, places]) => ({ canary, found: [...places] }));
  }

  #note(part: string, canary: Canary): void {
    if (ruleNames.some((name) => name.includes(part))) return;
    const known = this.#runs.get(part);
    if (!known) this.#runs.set(part, [canary]);
    else if (!known.includes(canary)) known.push(canary);
  }

  #leaked(canary: Canary, where: string): void {
    const known = this.#found.get(canary);
    if (known) known.add(where);
    else this.#found.set(canary, new Set([where]));
  }
}
