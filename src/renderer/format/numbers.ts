/** What stands in place of a figure that is not known. Unknown is never shown as 0. */
export const unknown = 'unknown';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const wholeMoney = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

/** A count in full: `12,345`. */
export function formatCount(count: number | null): string {
  return count === null ? unknown : whole.format(count);
}

/** A count and its noun: `1 session`, `12,345 sessions`. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** A count with three digits at most: `999`, `12.3k`, `4.56M`, `1.2B`. */
export function formatTokens(count: number | null): string {
  if (count === null) return unknown;
  if (count < 1000) return whole.format(count);
  for (const [size, letter] of sizes) {
    const scaled = count / size;
    if (scaled < 999.5) return `${threeDigits(scaled)}${letter}`;
  }
  return `${whole.format(count / 1e12)}T`;
}

const sizes = [
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'B'],
  [1e12, 'T'],
] as const;

/** Dollars: `$1.24`, `<$0.01`, `$12,340` from ten thousand on. */
export function formatCost(usd: number | null): string {
  if (usd === null) return unknown;
  if (usd > 0 && usd < 0.005) return '<$0.01';
  return usd < 10_000 ? money.format(usd) : wholeMoney.format(usd);
}

/** Bytes in decimal units, as file managers count: `812 B`, `4.2 kB`, `1.03 GB`. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return unknown;
  if (bytes < 1000) return `${whole.format(bytes)} B`;
  for (const [size, unit] of byteSizes) {
    const scaled = bytes / size;
    if (scaled < 999.5) return `${threeDigits(scaled)} ${unit}`;
  }
  return `${whole.format(bytes / 1e12)} TB`;
}

const byteSizes = [
  [1e3, 'kB'],
  [1e6, 'MB'],
  [1e9, 'GB'],
  [1e12, 'TB'],
] as const;

/** A part of a whole in percent: `0 %`, `<1 %`, `37 %`, `>99 %`; unknown when there is no whole. */
export function formatShare(part: number, all: number): string {
  if (all === 0) return unknown;
  const percent = (part / all) * 100;
  if (percent > 0 && percent < 1) return '<1 %';
  if (percent < 100 && percent > 99) return '>99 %';
  return `${Math.round(percent)} %`;
}

function threeDigits(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const text = value.toFixed(digits);
  return digits === 0 ? text : text.replace(/\.?0+$/, '');
}
