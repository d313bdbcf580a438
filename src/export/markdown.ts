import type { Message } from '../contract/message.ts';
import { factsOf, remarksOf, subagentName } from './facts.ts';
import { calmMarkdown, fenced, plainLine } from './markdown-text.ts';
import type { ExportThread, SessionWriter } from './session-writer.ts';
import { changesOf, endingOf, inputOf, linesOf, type Piece, piecesOf, restOf, type Tool } from './tool-parts.ts';

const roles = { user: 'You', assistant: 'Assistant', system: 'Program' };

/** Markdown that shows no picture, runs no HTML and ends every fence, whatever stands in a message. */
export const markdownWriter = (): SessionWriter => ({
  begin: (head) =>
    paragraphs([
      `# ${plainLine(head.session.title)}`,
      factsOf(head).map(([name, value]) => `- **${name}:** ${plainLine(value)}`).join('\n'),
      remarksOf(head).map((remark) => `> ${plainLine(remark)}`).join('\n>\n'),
    ]), // prettier-ignore
  thread: (thread) => paragraphs([headOf(thread), thread.problem === null ? '' : quoted(thread.problem)]),
  message: (message) =>
    paragraphs([`### ${titleOf(message)}`, ...piecesOf(message.blocks).map((piece) => markdownOf(piece))]),
  end: ({ hidden }) =>
    paragraphs([
      '---',
      hidden.length === 0
        ? 'Nothing was hidden.'
        : ['| What was hidden | Times |', '| --- | ---: |', ...hidden.map((one) => `| ${one.rule} | ${one.count} |`)].join('\n'),
    ]), // prettier-ignore
});

const paragraphs = (texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => `${text}\n\n`)
    .join('');

const headOf = ({ subagent, agent_id }: ExportThread): string =>
  agent_id === null ? '' : `## ${plainLine(subagent ? subagentName(subagent) : `Subagent ${agent_id}`)}`;

const titleOf = ({ role, is_meta, at, model }: Message): string =>
  [role === 'user' && is_meta ? 'Put in by the program' : roles[role], at, model]
    .filter((part) => part !== null)
    .map(plainLine)
    .join(' · ');

function markdownOf(piece: Piece): string {
  switch (piece.type) {
    case 'text':
      return piece.is_injected || piece.format === 'plain' ? fenced(piece.text) : calmMarkdown(piece.text);
    case 'thinking':
      return quoted(piece.text);
    case 'notice':
      return piece.text.includes('\n')
        ? `${quoted(plainLine(piece.label))}\n\n${fenced(piece.text)}`
        : quoted([piece.label, piece.text].filter((text) => text !== '').join(': '));
    case 'problem':
      return quoted(piece.reason);
    case 'image':
      return `*(image, ${plainLine(piece.media_type)})*`;
    case 'compaction':
      return '*(The history up to here was replaced by a shorter one.)*';
    case 'tool':
      return toolMarkdown(piece);
  }
}

function toolMarkdown(tool: Tool): string {
  const { call, result } = tool;
  const ending = endingOf(tool);
  const head = `**${plainLine(call?.name ?? 'Result')}**${call?.description ? ` ${plainLine(call.description)}` : ''}`;
  const changes = changesOf(tool);
  const pieces = [`${head}${ending === '' ? '' : ` (${ending})`}`];
  if (call?.todos)
    pieces.push(call.todos.map((todo) => `- [${todo.status === 'completed' ? 'x' : ' '}] ${plainLine(todo.text)}`).join('\n')); // prettier-ignore
  else if (changes.length > 0)
    for (const change of changes) pieces.push(plainLine(change.path), fenced(linesOf(change).join('\n'), 'diff'));
  else if (call) pieces.push(fenced(inputOf(tool), call.kind === 'command' ? 'sh' : ''));
  if (result && result.text !== '' && (changes.length === 0 || result.is_error)) pieces.push(fenced(result.text));
  if (result && restOf(result) !== '') pieces.push(`*${restOf(result)}*`);
  for (const part of result?.injected ?? []) pieces.push(`${plainLine(part.label)}:`, fenced(part.text));
  return pieces.filter((text) => text !== '').join('\n\n');
}

const quoted = (text: string): string =>
  text === '' ? '' : calmMarkdown(text).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n'); // prettier-ignore
