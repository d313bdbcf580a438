import { isStructuralId } from './structural-id.ts';

/** Makes text safe to leave the reader. Made by `createRedactor`; one per session, since it remembers what it has seen. */
export interface Redactor {
  text(raw: string): string;
}

let open: <T>(box: Unredacted<T>) => T;

/**
 * Content of a log that has not been redacted. Nobody can look inside; `redact` is the only way out.
 * Printing, stringifying or cloning it shows nothing.
 */
export class Unredacted<T> {
  readonly #content: T;
  constructor(content: T) {
    this.#content = content;
  }
  static {
    open = (box) => box.#content;
  }
  toString(): string {
    return '[unredacted]';
  }
  toJSON(): string {
    return '[unredacted]';
  }
}

/**
 * The content with every string in it redacted: values and object keys, at any depth.
 * Ids that have the exact shape of one (UUID, `toolu_…`, ISO time) pass as they are.
 */
export function redact<T>(box: Unredacted<T>, redactor: Redactor): T {
  return redactedTree(open(box), redactor) as T;
}

/** Walks with a stack of its own, because hostile logs nest deeper than the call stack. */
function redactedTree(root: unknown, redactor: Redactor): unknown {
  if (typeof root === 'string') return redactedText(root, redactor);
  if (typeof root !== 'object' || root === null) return root;
  const result = emptyLike(root);
  const todo: [from: object, to: object][] = [[root, result]];
  for (let pair = todo.pop(); pair; pair = todo.pop()) {
    const [from, to] = pair;
    for (const [key, value] of Object.entries(from)) {
      const name = Array.isArray(from) ? key : redactedText(key, redactor);
      if (typeof value === 'string') put(to, name, redactedText(value, redactor));
      else if (typeof value === 'object' && value !== null) {
        const child = emptyLike(value);
        put(to, name, child);
        todo.push([value, child]);
      } else put(to, name, value);
    }
  }
  return result;
}

function redactedText(text: string, redactor: Redactor): string {
  return text.length === 0 || isStructuralId(text) ? text : redactor.text(text);
}

const emptyLike = (value: object): object => (Array.isArray(value) ? [] : {});

/** Defines instead of assigning, so that a key named `__proto__` stays data. */
function put(to: object, name: string, value: unknown): void {
  Object.defineProperty(to, name, { value, enumerable: true, writable: true, configurable: true });
}
