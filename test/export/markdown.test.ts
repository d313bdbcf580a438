import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { calmMarkdown, fenced, plainLine } from '../../src/export/markdown-text.ts';
import { markdownWriter } from '../../src/export/markdown.ts';
import { call, head, message, result, text, thinking } from './pieces.ts';

/** A reader of Markdown that believes everything. */
const trusting = new MarkdownIt({ html: true, linkify: true });
trusting.validateLink = () => true;

interface Token {
  type: string;
  content: string;
  children: Token[] | null;
  attrGet(name: string): string | number | null;
}
const tokensOf = (markdown: string): Token[] =>
  (trusting.parse(markdown, {}) as Token[]).flatMap((token) => [token, ...(token.children ?? [])]);

/** What would run, be fetched, or lead somewhere it must not. */
const dangersIn = (markdown: string): string[] =>
  tokensOf(markdown).flatMap((token) => {
    if (['html_inline', 'html_block', 'image'].includes(token.type)) return [`${token.type} ${token.content}`];
    const href = String(token.attrGet('href') ?? '');
    return token.type === 'link_open' && /^[a-z][a-z0-9+.-]*:/i.test(href) && !/^(?:https?|mailto):/i.test(href)
      ? [href]
      : [];
  });

describe('calm Markdown', () => {
  test.each([
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '`\n` <script>alert(1)</script> `x`',
    '# a `\n<script>alert(1)</script> `',
    '- a\n  ```\n<script>alert(1)</script>',
    '1. a\n   ~~~\n<b>bold</b>',
    '> ```\n<script>alert(1)</script>',
    'a | b\n--- | ---\n`x | <img src=x> `\n',
    '```\nopen\n',
    '``` a`b\n<script>alert(1)</script>',
    '~~~ a`b\n<script>alert(1)</script>',
    '```\n~~~\n```\n<script>alert(1)</script>',
    '````\n```\n<script>\n````\n<script>',
    '<!-- comment\n\n--> after',
    '<?php x ?>\n<![CDATA[ x ]]>\n</div>',
    '![a](https://example.com/x.png)',
    '![a][b]\n\n[b]: https://example.com/x.png',
    '[a](javascript:alert(1)) [b]( <data:text/html,x>) [c](vbscript:x)',
    '[a]: javascript:alert(1)\n\n[a]',
    '  [a]: javascript:alert(1)\n\n[a][]',
    '> [a]: javascript:alert(1)\n\n[a]',
    '[a\nb]: javascript:alert(1)\n\n[a b]',
    '[a\\]: javascript:alert(1)\n\n[a\\]',
    '[a](\njavascript:alert(1))',
    '[a](&#106;avascript:alert(1)) [b](javascript&colon;alert(1))',
    '\\`<script>`</script>',
    '`a \\`<script>`',
    '    <script>indented</script>',
    '<https://example.com/`x`> `<a>`',
  ])('of %j is harmless', (hostile) => {
    expect(dangersIn(`${calmMarkdown(hostile)}\n\nafter`)).toEqual([]);
    const last = tokensOf(`${calmMarkdown(hostile)}\n\nafter`).findLast((token) => token.type === 'inline');
    expect(last?.content).toBe('after');
  });

  test('is harmless whatever is put together', () => {
    const bits = ['`', '``', '```', '~~~', '\n', '\n\n', ' ', '    ', '> ', '- ', '1. ', '# ', '|', '---', '<script>', '<img src=x>', '</p>', '<!--', '![a](b)', '[a](javascript:b)', '[a]: javascript:b', ']:', '](', 'javascript:x', '&colon;', '\\', '[', ']', '(', 'x', '\t', '***', '&lt;']; // prettier-ignore
    const hostile = fc.array(fc.constantFrom(...bits), { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (words) => {
        expect(dangersIn(calmMarkdown(words))).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });

  test('leaves ordinary words, code and links as they are', () => {
    const words =
      'See **this** and `List<String>`, 1 < 2, a -> b:\n\n```ts\nconst a: Array<T> = [];\n```\n\n- [docs](https://example.com/a)\n';
    expect(calmMarkdown(words)).toBe(words);
  });
});

test('a fence is longer than any in the text', () => {
  expect(fenced('a\n````\nb', 'sh')).toBe('`````sh\na\n````\nb\n`````');
  expect(fenced('')).toBe('');
});

test('a plain line means nothing to Markdown', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a`*_[](){}<>#!|~\\ \n&-+1.:/') }), (words) => {
      const inline = tokensOf(`x ${plainLine(words)} x`).filter((token) => token.type !== 'inline');
      const kinds = new Set(inline.map((token) => token.type));
      expect(
        [...kinds].filter((kind) => !['paragraph_open', 'paragraph_close', 'text', 'text_special'].includes(kind)),
      ).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

describe('a session as Markdown', () => {
  const writer = markdownWriter();

  test('begins with its title, its figures and what is missing', () => {
    const begin = writer.begin({ ...head, session: { ...head.session, title: 'Fix <b>it</b>\n# now' } });
    expect(begin.split('\n')[0]).toBe('# Fix \\<b\\>it\\</b\\> \\# now');
    expect(begin).toContain('- **Session:** ');
    expect(begin).toContain('> Reasoning is left out.');
    expect(begin).toContain('secrets and what names the person and the machine are hidden (rules 0123456789abcdef)');
  });

  test('shows a call with its ending and its output, and reasoning as a quotation', () => {
    const failed = result('1 failed', { is_error: true, outcome: 'error', exit_code: 2 });
    const written = writer.message(message([thinking('so\nit is'), text('Look:'), call(), failed]));
    expect(written).toBe(
      '### Assistant · 2026-08-01T08:00:00.000Z · model-a\n\n> so\n> it is\n\nLook:\n\n**Bash** (error, exit code 2)\n\n```sh\nnpm test\n```\n\n```\n1 failed\n```\n\n',
    );
  });

  test('says of each subagent whose words follow, and why there are none', () => {
    expect(writer.thread({ agent_id: null, subagent: null, problem: null })).toBe('');
    expect(writer.thread({ agent_id: 'a-1', subagent: null, problem: 'The file is gone.' })).toBe(
      '## Subagent a-1\n\n> The file is gone.\n\n',
    );
  });

  test('ends with what was hidden', () => {
    expect(writer.end({ message_count: 1, hidden: [] })).toContain('Nothing was hidden.');
    expect(writer.end({ message_count: 1, hidden: [{ rule: 'password', count: 3 }] })).toContain('| password | 3 |');
  });
});
