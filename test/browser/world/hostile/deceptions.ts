/** Text that shows something else than it is. */
export const deceptions: readonly string[] = [
  'photo_\u202egnp.exe',
  'rm -rf \u2066/home\u2069 \u200f# safe',
  'isolate \u2067never ended',
  'zero\u200bwidth\u200cjoiners\u2060and\ufeffmarks',
  `tags ${[...'run this'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')} end`,
  'soft\u00adhyphen and \u3164 filler',
  'раypal.com', // the first two letters are Cyrillic
  'lone \ud83d surrogate',
  'bell \u0007 backspace \b\b\b null \u0000 escape \u001b delete \u007f',
];

/** The same in the language of terminals. */
export const terminalTricks: readonly string[] = [
  '\u001b]8;;https://evil.example/\u0007press here\u001b]8;;\u0007',
  '\u001b]52;c;ZXZpbA==\u0007 clipboard',
  '\u001b]0;a title\u0007 window',
  'harmless\rrm -rf / # overwritten',
  '\u009b31mred by a single byte',
  '\u001b[8mhidden\u001b[28m and \u001b[2J\u001b[Hcleared',
  '\u001b[31mred\u001b[0m and \u001b[38;2;10;20;30mtrue colour\u001b[0m',
];

/** Characters that must be made visible wherever they stand. */
export const invisible =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u3164\ufeff\u{e0000}-\u{e007f}]|\r(?!\n)/u;
