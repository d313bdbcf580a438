import { tools } from './commands/tools.ts';

/** Strings in a row as one command line, with the place of each. */
export interface Argv {
  readonly text: string;
  readonly starts: readonly number[];
}

const items_most = 200;
const text_most = 16_384;
const between = '", "';
const toolNames = new Set(tools.flatMap((tool) => tool.names));

/** The strings as one command line if they look like one: a tool comes first, or some argument is a flag. */
export function readArgv(items: readonly string[]): Argv | null {
  if (items.length < 2 || items.length > items_most) return null;
  if (!toolNames.has(items[0] ?? '') && !items.some((item) => /^--?\w/.test(item))) return null;
  const starts: number[] = [];
  let length = 1;
  for (const item of items) {
    starts.push(length);
    length += item.length + between.length;
  }
  return length > text_most ? null : { text: `"${items.join(between)}"`, starts };
}
