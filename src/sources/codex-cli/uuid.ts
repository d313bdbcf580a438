const shape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => shape.test(text);

/** The time in a UUID of version 7, in milliseconds since 1970; null in others. */
export function timeInUuid(text: string): number | null {
  if (!isUuid(text) || text[14] !== '7') return null;
  return Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16);
}
