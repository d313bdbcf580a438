import type { Files } from '../../files/files.ts';
import { redact, type Redactor } from '../../redaction/unredacted.ts';
import type { LineItem, SessionFile, Source } from '../../sources/source.ts';
import { jsonFromValue } from '../../sources/shape.ts';
import { readLines } from './lines.ts';

/** A record that holds all the words, with the text around the first of them. */
export interface FoundText {
  record_id: string;
  role: string;
  at: string | null;
  agent_id: string | null;
  field: 'text' | 'thinking' | 'tool_input' | 'tool_output';
  snippet: string;
}

const around = 80;

/** Looks through all the text of a file, redacted, for records that hold all the words, whatever their case. */
export function searchFile(
  file: SessionFile,
  words: string[],
  { files, source, redactor }: { files: Files; source: Source; redactor: Redactor },
): FoundText[] | string {
  const opened = files.open(file.entry.root, file.entry.relative_path);
  if (!opened.ok) return opened.reason;
  const reader = source.reader(file, null);
  const found: FoundText[] = [];
  const seen = new Set<string>();
  const look = (bytes: Buffer, line: number) => {
    if (!mayHold(bytes, words)) return [];
    const items = reader.read(bytes, line, 'full');
    for (const item of items) {
      const hit = hitIn(item, words, redactor);
      if (hit === null || (item.record_id !== null && seen.has(item.record_id))) continue;
      if (item.record_id !== null) seen.add(item.record_id);
      found.push(hit);
    }
    return items;
  };
  try {
    readLines(opened.file, 0, 0, {
      line: (bytes, _offset, line) => void look(bytes, line),
      longLine: () => {},
      rest: (bytes, _offset, line) => look(bytes, line).every((item) => item.disposition !== 'problem'),
    });
    return found;
  } finally {
    opened.file.close();
  }
}

/**
 * A quick look at the raw bytes, which spares most lines the parsing. Only words that JSON never writes in another way
 * can be looked for like this.
 */
function mayHold(bytes: Buffer, words: string[]): boolean {
  const plain = words.filter((word) => /^[a-z0-9 _.,:;()[\]{}<>=+*#@!?$%^&|~'-]+$/.test(word));
  if (plain.length === 0) return true;
  const text = bytes.toString('latin1').toLowerCase();
  return plain.every((word) => text.includes(word));
}

function hitIn(item: LineItem, words: string[], redactor: Redactor): FoundText | null {
  const texts = textsOf(item, redactor);
  const whole = texts.map(({ text }) => text.toLowerCase());
  if (!words.every((word) => whole.some((text) => text.includes(word)))) return null;
  const n = whole.findIndex((text) => words.some((word) => text.includes(word)));
  const { text, field } = texts[n]!;
  const role = item.message?.role ?? 'system';
  return {
    record_id: item.record_id ?? '',
    role,
    at: item.at,
    agent_id: item.message?.agent_id ?? null,
    field,
    snippet: snippetOf(text, whole[n]!, words),
  };
}

function textsOf(item: LineItem, redactor: Redactor): { text: string; field: FoundText['field'] }[] {
  const content = item.message?.content;
  if (!content) return [];
  const blocks = redact(content.blocks, redactor).flatMap((block): { text: string; field: FoundText['field'] }[] => {
    if (block.type === 'thinking') return [{ text: block.text, field: 'thinking' }];
    if (block.type === 'tool_call')
      return [{ text: `${block.name}\n${jsonFromValue(block.input)}`, field: 'tool_input' }];
    return 'text' in block ? [{ text: block.text, field: 'text' }] : [];
  });
  const results = redact(content.results, redactor).map((result) => ({
    text: result.text,
    field: 'tool_output' as const,
  }));
  return [...blocks, ...results];
}

/** The text around the first match; matches stand between U+E000 and U+E001. */
export function snippetOf(text: string, lower: string, words: string[]): string {
  const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
  const start = Math.max(0, first - around);
  const piece = text
    .slice(start, first + around * 2)
    .replace(/[\uE000\uE001]/g, ' ')
    .replace(/\s/g, ' ')
    .toWellFormed();
  return `${start > 0 ? '…' : ''}${marked(piece, words)}${start + piece.length < text.length ? '…' : ''}`;
}

export function marked(piece: string, words: string[]): string {
  const lower = piece.toLowerCase();
  let result = '';
  for (let at = 0; at < piece.length;) {
    const word = words.find((candidate) => lower.startsWith(candidate, at));
    result += word ? `\uE000${piece.slice(at, at + word.length)}\uE001` : piece[at];
    at += word?.length ?? 1;
  }
  return result;
}
