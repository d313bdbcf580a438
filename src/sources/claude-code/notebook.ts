import { parseJson } from '../json.ts';
import { listOf, shapeOf, textOf } from '../shape.ts';

/** The sources of a notebook's cells one below the other, out of its JSON; the text as it is when it is none. */
export function notebookSources(file: unknown): string | null {
  const text = textOf(file);
  if (text === null) return null;
  const cells = cellsIn(text);
  return cells === null ? text : cells.map(sourceOf).join('\n');
}

function cellsIn(text: string): readonly unknown[] | null {
  try {
    const cells = shapeOf(parseJson(text))?.['cells'];
    return Array.isArray(cells) ? cells : null;
  } catch {
    return null;
  }
}

/** A source is a text, or its lines with their line breaks. */
function sourceOf(cell: unknown): string {
  const source = shapeOf(cell)?.['source'];
  return (
    textOf(source) ??
    listOf(source)
      .map((line) => textOf(line) ?? '')
      .join('')
  );
}
