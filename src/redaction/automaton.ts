import { foldFor } from './fold.ts';

/**
 * Aho-Corasick over folded characters as one dense table. A state is the offset of its row; a cell is the next
 * state, negated when some word ends there, so that the inner loop needs one look and one comparison per character.
 */
export interface Automaton<T> {
  readonly classes: Uint8Array;
  readonly table: Int32Array;
  /** What ends in each state: index of the row → the words that end there, longest first. */
  readonly endings: readonly (readonly Ending<T>[] | undefined)[];
  /** How many cells a row has: from a row's offset to its index. */
  readonly row_width: number;
}

export interface Ending<T> {
  readonly length: number;
  readonly value: T;
}

/** Builds the automaton of all words; a word may stand for several values. */
export function buildAutomaton<T>(entries: readonly (readonly [word: string, value: T])[]): Automaton<T> {
  const { classes, class_count } = foldFor(entries.map(([word]) => word));
  return { classes, row_width: class_count, ...linkRows(buildTrie(entries, classes), class_count) };
}

interface Node<T> {
  readonly next: Map<number, number>;
  readonly endings: Ending<T>[];
}

function buildTrie<T>(entries: readonly (readonly [string, T])[], classes: Uint8Array): Node<T>[] {
  const nodes: Node<T>[] = [{ next: new Map(), endings: [] }];
  for (const [word, value] of entries) {
    let at = 0;
    for (const character of word) {
      const folded = classes[character.charCodeAt(0)] ?? 0;
      let next = nodes[at]?.next.get(folded);
      if (next === undefined) {
        next = nodes.push({ next: new Map(), endings: [] }) - 1;
        nodes[at]?.next.set(folded, next);
      }
      at = next;
    }
    nodes[at]?.endings.push({ length: word.length, value });
  }
  return nodes;
}

function linkRows<T>(nodes: readonly Node<T>[], width: number): Pick<Automaton<T>, 'table' | 'endings'> {
  const target = new Int32Array(nodes.length * width);
  const fail = new Int32Array(nodes.length);
  const endings: Ending<T>[][] = nodes.map((node) => node.endings.slice());
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head] ?? 0;
    const back = fail[at] ?? 0;
    if (at !== 0) endings[at]?.push(...(endings[back] ?? []));
    // Where no word goes on, one goes on as behind the longest end of what was met that begins a word.
    if (at !== 0) target.copyWithin(at * width, back * width, (back + 1) * width);
    for (const [c, child] of nodes[at]?.next ?? []) {
      fail[child] = target[at * width + c] ?? 0;
      target[at * width + c] = child;
      queue.push(child);
    }
  }
  const table = target.map((next) => ((endings[next]?.length ?? 0) > 0 ? -next * width : next * width));
  return { table, endings: endings.map((list) => (list.length > 0 ? list : undefined)) };
}
