import { describe, expect, test } from 'vitest';
import { type MarkdownNode, markdownTree } from '../../../../src/renderer/session/markdown/markdown-tree.ts';
import { cpuTimeOf } from '../cpu-time.ts';

/** The tree in brief: `paragraph(strong(a) b)`. */
function brief(nodes: readonly MarkdownNode[] | null): string {
  if (nodes === null) return 'too large';
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'code') return `code(${node.text})`;
      if (node.type === 'fence') return `fence:${node.language}(${node.text})`;
      if (node.type === 'image') return `image(${node.alt}|${node.host})`;
      if (node.type === 'link') return `link:${node.href}(${brief(node.children)})`;
      if (node.type === 'item' && node.checked !== null) return `item:${node.checked}(${brief(node.children)})`;
      return 'children' in node ? `${node.type}(${brief(node.children)})` : node.type;
    })
    .join('');
}

describe('Markdown', () => {
  test.each([
    ['a **b** *c* ~~d~~ `e`', 'paragraph(a strong(b) emphasis(c) strike(d) code(e))'],
    ['## Title', 'heading(Title)'],
    ['- a\n- b', 'list(item(a)item(b))'],
    ['- [x] a\n- [ ] b\n- [y] c', 'list(item:true(a)item:false(b)item([y] c))'],
    ['- [x] **b**', 'list(item:true(strong(b)))'],
    ['1. a\n\n   b', 'list(item(paragraph(a)paragraph(b)))'],
    ['> a\n> b', 'quote(paragraph(abreakb))'],
    ['a\nb', 'paragraph(abreakb)'],
    ['```ts title="x"\nlet a;\n```', 'fence:ts(let a;\n)'],
    ['    let a;', 'fence:(let a;\n)'],
    ['|a|b|\n|:-:|-:|\n|1|2|', 'table(row(cell(a)cell(b))row(cell(1)cell(2)))'],
    ['[a](https://x.y "t")', 'paragraph(link:https://x.y(a))'],
    ['<https://x.y>', 'paragraph(link:https://x.y(https://x.y))'],
    ['![a *b*](https://evil.example/x.png)', 'paragraph(image(a *b*|evil.example))'],
    ['https://x.y is no link', 'paragraph(https://x.y is no link)'],
    ['---', 'rule'],
    ['a &amp; b &lt;', 'paragraph(a & b <)'],
  ])('of %j becomes %s', (text, tree) => {
    expect(brief(markdownTree(text))).toBe(tree);
  });

  test('keeps the alignment of columns', () => {
    const [table] = markdownTree('|a|b|c|\n|:-:|-:|--|\n|1|2|3|') ?? [];
    const row = table?.type === 'table' ? table.children[1] : null;
    const cells = row?.type === 'row' ? row.children : [];
    expect(cells.map((cell) => (cell.type === 'cell' ? cell.align : ''))).toEqual(['center', 'right', null]);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<template><script>alert(1)</script></template>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<style>@import "https://evil.example/x.css";</style>',
    '<a href="javascript:alert(1)" id="app" name="then">x</a>',
  ])('keeps %j as text', (html) => {
    expect(brief(markdownTree(html))).toBe(`paragraph(${html})`);
  });

  test('leaves Mermaid, formulas and HTML in fences as text', () => {
    expect(brief(markdownTree('```mermaid\ngraph TD; A-->B;\n```\n$$x^2$$'))).toBe(
      'fence:mermaid(graph TD; A-->B;\n)paragraph($$x^2$$)',
    );
    expect(brief(markdownTree('```"><img src=x>\nx\n```'))).toBe('fence:(x\n)');
  });
});

describe('a placeholder in Markdown', () => {
  const mark = '[REDACTED:github-token:a1f3b2]';

  test.each([
    [mark, `paragraph(${mark})`],
    [`${mark}: https://x.y`, `paragraph(${mark}: https://x.y)`],
    [`${mark}(https://x.y)`, `paragraph(${mark}(https://x.y))`],
    [`[a](${mark})`, `paragraph(link:${mark}(a))`],
    [`**${mark}**`, `paragraph(strong(${mark}))`],
    [`\`${mark}\``, `paragraph(code(${mark}))`],
    [`\`\`\`\n${mark}\n\`\`\``, `fence:(${mark}\n)`],
    [`|a|\n|-|\n|${mark}|`, `table(row(cell(a))row(cell(${mark})))`],
    [`- ${mark} b`, `list(item(${mark} b))`],
  ])('survives in %j', (text, tree) => {
    expect(brief(markdownTree(text))).toBe(tree);
  });

  test('cannot be forged with characters of private use', () => {
    expect(brief(markdownTree(`${mark} \u{100000} \u{100001}`))).toBe(`paragraph(${mark} \uFFFD \uFFFD)`);
  });
});

const mixed = (length: number): string =>
  Array.from({ length }, (_, place) => '>*_[]()`#-|<&\\!~\n '[(place * 7919) % 19]).join('');

describe('hostile Markdown', () => {
  test.each([
    ['quotes in quotes', '>'.repeat(50_000)],
    ['quotes in quotes with blanks', '> '.repeat(25_000)],
    ['emphasis that never ends', '**a'.repeat(16_000)],
    ['underscores that never end', '_a '.repeat(16_000)],
    ['lists in lists', '- '.repeat(25_000)],
    ['a list 500 deep', Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['brackets', '['.repeat(50_000)],
    ['links that never end', '[a]('.repeat(12_000)],
    ['images that never end', '![a]('.repeat(10_000)],
    ['backticks', '`'.repeat(50_000)],
    ['backticks of growing length', Array.from({ length: 300 }, (_, count) => `${'`'.repeat(count)}a`).join('')],
    ['a table of 10,000 columns', `${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n${'|b'.repeat(10_000)}|`],
    ['a table of 10,000 rows', `|a|\n|-|\n${'|b|\n'.repeat(10_000)}`],
    ['footnotes', '[^1]: a\n'.repeat(6000)],
    ['definitions', Array.from({ length: 4000 }, (_, place) => `[${place}]: x`).join('\n')],
    ['one line of JSON', JSON.stringify(Array.from({ length: 9000 }, (_, id) => ({ id, name: 'a*b_c' })))],
    ['entities', '&amp;'.repeat(10_000)],
    ['backslashes', '\\*'.repeat(25_000)],
    ['autolinks', '<https://a.b>'.repeat(3500)],
    ['headings', '# a\n'.repeat(12_000)],
    ['breaks', 'a\n'.repeat(25_000)],
    ['a fence of one line', `\`\`\`\n${'x'.repeat(200_000)}`],
    ['an address of a megabyte', `[a](https://${'a'.repeat(1_000_000)})`],
    ['a bit of everything', mixed(50_000)],
    ['combining marks', `a${'\u0301'.repeat(10_000)}`],
    ['joined emoji', '\u{1F469}\u200D'.repeat(5000)],
  ])('such as %s is parsed within half a second and has a limited depth', (_, text) => {
    let tree: MarkdownNode[] | null = null;
    expect(cpuTimeOf(() => void (tree = markdownTree(text)))).toBeLessThan(500);
    expect(depthOf(tree ?? [])).toBeLessThan(300);
  });
});

function depthOf(nodes: readonly MarkdownNode[]): number {
  let depth = 0;
  let level: readonly MarkdownNode[] = nodes;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return depth;
}
