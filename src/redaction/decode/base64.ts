const valueOf = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((letter, value) => {
  valueOf[letter.charCodeAt(0)] = value;
});
valueOf[0x2d] = 62;
valueOf[0x5f] = 63;

/** What base64 text says, standard or URL-safe, one unit per byte; null if that is no readable text. */
export function readBase64(text: string): string | null {
  return beginsReadably(text) ? readable(bytesOf(text)) : null;
}

const looked_at = 32;

/** Whether the first letters say something readable. Asked of every long run; a control character ends it, most often at once. */
function beginsReadably(text: string): boolean {
  let high = 0;
  const most = Math.min(text.length, looked_at) - 4;
  for (let at = 0; at <= most; at += 4) {
    const bits =
      (bitsAt(text, at) << 18) | (bitsAt(text, at + 1) << 12) | (bitsAt(text, at + 2) << 6) | bitsAt(text, at + 3);
    const first = bits >> 16;
    const second = (bits >> 8) & 0xff;
    const third = bits & 0xff;
    if (at === 0 && second === 0) return isReadable(bytesOf(text.slice(0, looked_at)));
    if (isControl(first) || isControl(second) || isControl(third)) return false;
    high += Number(first > 126) + Number(second > 126) + Number(third > 126);
  }
  return high * 3 <= (looked_at * 3) / 4;
}

function bitsAt(text: string, at: number): number {
  return valueOf[text.charCodeAt(at) & 127] as number;
}

/** What hex digits say, one unit per byte; null if that is no readable text. */
export function readHex(text: string): string | null {
  const bytes = new Uint8Array(text.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (digitAt(text, 2 * at) << 4) | digitAt(text, 2 * at + 1);
  return readable(bytes);
}

/** Letters of either case have 1 to 6 in their last bits, figures have their own value there. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (code & 15) + (code > 0x39 ? 9 : 0);
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
    if (isControl(byte)) controls++;
    else if (byte > 126) high++;
  }
  if (isWide(bytes)) return high * 10 < bytes.length;
  return controls * 50 <= bytes.length && high * 3 <= bytes.length;
}

function isControl(byte: number): boolean {
  return byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27;
}

function isWide(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0 && bytes[7] === 0 && bytes[0] !== 0;
}

function lettersOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
