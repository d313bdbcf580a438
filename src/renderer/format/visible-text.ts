/**
 * A stretch of text as it may be shown. `mark`: characters that a reader would not see, or that would make the text
 * read differently from what it is; `mixed`: a word whose letters come from scripts that look alike.
 */
export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'mark'; text: string; short: string; name: string; count: number }
  | { kind: 'mixed'; text: string; scripts: string };

/**
 * Splits text into what can be shown as it is and what must be made visible: control characters, bidirectional
 * controls, zero-width and other invisible characters, lone surrogates, stacks of combining marks, mixed scripts.
 * The texts of the segments, put together, are the text. `newlines: 'mark'` is for places that show a single line.
 */
export function visibleText(text: string, newlines: 'keep' | 'mark' = 'keep'): Segment[] {
  const suspicious = newlines === 'mark' ? /[^\x20-\x7e]/ : /[^\x20-\x7e\n\t]/;
  if (!suspicious.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    const segment = markOf(match[0], text, match.index, newlines);
    if (!segment) continue;
    if (match.index > end) segments.push(...wordsOf(text.slice(end, match.index)));
    segments.push(segment);
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push(...wordsOf(text.slice(end)));
  return segments;
}

/** True when the text holds something that `visibleText` would mark. */
export function hasHiddenText(text: string): boolean {
  return visibleText(text).some((segment) => segment.kind !== 'text');
}

/** The text for places that hold nothing but text, such as the options of a menu: marks are written out, `[RLO]`. */
export function plainText(text: string): string {
  return visibleText(text, 'mark')
    .map((segment) => (segment.kind === 'mark' ? `[${segment.short}]` : segment.text))
    .join('');
}

/* Runs of one character, runs of invisible tags or selectors, and combining marks beyond the eighth. */
const hidden = new RegExp(
  [
    '(?<run>[\\p{Cc}\\p{Cs}\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\u{1D173}-\\u{1D17A}])\\k<run>*',
    '[\\u{E0000}-\\u{E007F}]+',
    '[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]+',
    '(?<=\\p{M}{8})\\p{M}+',
  ].join('|'),
  'gu',
);

function markOf(run: string, text: string, index: number, newlines: 'keep' | 'mark'): Segment | null {
  const code = run.codePointAt(0) ?? 0;
  const count = [...run].length;
  if (code === 0x0a || code === 0x09) {
    return newlines === 'keep' ? null : { kind: 'mark', text: run, ...lineMarks[code], count };
  }
  if (code === 0x0d && text[index + 1] === '\n' && newlines === 'keep') return null;
  if (isAtHome(code, count, text, index)) return null;
  return { kind: 'mark', text: run, ...nameOf(code), count };
}

/** Joiners and selectors that are part of the way an emoji, an ideograph or a word of a joining script is written. */
function isAtHome(code: number, count: number, text: string, index: number): boolean {
  if (count !== 1) return false;
  const before = lastCharacter(text.slice(Math.max(0, index - 2), index));
  if (code === 0x200d) return /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u.test(before) || joins.test(before);
  if (code === 0x200c) return joins.test(before);
  if (code === 0xfe0e || code === 0xfe0f) return /\p{Emoji}/u.test(before);
  if (code >= 0xe0100 && code <= 0xe01ef) return /\p{Script=Han}/u.test(before);
  return false;
}

const joins =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}]/u;

const lastCharacter = (text: string): string => [...text].at(-1) ?? '';

function nameOf(code: number): { short: string; name: string } {
  const known = names[code];
  if (known) return { short: known[0], name: known[1] };
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const control = controls[code];
  if (control) return { short: control, name: `control character ${control}` };
  if (code < 0xa0) return { short: hex, name: `control character ${hex}` };
  if (code >= 0xd800 && code <= 0xdfff) return { short: hex, name: 'half of a character' };
  if (code >= 0xe0000 && code <= 0xe007f) return { short: 'TAGS', name: 'invisible tag characters' };
  if (code >= 0xe0100 || (code >= 0xfe00 && code <= 0xfe0f)) return { short: 'VS', name: 'variation selectors' };
  if (/\p{M}/u.test(String.fromCodePoint(code))) return { short: '◌̂', name: 'more combining marks' };
  return { short: hex, name: `invisible character ${hex}` };
}

const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const lineMarks: Record<9 | 10, { short: string; name: string }> = {
  9: { short: '⇥', name: 'tab' },
  10: { short: '⏎', name: 'new line' },
};

const names: Record<number, readonly [short: string, name: string]> = {
  0x0d: ['CR', 'carriage return'],
  0x1b: ['ESC', 'escape: start of a terminal control sequence'],
  0x7f: ['DEL', 'delete'],
  0xad: ['SHY', 'soft hyphen'],
  0x34f: ['CGJ', 'combining grapheme joiner'],
  0x61c: ['ALM', 'Arabic letter mark'],
  0x200b: ['ZWSP', 'zero-width space'],
  0x200c: ['ZWNJ', 'zero-width non-joiner'],
  0x200d: ['ZWJ', 'zero-width joiner'],
  0x200e: ['LRM', 'left-to-right mark'],
  0x200f: ['RLM', 'right-to-left mark'],
  0x2028: ['LS', 'line separator'],
  0x2029: ['PS', 'paragraph separator'],
  0x202a: ['LRE', 'left-to-right embedding'],
  0x202b: ['RLE', 'right-to-left embedding'],
  0x202c: ['PDF', 'pop directional formatting'],
  0x202d: ['LRO', 'left-to-right override'],
  0x202e: ['RLO', 'right-to-left override'],
  0x2060: ['WJ', 'word joiner'],
  0x2066: ['LRI', 'left-to-right isolate'],
  0x2067: ['RLI', 'right-to-left isolate'],
  0x2068: ['FSI', 'first strong isolate'],
  0x2069: ['PDI', 'pop directional isolate'],
  0x3164: ['HF', 'Hangul filler'],
  0xfeff: ['BOM', 'byte order mark'],
};

/** Plain text, with words marked that mix Latin letters with Cyrillic or Greek ones. */
function wordsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
    const scripts = lookalikes.filter(([, script]) => script.test(match[0])).map(([name]) => name);
    if (scripts.length < 2) continue;
    if (match.index > end) segments.push({ kind: 'text', text: text.slice(end, match.index) });
    segments.push({ kind: 'mixed', text: match[0], scripts: scripts.join(' and ') });
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) });
  return segments;
}

const lookalikes: readonly (readonly [name: string, script: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
];
