/** How much slower than a usual machine this one is at the moment: it may have much else to do. At least 1. */
export function slowness(): number {
  const began = performance.now();
  let mixed = 0;
  for (let n = 0; n < 20_000_000; n++) mixed = Math.imul(mixed ^ n, 31);
  return Math.max(1, (performance.now() - began + (mixed === 1 ? 1 : 0)) / usual_ms);
}

const usual_ms = 40;

/** What something cost: time as a usual machine would have needed it, and the most memory beyond what was held before. */
export interface Cost {
  seconds: number;
  mebibytes: number;
}

/** Runs something and tells what it cost. */
export async function costOf(run: () => Promise<void>): Promise<Cost> {
  const before = slowness();
  globalThis.gc?.();
  const held = process.memoryUsage.rss();
  let most = held;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const began = performance.now();
  try {
    await run();
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - began) / 1000 / Math.max(before, slowness());
  return { seconds, mebibytes: (Math.max(most, process.memoryUsage.rss()) - held) / 2 ** 20 };
}
