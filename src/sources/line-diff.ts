/** Above this many lines on both sides together, the middle is counted as wholly replaced. */
const mostLines = 4000;

/** How many lines a change adds and removes, by the longest common subsequence of lines. */
export function countLineChanges(before: string, after: string): { added: number; removed: number } {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end++;
  const oldMiddle = old.slice(start, old.length - end);
  const newMiddle = now.slice(start, now.length - end);
  const kept = oldMiddle.length + newMiddle.length > mostLines ? 0 : commonLines(oldMiddle, newMiddle);
  return { added: newMiddle.length - kept, removed: oldMiddle.length - kept };
}

/** Lines of a text; a line break at the end begins no further line. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function commonLines(a: string[], b: string[]): number {
  let [previous, current] = [new Uint32Array(b.length + 1), new Uint32Array(b.length + 1)];
  for (const line of a) {
    for (let j = 0; j < b.length; j++)
      current[j + 1] = line === b[j] ? previous[j]! + 1 : Math.max(previous[j + 1]!, current[j]!);
    [previous, current] = [current, previous];
  }
  return previous[b.length]!;
}
