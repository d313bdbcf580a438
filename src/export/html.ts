import type { Message } from '../contract/message.ts';
import { factsOf, remarksOf, subagentName } from './facts.ts';
import { escaped, markdownHtml, shown } from './html-text.ts';
import { style, styleHash } from './html-style.ts';
import type { ExportThread, SessionWriter } from './session-writer.ts';
import { changesOf, endingOf, inputOf, linesOf, type Piece, piecesOf, restOf, type Tool } from './tool-parts.ts';

const roles = { user: 'You', assistant: 'Assistant', system: 'Program' };

/** One page for any browser: no script, no address that leads anywhere, nothing to be fetched. */
export const htmlWriter = (): SessionWriter => ({
  begin: (head) => {
    const facts = factsOf(head).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${shown(value)}</dd>`);
    const remarks = remarksOf(head).map((remark) => `<p>${shown(remark)}</p>`);
    return `${documentHead(head.session.title)}<header><h1>${shown(head.session.title)}</h1>
<dl>${facts.join('\n')}</dl>
<div class="remarks">${remarks.join('')}</div></header>
<main>
`;
  },
  thread: (thread) => {
    const title = titleOfThread(thread);
    const problem = thread.problem === null ? '' : `<p class="problem">${shown(thread.problem)}</p>\n`;
    return `${title === '' ? '' : `<h2>${shown(title)}</h2>\n`}${problem}`;
  },
  message: (message) => `<article class="${classOf(message)}">
<h3>${titleOf(message)}</h3>
${piecesOf(message.blocks).map(htmlOf).join('\n')}
</article>
`,
  end: ({ hidden }) => {
    const rows = hidden.map(({ rule, count }) => `<tr><td>${escaped(rule)}</td><td>${count}</td></tr>`);
    const table = `<table><thead><tr><th>What was hidden</th><th>Times</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
    return `</main>
<footer>${hidden.length === 0 ? '<p>Nothing was hidden.</p>' : table}</footer>
</body></html>
`;
  },
});

const documentHead = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style></head><body>
`;

const titleOfThread = ({ agent_id, subagent }: ExportThread): string =>
  agent_id === null ? '' : subagent ? subagentName(subagent) : `Subagent ${agent_id}`;

const classOf = ({ role, is_meta }: Message): string => (role === 'user' && is_meta ? 'system' : role);

const titleOf = ({ role, is_meta, at, model }: Message): string =>
  [
    role === 'user' && is_meta ? 'Put in by the program' : roles[role],
    at === null ? '' : `<time datetime="${escaped(at)}">${escaped(at.slice(0, 19).replace('T', ' '))}</time>`,
    model === null ? '' : `<span>${shown(model)}</span>`,
  ]
    .filter((part) => part !== '')
    .join(' ');

function htmlOf(piece: Piece): string {
  switch (piece.type) {
    case 'text':
      return piece.is_injected || piece.format === 'plain'
        ? `<pre>${shown(piece.text)}</pre>`
        : markdownHtml(piece.text);
    case 'thinking':
      return `<details class="thinking"><summary>Reasoning</summary>${markdownHtml(piece.text)}</details>`;
    case 'notice':
      return noticeHtml(piece);
    case 'problem':
      return `<p class="problem">${shown(piece.reason)}</p>`;
    case 'image':
      return `<p class="notice">Image, ${shown(piece.media_type)}: left out.</p>`;
    case 'compaction':
      return '<p class="notice">The history up to here was replaced by a shorter one.</p>';
    case 'tool':
      return toolHtml(piece);
  }
}

/** A few words stand there; more is folded away. */
function noticeHtml({ label, text, level }: Extract<Piece, { type: 'notice' }>): string {
  if (text.length > 200 || text.includes('\n'))
    return `<details class="notice ${level}"><summary>${shown(label)}</summary>${preOf(text)}</details>`;
  return `<p class="notice ${level}">${shown([label, text].filter((part) => part !== '').join(': '))}</p>`;
}

function toolHtml(tool: Tool): string {
  const { call, result } = tool;
  const ending = endingOf(tool);
  const subject = call?.subject ?? call?.description ?? '';
  const words = [
    `<b>${shown(call?.name ?? 'Result')}</b>`,
    subject === '' ? '' : `<code>${shown(oneLine(subject))}</code>`,
    ending === '' ? '' : `<span class="ending">${shown(ending)}</span>`,
  ];
  const isFailed = result !== null && (result.is_error || result.outcome === 'denied');
  const inside = toolParts(tool).filter((part) => part !== '');
  return `<details class="tool${isFailed ? ' failed' : ''}"><summary>${words.filter((word) => word !== '').join(' ')}</summary>${inside.join('\n')}</details>`;
}

function toolParts(tool: Tool): string[] {
  const { call, result } = tool;
  const changes = changesOf(tool);
  const rest = result ? restOf(result) : '';
  return [
    call?.description && call.subject !== null ? `<p>${shown(call.description)}</p>` : '',
    ...(call?.todos ? [todoList(call.todos)] : changes.length > 0 ? changes.map(changeHtml) : [preOf(inputOf(tool))]),
    result && (changes.length === 0 || result.is_error) ? preOf(result.text, 'output') : '',
    rest === '' ? '' : `<p class="notice">${shown(rest)}</p>`,
    ...(result?.injected ?? []).map((part) => `<p class="notice">${shown(part.label)}</p>${preOf(part.text)}`),
  ];
}

const preOf = (text: string, name = ''): string =>
  text === '' ? '' : `<pre${name === '' ? '' : ` class="${name}"`}>${shown(text)}</pre>`;

const todoList = (todos: readonly { text: string; status: string }[]): string =>
  `<ul class="todos">${todos.map((todo) => `<li class="${escaped(todo.status)}">${shown(todo.text)}</li>`).join('')}</ul>`;

const signs: Record<string, string> = { '+': 'ins', '-': 'del' };

function changeHtml(change: Parameters<typeof linesOf>[0]): string {
  const lines = linesOf(change).map((line) => {
    const tag = signs[line[0] ?? ''];
    return tag === undefined ? shown(line) : `<${tag}>${shown(line)}</${tag}>`;
  });
  return `<p class="path">${shown(change.path)}</p>${lines.length === 0 ? '' : `<pre class="diff">${lines.join('\n')}</pre>`}`;
}

/** Of what stands in a head, as much as a line holds. */
const mostSubject = 300;
function oneLine(text: string): string {
  const line = text.slice(0, 10 * mostSubject).replace(/\s+/g, ' ').trim(); // prettier-ignore
  if (line.length <= mostSubject) return line;
  const cut = line.slice(0, mostSubject);
  return `${cut.slice(0, cut.lastIndexOf('[') > mostSubject - 60 ? cut.lastIndexOf('[') : mostSubject).toWellFormed()}…`;
}
