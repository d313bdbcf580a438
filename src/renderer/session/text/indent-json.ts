/* Longer ones are shown as they are. */
const longest = 200_000;

/**
 * JSON on lines of its own, with every name, number and text in it as it was written: parsing and writing it anew could
 * change large numbers and lose names that stand twice. Null for what is no JSON object or list, or is laid out already.
 */
export function indentJson(text: string): string | null {
  const trimmed = text.trim();
  if (!/^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(trimmed) || trimmed.length > longest || trimmed.includes('\n')) return null;
  if (!isJson(trimmed)) return null;
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const end = (): void => {
    lines.push(line);
    line = '  '.repeat(depth);
  };
  for (const [token] of trimmed.matchAll(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    if (token === '{' || token === '[') {
      line += token;
      depth += 1;
      end();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      end();
      line += token;
    } else if (token === ',') {
      line += token;
      end();
    } else line += token === ':' ? ': ' : /^[[{]/.test(token) ? token.replaceAll(/\s/g, '') : token;
  }
  return [...lines, line].join('\n');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
