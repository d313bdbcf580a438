/** Letters and numbers that are the same in every run and come from nowhere else. */
export interface Random {
  int(below: number): number;
  pick<T>(choices: readonly T[]): T;
  /** So many characters of an alphabet. */
  of(alphabet: string, length: number): string;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
export const alphabets = {
  lower,
  digits,
  upper: lower.toUpperCase(),
  hex: `${digits}abcdef`,
  word: lower.toUpperCase() + lower + digits,
  lowerWord: lower + digits,
  upperWord: lower.toUpperCase() + digits,
  base32: `${lower.toUpperCase()}234567`,
} as const;

/** A small generator with a good spread (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const int = (below: number): number => next() % below;
  return {
    int,
    pick: (choices) => choices[int(choices.length)]!,
    of: (alphabet, length) => Array.from({ length }, () => alphabet[int(alphabet.length)]!).join(''),
  };
}
