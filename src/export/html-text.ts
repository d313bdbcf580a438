import MarkdownIt from 'markdown-it';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Fit for the content of an element and for an attribute in quotes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => signs[sign]!).replaceAll('\0', '\uFFFD');

/** Turns the direction of text, or is not seen: made visible, so that nothing reads as what it is not. */
const unseen = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|[\u200B\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/gu;
const codeOf = (sign: string): string =>
  `<i title="unseen character">U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}</i>`;

/** The content of an element, with what was hidden marked. */
export const shown = (text: string): string =>
  escaped(text.replace(ansi, ''))
    .replace(/\[(?:REDACTED:[a-z0-9-]{2,32}:[0-9a-f]{6}|WITHHELD: could not be checked)\]/g, '<mark>$&</mark>')
    .replace(unseen, codeOf);

/** Colours and other commands for a terminal. */
const ansi = /(?!\s)\p{Cc}\[[0-9;:?]{0,60}[A-Za-z]/gu;

/** Longer texts are shown as they are. */
const longest = 200_000;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true });
const { rules } = markdown.renderer;
rules['text'] = (tokens, at) => shown(tokens[at]!.content);
rules['code_inline'] = (tokens, at) => `<code>${shown(tokens[at]!.content)}</code>`;
rules['code_block'] = rules['fence'] = (tokens, at) => `<pre>${shown(tokens[at]!.content)}</pre>\n`;
rules['image'] = (tokens, at) => `[image: ${shown(tokens[at]!.content)}]`;
// Where a link leads is said and not followed: the page leads nowhere.
rules['link_open'] = () => '<u>';
rules['link_close'] = (tokens, at) => {
  const href =
    tokens
      .slice(0, at)
      .findLast((token) => token.type === 'link_open')
      ?.attrGet('href') ?? '';
  return `</u>${href === '' ? '' : ` <small>(${shown(String(href))})</small>`}`;
};

/** Markdown as elements: no HTML of its own, no picture, no link that can be followed. */
export function markdownHtml(text: string): string {
  return text.length > longest ? `<pre>${shown(text)}</pre>` : `<div class="text">${markdown.render(text)}</div>`;
}
