import { type View, ViewBuilder } from './view.ts';

const escapes =
  /%([0-9A-Fa-f]{2})|\\{1,7}u00([0-9A-Fa-f]{2})|\\{1,7}u\{([0-9A-Fa-f]{2})\}|\\{1,7}x([0-9A-Fa-f]{2})|&#x([0-9A-Fa-f]{2});|&#(\d{2,3});|&(amp|quot|apos|lt|gt|equals|colon|lowbar|num);/g;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  equals: '=',
  colon: ':',
  lowbar: '_',
  num: '#',
};

/** The stretch with percent, `\u00XX`, `\xXX` and HTML escapes of ASCII characters undone; null if it has none. */
export function undoEscapes(text: string, start: number, end: number): View | null {
  const stretch = text.slice(start, end);
  const builder = new ViewBuilder();
  let read = 0;
  for (const found of stretch.matchAll(escapes)) {
    const decoded = decodedCharacter(found);
    if (decoded === null) continue;
    builder.copy(stretch.slice(read, found.index), start + read);
    builder.copy(decoded, start + found.index);
    read = found.index + found[0].length;
  }
  if (read === 0) return null;
  builder.copy(stretch.slice(read), start + read);
  return builder.build(end);
}

function decodedCharacter(found: RegExpExecArray): string | null {
  const [, percent, unicode, braced, hex, entityHex, entityDecimal, name] = found;
  if (name !== undefined) return named[name] ?? null;
  const digits = percent ?? unicode ?? braced ?? hex ?? entityHex;
  const code = digits === undefined ? Number(entityDecimal) : Number.parseInt(digits, 16);
  return (code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x0d ? String.fromCharCode(code) : null;
}
