import type { FileChange, Message } from '../../../contract/message.ts';
import { type Part, partsOf } from '../blocks/parts.ts';
import { changesOf } from '../tools/changes.ts';
import { outcomeOf } from '../tools/outcome.ts';
import { wholeText } from './message-text.ts';
import type { Thread } from './thread.ts';

/* Nobody pastes more than this. */
const longest = 1_000_000;

const roles = { user: 'You', assistant: 'Assistant', system: 'Program' };

/** A message as Markdown to be pasted elsewhere: its words as they are, its calls with what came of them. */
export async function messageMarkdown(thread: Thread, message: Message): Promise<string> {
  const pieces = [`**${roles[message.role]}**${message.at === null ? '' : ` · ${message.at}`}`];
  for (const part of partsOf(message)) {
    const text = await partMarkdown(thread, part);
    if (text !== '') pieces.push(text);
  }
  return pieces.join('\n\n').slice(0, longest);
}

async function partMarkdown(thread: Thread, part: Part): Promise<string> {
  switch (part.kind) {
    case 'text': {
      const { block } = part;
      const text = await wholeText(thread, block.block_id, block.text, block.text_length);
      return block.is_injected || block.format === 'plain' ? fenced(text) : text;
    }
    case 'thinking': {
      const { block } = part;
      return quoted(await wholeText(thread, block.block_id, block.text, block.text_length));
    }
    case 'notice':
      return quoted([part.block.label, part.block.text].filter(Boolean).join(': '));
    case 'problem':
      return quoted(part.block.reason);
    case 'tool':
      return toolMarkdown(thread, part);
    case 'image':
      return '*(image)*';
    case 'compaction':
      return '---';
  }
}

async function toolMarkdown(thread: Thread, { call, result }: Extract<Part, { kind: 'tool' }>): Promise<string> {
  const { word } = outcomeOf(call, result);
  const head = `**${call?.name ?? 'Result'}**${call?.description ? ` ${call.description}` : ''}${word && ` (${word})`}`;
  const changes = changesOf(call, result);
  const pieces = [head];
  if (changes.length > 0) pieces.push(...changes.map(changeMarkdown));
  else if (call) pieces.push(fenced(call.subject ?? call.input, call.kind === 'command' ? 'sh' : ''));
  if (result && result.text !== '' && (changes.length === 0 || result.is_error))
    pieces.push(fenced(await wholeText(thread, result.block_id, result.text, result.text_length)));
  return pieces.join('\n\n');
}

const signed = (sign: string, text: string | null): string[] =>
  text ? text.replace(/\n$/, '').split('\n').map((line) => sign + line) : []; // prettier-ignore

function changeMarkdown({ path, hunks, old_text, new_text }: FileChange): string {
  const lines = hunks ? hunks.flatMap((hunk) => hunk.lines) : [...signed('-', old_text), ...signed('+', new_text)];
  return `\`${path}\`\n\n${fenced(lines.join('\n'), 'diff')}`;
}

/** In a fence that is longer than any in the text. */
function fenced(text: string, language = ''): string {
  if (text === '') return '';
  const longestRun = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

const quoted = (text: string): string => text === '' ? '' : text.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n'); // prettier-ignore
