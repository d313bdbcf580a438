/** How much more processor time than on a usual machine, left alone, things take on this one at the moment. At least 1. */
export function slowness(): number {
  const before = process.cpuUsage();
  let mixed = 0;
  for (let n = 0; n < 20_000_000; n++) mixed = Math.imul(mixed ^ n, 31);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, ((user + system) / 1000 + (mixed === 1 ? 1 : 0)) / usual_ms);
}

const usual_ms = 40;
