import buttons from '../parts/buttons.module.css';
import diff from '../diff/diff.module.css';

/* What stands among the text but was not in the log: buttons, numbers of lines, signs of a diff. */
const notText = [
  'button',
  'figcaption',
  '.sr-only',
  ...[buttons.bar, diff.number, diff.sign, diff.gap].map((name) => `.${name}`),
];
const notTextSelector = notText.join();
/* Between these, text does not run on. */
const blocks = new Set('ARTICLE BLOCKQUOTE BR DIV FIGURE HR LI OL P PRE TABLE TD TH TR UL DL DT DD'.split(' '));

interface Stretch {
  node: Text;
  /** Where the text of the node begins in the text of the area. */
  start: number;
}

/** The text of an area as it is drawn, in small letters, and the nodes it is made of. */
function drawnText(area: Element): { text: string; stretches: Stretch[] } {
  const stretches: Stretch[] = [];
  const pieces: string[] = [];
  let length = 0;
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(notTextSelector) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      stretches.push({ node, start: length });
      pieces.push(node.data);
      length += node.data.length;
    } else if (blocks.has(node.nodeName)) {
      pieces.push('\n');
      length += 1;
    }
  }
  return { text: inSmallLetters(pieces.join('')), stretches };
}

/** Small letters, where that does not change the length of the text. */
function inSmallLetters(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

/** The drawn places of a text in an area, in order. */
export function rangesIn(area: Element, needles: readonly string[]): Range[] {
  const { text, stretches } = drawnText(area);
  const found = needles.flatMap((needle) => placesOf(text, needle));
  return found.toSorted((a, b) => a.at - b.at).map(({ at, length }) => rangeFrom(stretches, at, at + length));
}

function placesOf(text: string, needle: string): { at: number; length: number }[] {
  const places: { at: number; length: number }[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
    places.push({ at, length: needle.length });
  return places;
}

function rangeFrom(stretches: readonly Stretch[], start: number, end: number): Range {
  const range = new Range();
  const [first, last] = [stretchAt(stretches, start), stretchAt(stretches, end - 1)];
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  return range;
}

/** The stretch that holds a place; the last one before it when it lies between two. */
function stretchAt(stretches: readonly Stretch[], place: number): Stretch {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return stretches[low]!;
}

/** A text as it may be drawn: as it is, without signs of Markdown, and as JSON writes it. */
export function drawnNeedles(q: string): string[] {
  const small = q.toLowerCase();
  const needles = [small, small.replaceAll(/\*\*|~~|`/g, ''), JSON.stringify(small).slice(1, -1)];
  return [...new Set(needles)].filter((needle) => needle !== '');
}
