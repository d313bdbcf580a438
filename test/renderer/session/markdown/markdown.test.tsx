import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Markdown } from '../../../../src/renderer/session/markdown/Markdown.tsx';
import { cpuTimeOf } from '../cpu-time.ts';

/* Everything a message may be made of. */
const elements = new Set(
  'div p span strong em s code pre br hr ul ol li blockquote table tbody tr th td button figure figcaption input'.split(
    ' ',
  ),
);
const attributes = new Set(
  'class dir title type role aria-level aria-label aria-live disabled checked start scope'.split(' '),
);

/** Elements and attributes of markup that React wrote: text in it is escaped, so every `<` begins a tag. */
function partsOf(markup: string): { elements: string[]; attributes: string[] } {
  const tags = [...markup.matchAll(/<([a-z0-9-]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  const opened = markup.match(/<[^/]/g) ?? [];
  expect(tags).toHaveLength(opened.length);
  return {
    elements: tags.map((tag) => tag[1] ?? ''),
    attributes: tags.flatMap((tag) =>
      [...(tag[2] ?? '').matchAll(/\s([a-zA-Z-]+)(?:="[^"]*")?/g)].map((match) => match[1] ?? ''),
    ),
  };
}

const render = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);

describe('a message', () => {
  test.each([
    '# a\n\n**b** *c* ~~d~~ `e`\n\n- [x] f\n- g\n\n1. h\n\n> i\n\n---\n\n|a|b|\n|:-:|-:|\n|1|2|\n\n```ts\nlet a = 1;\n```',
    '<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>',
    '[a](javascript:alert(1)) [b](JaVa\tScript:alert(1)) [c](&#106;avascript:alert(1)) [d](data:text/html,x)',
    '[a](https://x.y/"onmouseover="alert(1)) [b](https://x.y "onmouseover=alert(1)")',
    '![a](https://evil.example/x.png) ![b](data:image/svg+xml,<svg onload=alert(1)>) ![" onerror="x](x)',
    '<a href="https://x.y" id="app" name="then">x</a> <base href=//x> <meta http-equiv=refresh>',
    '```"><img src=x onerror=alert(1)>\nx\n```',
    '[REDACTED:github-token:a1f3b2](https://x.y) [REDACTED:"><b>:a1f3b2]',
    '\u202E\u0000\u001B[31m\u200B\uDBFF',
    '[a]: javascript:alert(1)\n\n[a] [a][a] [![x](https://y.z/a.png)](https://x.y)',
  ])('such as %j is made of allowed parts only', (text) => {
    const parts = partsOf(render(text));
    for (const name of parts.elements) expect(elements).toContain(name);
    for (const name of parts.attributes) expect(attributes).toContain(name);
  });

  test('offers https addresses as something to press, and says all others', () => {
    const markup = render('[a](https://x.y/z) [b](src/b.ts) [src/c.ts](src/c.ts) [d](javascript:alert(1))');
    expect(markup).toMatch(/<button type="button"[^>]* title="https:\/\/x\.y\/z">a<\/button>/);
    expect(markup).toContain('(src/b.ts)');
    expect(markup.match(/src\/c\.ts/g)).toHaveLength(1);
    expect(markup).toContain('(javascript:alert(1))');
    expect(markup.match(/<button/g)).toHaveLength(1);
  });

  test('names an image and where it would come from', () => {
    expect(render('![a chart](https://evil.example/x.png)')).toMatch(/image: a chart · evil\.example/);
  });

  test('shows a removed secret as a lozenge in text, code and blocks', () => {
    const mark = '[REDACTED:github-token:a1f3b2]';
    const markup = render(`${mark} \`${mark}\`\n\n\`\`\`ts\nconst a = '${mark}';\n\`\`\``);
    expect(markup.match(/github token · a1f3/g)).toHaveLength(3);
    expect(markup).not.toContain('[REDACTED');
  });

  test('makes hidden characters visible', () => {
    expect(render('pay\u200Bpal `a\u202Eb`')).toMatch(/zero-width space[\s\S]*right-to-left override/);
  });

  test('that would be too large a tree is shown as it was written', () => {
    const text = '*a* '.repeat(15_000);
    expect(render(text)).toContain('*a* *a* *a*');
  });

  test.each([
    ['quotes', '>'.repeat(30_000)],
    ['lists', '- '.repeat(15_000)],
    ['emphasis', '**a'.repeat(10_000)],
    ['cells', `|a|\n|-|\n${'|b|\n'.repeat(6000)}`],
  ])('of hostile %s is drawn within two seconds', (_, text) => {
    expect(cpuTimeOf(() => void render(text))).toBeLessThan(2000);
  });
});
