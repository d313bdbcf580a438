import { createHmac } from 'node:crypto';
import { createRedactor, type SessionRedactor } from '../redaction/index.ts';
import { isStructuralId } from '../redaction/structural-id.ts';

/** Makes ids fit to be stored and shown, always the same one from the same id, in every thread. */
export interface SafeIds {
  /** The id itself, or one that says nothing in its place when a secret stands in it. */
  of(id: string): string;
}

/** Nothing shorter is known to be a secret by itself. */
const shortest = 10;
const mostKnown = 20_000;

/**
 * Ids of sessions, agents, calls and records come from file names and logs, where anything can stand. Redaction would
 * tear apart what belongs together, so an id with a secret in it is replaced by its keyed hash. Which ids those are
 * depends on the rules alone and not on what was read before. `key` is the installation's, hex.
 */
export function createSafeIds(key: string): SafeIds {
  const secret = Buffer.from(key, 'hex');
  const known = new Map<string, string>();
  // Made when first needed: most ids are known by their shape.
  let redactor: SessionRedactor | null = null;
  const judged = (id: string): string => {
    redactor ??= newRedactor();
    redactor ??= newRedactor();
    if (redactor.text(id) === id) return id;
    // It remembers the secrets it has met; the next id is judged without.
    redactor = null;
    return `x-${createHmac('sha256', secret).update(`id\n${id}`).digest('hex').slice(0, 24)}`;
  };
  return {
    of(id) {
      if (id.length < shortest || isStructuralId(id)) return id;
      let safe = known.get(id);
      if (safe === undefined) {
        safe = judged(id);
        if (known.size >= mostKnown) known.clear();
        known.set(id, safe);
      }
      return safe;
    },
  };
}

/** Only whether it hides something is of interest. */
const newRedactor = (): SessionRedactor => createRedactor({ tag: () => '000000' });
