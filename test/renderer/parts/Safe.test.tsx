import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Safe } from '../../../src/renderer/parts/Safe.tsx';

const drawn = (text: string) => renderToStaticMarkup(<Safe text={text} />);
const elementsOf = (html: string) => new Set([...html.matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]));

test('markup in text stays text', () => {
  const payloads = [
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '"><svg/onload=alert(1)>',
    "javascript:alert('1')",
    '{{constructor.constructor("alert(1)")()}}',
    '&lt;b&gt; &#60;i&#62;',
  ];
  for (const payload of payloads) {
    expect(elementsOf(drawn(payload))).toEqual(new Set(['span']));
    expect(drawn(payload)).not.toMatch(/<[^>]*\son\w+=/);
  }
});

test('what cannot be seen has a mark with a name for screen readers', () => {
  expect(drawn('a\u202Eb')).toMatch(/role="img" aria-label="right-to-left override"[^>]*>RLO</);
  expect(drawn('a\u200B\u200B')).toContain('zero-width space, 2 times');
});

test('very long text is shortened in the middle', () => {
  expect(drawn('x'.repeat(1e6)).length).toBeLessThan(2200);
});

test('a secret is a lozenge that names its rule, as in a session', () => {
  const html = drawn('export TOKEN=[REDACTED:github-token:0a1b2c]');
  expect(html).not.toContain('[REDACTED');
  expect(html).toMatch(/title="Removed here: github token[^>]*>github token · 0a1b</);
});
