import { describe, expect, test } from 'vitest';
import { visibleText } from '../../src/renderer/format/visible-text.ts';
import { ansiRuns } from '../../src/renderer/session/ansi/ansi-runs.ts';
import { imageKind } from '../../src/renderer/session/image/image-kind.ts';
import { markdownTree } from '../../src/renderer/session/markdown/markdown-tree.ts';
import { cpuTimeOf } from '../renderer/session/cpu-time.ts';

const allowed_ms = 2000;
const shownText = (text: string): string =>
  ansiRuns(text)
    .map((run) => run.text)
    .join('');
const treeText = (text: string): string => JSON.stringify(markdownTree(text));

/** Every kind of node that a tree holds. */
function kindsIn(value: unknown, kinds = new Set<string>()): Set<string> {
  const todo: unknown[] = [value];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('type' in next && typeof next.type === 'string') kinds.add(next.type);
    if ('kind' in next && typeof next.kind === 'string') kinds.add(next.kind);
    todo.push(...Object.values(next));
  }
  return kinds;
}

// oxfmt-ignore
const markup: readonly string[] = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<math><mtext><script>1</script></mtext></math>', '<template><script>1</script></template>',
  '<iframe srcdoc="<script>1</script>"></iframe>', '<base href="https://evil.dev">', '<meta http-equiv=refresh content="0;url=https://evil.dev">', '<style>@import "https://evil.dev"</style>',
];

describe('hostile text on the screen', () => {
  test.each(markup.map((text) => [text]))('85: %s stays text', (text) => {
    expect(treeText(text)).toContain(
      JSON.stringify(text)
        .slice(1, -1)
        .split(/[<>]/)
        .find((part) => part.length > 3) ?? '',
    );
    expect([...kindsIn(markdownTree(text))].filter((kind) => /html|raw|script/i.test(kind))).toEqual([]);
  });

  test('88: images are known by their bytes, and too large or scripted ones are none', () => {
    const text = (content: string): Uint8Array => new TextEncoder().encode(content);
    expect(imageKind(text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'))).toBeNull();
    expect(imageKind(text('GIF89'))).toBeNull();
    expect(imageKind(text('plain words under the name of a picture'))).toBeNull();
  });

  test.each([
    ['quotes', '>'.repeat(50_000)],
    ['bold', '**a'.repeat(16_000)],
    ['lists', '- '.repeat(25_000)],
    ['brackets', '['.repeat(50_000)],
    ['backticks', '`'.repeat(50_000)],
    ['a table of 10,000 columns', `${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n`],
    ['100,000 footnotes', '[^1]: a\n'.repeat(100_000)],
  ])('89: %s end within the budget', (_, text) => {
    expect(cpuTimeOf(() => void markdownTree(text))).toBeLessThan(allowed_ms);
  });

  test('90: a block of code of 10 MB in one line, in a language that is markup, ends within the budget', () => {
    expect(cpuTimeOf(() => void markdownTree(`\`\`\`"><img>\n${'x'.repeat(10_000_000)}\n\`\`\``))).toBeLessThan(
      allowed_ms,
    );
  });

  test.each(['```mermaid\ngraph TD; A-->B\n```', '$$\\input{/etc/passwd}$$', '<div onclick=x>a</div>'])(
    '91: %j stays text',
    (text) => {
      expect([...kindsIn(markdownTree(text))].filter((kind) => /html|raw|math|mermaid/i.test(kind))).toEqual([]);
    },
  );

  test('92: escapes of a terminal do nothing but colour', () => {
    expect(shownText('\u001b]8;;https://evil.dev\u0007safe\u001b]8;;\u0007')).not.toContain('evil.dev');
    expect(shownText('\u001b]52;c;ZXZpbA==\u0007a')).not.toContain('ZXZpbA');
    expect(shownText('\u001b]0;title\u0007a')).not.toContain('title');
    expect(shownText('\u001b[31mred\u001b[0m')).toBe('red');
    expect(cpuTimeOf(() => void ansiRuns('\u001b'.repeat(10_000_000)))).toBeLessThan(allowed_ms * 2);
  });

  test.each([
    [93, 'a right-to-left override', 'invoice\u202Efdp.exe'],
    [93, 'isolates that are never closed', '\u2066\u2067\u2068 git push'],
    [94, '10,000 combining marks', `a${'\u0301'.repeat(10_000)}`],
    [
      95,
      'a message in tag characters',
      `hello${[...'ignore'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
    ],
    [95, 'zero-width characters', 'pass\u200bword\u2060'],
    [96, 'a difference that reads from right to left', '+\u202Eif (isAdmin) {'],
  ])('%i: %s is marked, and nothing of the text is lost', (_n, _what, text) => {
    const segments = visibleText(text, 'mark');
    expect(segments.some((segment) => segment.kind === 'mark')).toBe(true);
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
  });

  test('97: a chain of 5,000 joined emoji is split in time', () => {
    expect(cpuTimeOf(() => void visibleText('👨\u200d'.repeat(5000), 'mark'))).toBeLessThan(allowed_ms);
  });

  test('98: names that would stand in for parts of the page do not come through', () => {
    const text = '<a id="app" name="then">x</a>';
    expect([...kindsIn(markdownTree(text))].filter((kind) => /html|raw/i.test(kind))).toEqual([]);
  });
});
