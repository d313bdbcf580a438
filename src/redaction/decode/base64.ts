const valueOf = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((letter, value) => {
  valueOf[letter.charCodeAt(0)] = value;
});
valueOf[0x2d] = 62;
valueOf[0x5f] = 63;

/** What base64 text says, standard or URL-safe, one unit per byte; null if that is no readable text. */
export function readBase64(text: string): string | null {
  if (!isReadable(bytesOf(text.slice(0, 32)))) return null;
  return readable(bytesOf(text));
}

/** What hex digits say, one unit per byte; null if that is no readable text. */
export function readHex(text: string): string | null {
  const bytes = new Uint8Array(text.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return readable(bytes);
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let filled = 0;
  let bits = 0;
  let bit_count = 0;
  for (let at = 0; at < text.length; at++) {
    const value = valueOf[text.charCodeAt(at) & 127] as number;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xff_ff_ff;
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    bytes[filled++] = (bits >> bit_count) & 0xff;
  }
  return bytes.subarray(0, filled);
}

function readable(bytes: Uint8Array): string | null {
  if (!isReadable(bytes)) return null;
  return lettersOf(isWide(bytes) ? bytes.filter((_, at) => at % 2 === 0) : bytes);
}

/** Control characters give away bytes that are no text; wide text (UTF-16) has a zero beside each letter. */
function isReadable(bytes: Uint8Array): boolean {
  let controls = 0;
  let high = 0;
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++;
    else if (byte > 126) high++;
  }
  if (isWide(bytes)) return high * 10 < bytes.length;
  return controls * 50 <= bytes.length && high * 3 <= bytes.length;
}

function isWide(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0 && bytes[7] === 0 && bytes[0] !== 0;
}

function lettersOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
