/** The last folder or file of a path, whichever way its slashes lean: `api` of `/home/me/work/api/`. */
export function lastPart(path: string): string {
  const trimmed = path.replace(/[/\\]+$/, '');
  return trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1) || path;
}

/**
 * A name for each path, as short as it can be while no two are the same: the last part, with as many of the folders
 * above it as needed: `cli` of `/a/cli`, but `work/cli` and `old/cli` when there are both.
 */
export function shortNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(paths.map((path) => [path, lastPart(path)]));
  for (let parts = 2; parts <= mostParts; parts += 1) {
    const counts = new Map<string, number>();
    for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const shared = [...names].filter(([, name]) => (counts.get(name) ?? 0) > 1);
    if (shared.length === 0) break;
    for (const [path] of shared) names.set(path, lastParts(path, parts));
  }
  return names;
}

const mostParts = 8;

function lastParts(path: string, count: number): string {
  const slash = path.includes('/') ? '/' : '\\';
  return path.split(slash).filter(Boolean).slice(-count).join(slash);
}

/** A path in at most about `most` characters: whole parts are left out in the middle, the last is kept: `/home/…/src/db.ts`. */
export function shortenPath(path: string, most: number): string {
  if (path.length <= most) return path;
  const slash = path.includes('/') || !path.includes('\\') ? '/' : '\\';
  const parts = path.split(slash);
  const head = parts.slice(0, parts[0] === '' ? 2 : 1).join(slash);
  const tail: string[] = [];
  let length = head.length + 2;
  for (const part of parts.slice(head.split(slash).length).toReversed()) {
    length += part.length + 1;
    if (tail.length > 0 && length > most) break;
    tail.unshift(part);
  }
  if (tail.length === 0) return shortenMiddle(path, most);
  return shortenMiddle([head, '…', ...tail].join(slash), most);
}

/** Text in at most `most` characters, its middle left out: `feature/add…checkout`. */
export function shortenMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = Math.max(most - 1, 2);
  const head = wellFormedEnd(text.slice(0, Math.ceil(kept / 2)));
  return `${head}…${wellFormedStart(text.slice(text.length - Math.floor(kept / 2)))}`;
}

/* A cut through a surrogate pair would leave a broken character at the edge. */
const wellFormedEnd = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');
const wellFormedStart = (text: string): string => text.replace(/^[\uDC00-\uDFFF]/, '');
