import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { style, styleHash } from '../../src/export/html-style.ts';
import { markdownHtml, shown } from '../../src/export/html-text.ts';
import { htmlWriter } from '../../src/export/html.ts';
import { call, head, message, result, text, thinking } from './pieces.ts';

const hostile = [
  '</script><script>alert(1)</script>', ']]>', '-->', '{{constructor.constructor("alert(1)")()}}', '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>', "' onmouseover='alert(1)", '</title></style></pre></details></main>', '&lt;b&gt;', '![a](https://example.com/x.png)',
  '[a](https://example.com "\\"><img src=x>")', '[a](javascript:alert(1))', '<https://example.com/>', '\0', '```html\n<script>\n```',
]; // prettier-ignore

/** Every element that may stand in a file, with the attributes it may have. */
const allowed: Record<string, string[]> = {
  '!doctype': ['html'], html: ['lang'], head: [], body: [], title: [], style: [], meta: ['charset', 'http-equiv', 'content', 'name'],
  header: [], main: [], footer: [], article: ['class'], div: ['class'], h1: [], h2: [], h3: [], h4: [], h5: [], h6: [], dl: [], dt: [], dd: [], p: ['class'],
  pre: ['class'], code: [], details: ['class'], summary: [], b: [], i: ['title'], u: [], small: [], span: ['class'], time: ['datetime'], mark: [],
  ul: ['class'], ol: ['start'], li: ['class'], table: [], thead: [], tbody: [], tr: [], th: ['style'], td: ['style'], ins: [], del: [], strong: [],
  em: [], s: [], blockquote: [], br: [], hr: [],
}; // prettier-ignore

/** Elements and attributes that must not be there. */
function strangersIn(html: string): string[] {
  const found: string[] = [];
  const drawn = html.replace(style, '');
  for (const [tag, name = '', attributes = ''] of drawn.matchAll(
    /<\/?(!?[a-zA-Z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>|<[^>]*>?/g,
  )) {
    const known = allowed[name.toLowerCase()];
    const names = [...attributes.replace(/"[^"]*"/g, '').matchAll(/\s([\w-]+)/g)].map((one) => one[1]!);
    if (!known || names.some((one) => !known.includes(one))) found.push(tag);
  }
  return found;
}

function wholeFile(words: string): string {
  const writer = htmlWriter();
  return [
    writer.begin({ ...head, session: { ...head.session, title: words, project_dir: words, git_branch: words } }),
    writer.thread({ agent_id: 'a', subagent: null, problem: words }),
    writer.message(
      message(
        [
          text(words),
          text(words, { format: 'plain' }),
          thinking(words),
          call({ name: words, subject: words, description: words, todos: [{ text: words, status: 'pending' }] }),
          result(words, { is_error: true, outcome: 'error', injected: [{ label: words, text: words }] }),
          {
            type: 'notice',
            block_id: 'n',
            label: words,
            text: `${words}\n`,
            text_length: 1,
            level: 'error',
            duration_ms: null,
          },
          { type: 'problem', block_id: 'p', line: 1, reason: words },
          { type: 'image', block_id: 'i', media_type: words, bytes: 1, absent_reason: words },
        ],
        { model: words, at: words },
      ),
    ),
    writer.end({ message_count: 1, hidden: [{ rule: words, count: 1 }] }),
  ].join('');
}

describe('an HTML file', () => {
  test('allows its own style and nothing else', () => {
    expect(styleHash).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
    const file = wholeFile('a');
    expect(file).toContain(`<style>${style}</style>`);
    expect(file).toContain(
      `content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(file.indexOf('Content-Security-Policy')).toBeLessThan(file.indexOf('<title>'));
  });

  test.each(hostile)('takes %j for text, wherever it stands', (words) => {
    expect(strangersIn(wholeFile(words))).toEqual([]);
  });

  test('has no element and no attribute that leads or fetches anything', () => {
    const attributes = ['href', 'src', 'srcset', 'action', 'data', 'background', 'poster'];
    expect(Object.entries(allowed).filter(([, names]) => names.some((name) => attributes.includes(name)))).toEqual([]);
    expect(
      ['a', 'img', 'link', 'script', 'iframe', 'object', 'embed', 'form', 'base', 'svg'].filter(
        (name) => name in allowed,
      ),
    ).toEqual([]);
  });

  test('the check itself sees strangers', () => {
    expect(strangersIn('<p>a</p><script>x</script><p onclick="x">')).toEqual([
      '<script>',
      '</script>',
      '<p onclick="x">',
    ]);
  });
});

test('what was hidden is marked, in text, code and headings', () => {
  const mark = '<mark>[REDACTED:password:0a1b2c]</mark>';
  expect(shown('a [REDACTED:password:0a1b2c] b')).toBe(`a ${mark} b`);
  expect(markdownHtml('# a [REDACTED:password:0a1b2c]\n\n`[REDACTED:password:0a1b2c]`\n')).toBe(
    `<div class="text"><h1>a ${mark}</h1>\n<p><code>${mark}</code></p>\n</div>`,
  );
});

test('characters that are not seen, or turn the direction of text, are named, and colours of a terminal left out', () => {
  expect(shown('a\u202Eb\u200Bc\u001B[31mred\u001B[0m\u0007')).toBe(
    'a<i title="unseen character">U+202E</i>b<i title="unseen character">U+200B</i>cred<i title="unseen character">U+0007</i>',
  );
  expect(shown('👩‍💻 \t\n')).toBe('👩‍💻 \t\n');
});

test('where a link leads is said beside it', () => {
  expect(markdownHtml('[docs](https://example.com/a)')).toContain('<u>docs</u> <small>(https://example.com/a)</small>');
});
