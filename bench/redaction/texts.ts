import fs from 'node:fs';
import path from 'node:path';

export interface Texts {
  /** The strings of each session file, in order. */
  readonly sessions: readonly (readonly string[])[];
  readonly characters: number;
  /** What parsing the lines took, to compare with. */
  readonly parse_ms: number;
}

/** Every string of every session file below the folder, as a reader hands them to the redactor. */
export function textsOf(folder: string): Texts {
  let characters = 0;
  let parse_ms = 0;
  const sessions = filesBelow(folder).map((file) => {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const started = performance.now();
    const records = lines.flatMap(parsed);
    parse_ms += performance.now() - started;
    const texts = records.flatMap(stringsIn);
    for (const text of texts) characters += text.length;
    return texts;
  });
  return { sessions, characters, parse_ms };
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Corpora hold torn lines on purpose. */
function parsed(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
