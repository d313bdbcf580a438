import { fingerprint, type Memory, remember } from './memory.ts';

const mostTwins = 80;

/**
 * Files with events hold each message twice: as an event for the screen, and as an item for the model. Whichever comes
 * first is shown, the other is its copy. Says whether this text is the second of its pair.
 */
export function isTwin(memory: Memory, what: 'u' | 'a' | 'r', family: 'event' | 'item', text: string): boolean {
  const hash = twinKey(what, text);
  const other = memory.twins.findIndex(([known, of]) => known === hash && of !== family);
  if (other >= 0) {
    memory.twins.splice(other, 1);
    return true;
  }
  remember(memory.twins, [hash, family], mostTwins);
  return false;
}

/** The same for a record of several texts, each of which has a twin of its own: all must have come. */
export function areTwins(memory: Memory, what: 'r', family: 'event' | 'item', texts: readonly string[]): boolean {
  const open = [...memory.twins];
  for (const text of texts) {
    const hash = twinKey(what, text);
    const other = open.findIndex(([known, of]) => known === hash && of !== family);
    if (other < 0) {
      for (const own of texts) remember(memory.twins, [twinKey(what, own), family], mostTwins);
      return false;
    }
    open.splice(other, 1);
  }
  memory.twins = open;
  return true;
}

const twinKey = (what: string, text: string): string => `${what}${fingerprint(text.replace(/\s+/g, ' ').trim())}`;
