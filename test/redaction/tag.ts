/** A stand-in for the keyed hash: equal for equal secrets, six hex digits. */
export function tag(secret: string): string {
  let sum = 7;
  for (const character of secret) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0x1_00_00_00;
  return sum.toString(16).padStart(6, '0');
}
