/** A text whose placeholders have been put out of Markdown's sight, and what they were. */
export interface Shield {
  text: string;
  placeholders: string[];
}

/* The last plane of Unicode is for private use and holds no writing: one code point stands for one placeholder. */
const first = 0x100000;
const most = 0xfff0;
const privatePlane = /[\u{100000}-\u{10FFFF}]/gu;

/**
 * Replaces `[REDACTED:…]` by one character each: brackets would otherwise make it a link, or, before a colon, the
 * definition of one, which is not shown at all.
 */
export function shieldPlaceholders(text: string): Shield {
  const placeholders: string[] = [];
  if (!text.includes('[REDACTED:')) return { text: text.replace(privatePlane, '\uFFFD'), placeholders };
  const shielded = text
    .replace(privatePlane, '\uFFFD')
    .replace(/\[REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}\]/g, (whole) => {
      if (placeholders.length >= most) return whole;
      placeholders.push(whole);
      return String.fromCodePoint(first + placeholders.length - 1);
    });
  return { text: shielded, placeholders };
}

/** Puts the placeholders back into a part of the shielded text. */
export function unshieldPlaceholders(text: string, shield: Shield): string {
  if (shield.placeholders.length === 0) return text;
  return text.replace(privatePlane, (mark) => shield.placeholders[(mark.codePointAt(0) ?? 0) - first] ?? mark);
}
