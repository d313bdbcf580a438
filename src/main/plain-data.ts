const mostDepth = 64;

/**
 * How large a value is, in characters of its strings and keys plus eight for everything else,
 * or null when it is larger than `most`, nests too deeply, or is not plain data as JSON knows it.
 * Walks with a stack of its own and looks at nothing that is not an own property.
 */
export function sizeOfPlainData(value: unknown, most: number): number | null {
  const todo: [value: unknown, depth: number][] = [[value, 0]];
  let size = 0;
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [one, depth] = next;
    const own = sizeAlone(one);
    if (own === null || depth > mostDepth) return null;
    size += own;
    if (size > most) return null;
    if (typeof one === 'object' && one !== null) {
      for (const [key, child] of Object.entries(one)) {
        size += Array.isArray(one) ? 0 : key.length;
        if (size > most) return null;
        todo.push([child, depth + 1]);
      }
    }
  }
  return size;
}

/** Undefined counts as absent, as it does in JSON. */
function sizeAlone(value: unknown): number | null {
  switch (typeof value) {
    case 'string':
      return value.length + 8;
    case 'number':
      return Number.isFinite(value) ? 8 : null;
    case 'boolean':
    case 'undefined':
      return 8;
    case 'object':
      return value === null || Array.isArray(value) || isPlainObject(value) ? 8 : null;
    default:
      return null;
  }
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
