/** One component of a pattern: `**`, a plain name, or a name with wildcards. */
type Segment =
  | { kind: 'any depth' }
  | { kind: 'name'; name: string }
  | { kind: 'wild'; matches: RegExp; source: string };

/** A place in a pattern: the components from here on are still to be matched. */
type Rest = readonly Segment[];

/** What may still match below a folder. Empty: nothing can, and the folder need not be entered. */
export type Hope = readonly Rest[];

// Compiles patterns such as `projects/*/*.jsonl` or `sessions/**/rollout-*.jsonl`: `*`, `?`, `[abc]`, `{a,b}`, and `**`
// as a whole component. A wildcard does not match a leading dot. Throws on anything else: a pattern is code, not input.
export function hopeFrom(patterns: readonly string[]): Hope {
  return settled(patterns.map((pattern) => pattern.split('/').map(segmentFrom)));
}

/** What may match below the child folder `name`. */
export function hopeBelow(hope: Hope, name: string): Hope {
  const rests: Rest[] = [];
  for (const rest of hope) {
    const [head] = rest;
    if (!head) continue;
    if (head.kind === 'any depth') {
      if (!name.startsWith('.')) rests.push(rest);
    } else if (rest.length > 1 && segmentMatches(head, name)) rests.push(rest.slice(1));
  }
  return settled(rests);
}

/** Whether a file of this name in the folder is one that the patterns ask for. */
export function isHopedFile(hope: Hope, name: string): boolean {
  return hope.some(([head, ...others]) => {
    if (!head || others.length > 0) return false;
    return head.kind === 'any depth' ? !name.startsWith('.') : segmentMatches(head, name);
  });
}

/** Whether a walk for these patterns would list a file at this path, with `/` between its components. */
export function mayBeListed(patterns: readonly string[], relative_path: string): boolean {
  const folders = relative_path.split('/');
  const name = folders.pop()!;
  return isHopedFile(folders.reduce(hopeBelow, hopeFrom(patterns)), name);
}

/** Whether the patterns ask for this name by its ending, such as `*.jsonl`: a folder of that name is no folder of sessions. */
export function isNamedLikeFile(hope: Hope, name: string): boolean {
  const withEnding = hope.filter(([head]) =>
    head?.kind === 'name' ? head.name.includes('.') : head?.kind === 'wild' && head.source.includes('.'),
  );
  return isHopedFile(withEnding, name);
}

/** The only names that can match here, when all are plain; then the folder need not be listed. Else null. */
export function namesHopedFor(hope: Hope): string[] | null {
  const names = new Set<string>();
  for (const [head] of hope) {
    if (head?.kind !== 'name') return null;
    names.add(head.name);
  }
  return [...names];
}

function segmentFrom(text: string): Segment {
  if (text === '**') return { kind: 'any depth' };
  if (text === '' || text === '.' || text === '..' || /[\\!()+@:]|\*\*|,(?![^{]*\})/.test(text)) {
    throw new Error(`This is not a pattern that a walk understands: ${text}`);
  }
  if (!/[*?[\]{}]/.test(text)) return { kind: 'name', name: text };
  const source = text.replaceAll(/[.^$|]|\*|\?|\{|\}|,/g, (character) => wildcards[character] ?? `\\${character}`);
  return {
    kind: 'wild',
    matches: new RegExp(`^${/^[*?[]/.test(text) ? '(?!\\.)' : ''}${source}$`, 'su'),
    source: text,
  };
}

const wildcards: Record<string, string> = { '*': '.*', '?': '.', '{': '(?:', '}': ')', ',': '|' };

const segmentMatches = (segment: Segment, name: string): boolean =>
  segment.kind === 'name' ? segment.name === name : segment.kind === 'wild' && segment.matches.test(name);

/** `**` may stand for no folder at all, so what follows it may match at once. */
function settled(rests: readonly Rest[]): Rest[] {
  const all = new Set<Rest>();
  for (let rest of rests) {
    all.add(rest);
    while (rest[0]?.kind === 'any depth' && rest.length > 1) {
      rest = rest.slice(1);
      all.add(rest);
    }
  }
  return [...all];
}
