import { redactedText, redactedTree } from './redacted-tree.ts';

/** Makes text safe to leave the reader. Made by `createRedactor`; one per session, since it remembers what it has seen. */
export interface Redactor {
  text(raw: string): string;
  /** The same for the value of a field: under `password` even a word or a number is a secret. */
  named?(name: string, raw: string): string;
  /** The same for strings in a row, which may be the arguments of one command. */
  list?(raw: readonly string[]): string[];
  /** Whether the name of a field is one of ours, and stays as it is: no word of a log. */
  isOurs?(name: string): boolean;
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
 * Ids that have the exact shape of one (UUID, `toolu_…`, ISO time) pass as they are. A number under a name such as
 * `password` comes out as a string.
 */
export function redact<T>(box: Unredacted<T>, redactor: Redactor): T {
  const content: unknown = open(box);
  return (typeof content === 'string' ? redactedText(content, redactor) : redactedTree(content, redactor)) as T;
}

/** The same for a list of objects of which only some fields are wanted: the others are not looked at and not given out. */
export function redactFields<T extends object, K extends KeysOf<T>>(
  box: Unredacted<T[]>,
  fields: readonly K[],
  redactor: Redactor,
): Partial<Pick<Whole<T>, K>>[] {
  const wanted = open(box).map((whole) =>
    Object.fromEntries(fields.flatMap((field) => (field in whole ? [[field, whole[field as never]]] : []))),
  );
  return redactedTree(wanted, redactor) as Partial<Pick<Whole<T>, K>>[];
}

/** Every field that some object of a union has. */
type KeysOf<T> = T extends unknown ? keyof T : never;
type Whole<T> = { [K in KeysOf<T>]: T extends { [P in K]: infer V } ? V : never };
