import type { DraftBlock } from '../source.ts';

/** What a text that the client wrapped or wrote means. Patterns match at the start: output may quote any of them. */
interface Wrapper {
  starts: RegExp;
  label: string;
  /** Whether a person did this: it starts a turn. */
  is_prompt?: boolean;
  /** What is left to read; the whole text when absent. */
  text?: (whole: string) => string;
}

const inner = (tag: string) => (whole: string) => tagText(whole, tag) ?? whole;

/** What a command wrote, then what it wrote about errors. */
const outputs = (tag: string) => (whole: string) =>
  [tagText(whole, `${tag}-stdout`), tagText(whole, `${tag}-stderr`)].filter((text) => text).join('\n');

/** Context that the program puts beside a prompt: in a text of its own, or in front of the prompt's own words. */
const contextTags = new Map([
  ['system-reminder', 'system reminder'],
  ['ide_opened_file', 'file open in the editor'],
  ['ide_selection', 'selection in the editor'],
  ['ide_diagnostics', 'diagnostics'],
  ['new-diagnostics', 'diagnostics'],
  ['post-tool-use-hook', 'hook output'],
  ['user-prompt-submit-hook', 'hook output'],
  ['session-start-hook', 'hook output'],
]);

const wrappers: Wrapper[] = [
  { starts: /^\s*<command-(?:name|message|args|contents)>/, label: 'command', is_prompt: true, text: commandText },
  { starts: /^\s*<local-command-(?:stdout|stderr)>/, label: 'command output', text: outputs('local-command') },
  {
    starts: /^\s*(?:<local-command-caveat>|Caveat: The messages below)/,
    label: 'caveat',
    text: inner('local-command-caveat'),
  },
  {
    starts: /^\s*<bash-input>/,
    label: 'shell command',
    is_prompt: true,
    text: (whole) => `! ${tagText(whole, 'bash-input') ?? whole}`,
  },
  { starts: /^\s*<bash-std(?:out|err)>/, label: 'shell output', text: outputs('bash') },
  { starts: /^\s*<user-memory-input>/, label: 'memory', is_prompt: true, text: inner('user-memory-input') },
  { starts: /^\s*<task-notification>/, label: 'background task', text: taskText },
  { starts: /^\s*<teammate-message\b/, label: 'message from a teammate', text: agentText },
  { starts: /^\s*<agent-message\b/, label: 'message from an agent', text: agentText },
  { starts: /^\s*<cross-session-message\b/, label: 'message from another session', text: agentText },
  ...[...contextTags].map(([tag, label]) => ({ starts: new RegExp(`^\\s*<${tag}>`), label, text: inner(tag) })),
  { starts: /^\s*<(?:total_tokens|tick|goal)>/, label: 'program note' },
  { starts: /^\s*\[Request interrupted by user/, label: 'interrupted' },
  { starts: /^\s*\[Tool call (?:did not complete|skipped)/, label: 'interrupted' },
  { starts: /^\s*\[Image: (?:source|original)/, label: 'image source' },
  {
    starts: /^This session is being continued from a previous conversation/,
    label: 'summary of the earlier conversation',
  },
];

const metaWrappers: Wrapper[] = [
  { starts: /^\s*(?:Base directory for this skill:|Skill \/\S{1,80} is already loaded)/, label: 'skill' },
  { starts: /^\s*Stop hook feedback:/, label: 'hook feedback' },
  { starts: /^\s*PreToolUse:\S{1,200} hook /, label: 'hook output' },
  { starts: /^\s*Continue from where you left off\.\s*$/, label: 'program note' },
];

/** How the text begins, when it is not something a person wrote in their own words. */
export function wrapperOf(text: string, is_meta: boolean): Wrapper | null {
  const known = wrappers.find((wrapper) => wrapper.starts.test(text));
  return known ?? (is_meta ? (metaWrappers.find((wrapper) => wrapper.starts.test(text)) ?? null) : null);
}

/** Whether a text is something a person typed or did: their own words, a command, a shell line, a note to memory. */
export function isTyped(text: string): boolean {
  const own = behindContext(text).text;
  const wrapper = wrapperOf(own, false);
  return own.trim() !== '' && (wrapper === null || wrapper.is_prompt === true);
}

/** The words of a prompt without the context and the reminders that the program put into it. */
export const ownWords = (text: string): string => cutInjected(behindContext(text).text).text;

/** A user's text as blocks: context, own words, reminders cut out of the middle. `is_injected`: not a person's words. */
export function textBlocks(text: string, is_injected: boolean): DraftBlock[] {
  const { text: rest, context } = behindContext(text);
  const blocks = context.map((part) => textBlock(part.text, { label: part.label, is_injected: true }));
  if (rest.trim() === '' && blocks.length > 0) return blocks;
  const wrapper = wrapperOf(rest, is_injected);
  if (wrapper) {
    const shown = wrapper.text?.(rest) ?? rest;
    return [...blocks, textBlock(shown, { label: wrapper.label, is_injected: wrapper.is_prompt !== true })];
  }
  const { text: own, injected } = cutInjected(rest);
  if (own.trim() !== '' || blocks.length + injected.length === 0)
    blocks.push(textBlock(own, { label: is_injected ? 'injected text' : null, is_injected }));
  return [...blocks, ...injected.map((part) => textBlock(part.text, { label: part.label, is_injected: true }))];
}

/** Takes the context off the front of a text, as long as each piece of it is closed. */
function behindContext(text: string): { text: string; context: { label: string; text: string }[] } {
  const context: { label: string; text: string }[] = [];
  const opening = /\s*<([a-z_-]{1,30})>/y;
  let at = 0;
  for (let tag = opening.exec(text)?.[1] ?? ''; contextTags.has(tag); tag = opening.exec(text)?.[1] ?? '') {
    const from = opening.lastIndex;
    const end = text.indexOf(`</${tag}>`, from);
    if (end < 0) break;
    context.push({ label: contextTags.get(tag)!, text: text.slice(from, end).trim() });
    at = opening.lastIndex = end + tag.length + 3;
  }
  return at === 0 ? { text, context } : { text: text.slice(at).trimStart(), context };
}

function textBlock(text: string, { label, is_injected }: { label: string | null; is_injected: boolean }): DraftBlock {
  return { type: 'text', text, format: label === null ? 'markdown' : 'plain', label, is_injected };
}

const reminderStart = '<system-reminder>';
const reminderEnd = '</system-reminder>';

/** Cuts out the reminders that the program put into a text. */
export function cutInjected(text: string): { text: string; injected: { label: string; text: string }[] } {
  const injected: { label: string; text: string }[] = [];
  let own = '';
  let at = 0;
  for (let start = text.indexOf(reminderStart); start >= 0; start = text.indexOf(reminderStart, at)) {
    const end = text.indexOf(reminderEnd, start);
    if (end < 0) break;
    own += text.slice(at, start);
    injected.push({ label: 'system reminder', text: text.slice(start + reminderStart.length, end).trim() });
    at = end + reminderEnd.length;
  }
  return injected.length === 0 ? { text, injected } : { text: (own + text.slice(at)).trimEnd(), injected };
}

/** `/name args` of a slash command. */
export function commandText(whole: string): string {
  const name = tagText(whole, 'command-name') ?? tagText(whole, 'command-message') ?? '';
  const args = tagText(whole, 'command-args') ?? '';
  const text = `${name.startsWith('/') || name === '' ? name : `/${name}`} ${args}`.trim();
  return text === '' ? whole : text;
}

/** The words of another agent, behind its name. */
function agentText(whole: string): string {
  const [, tag = '', attributes = ''] = /^\s*<([a-z-]+)\b([^>]{0,1000})>/.exec(whole) ?? [];
  const name =
    /\b(?:teammate_id|from-name)="([^"]{1,200})"/.exec(attributes)?.[1] ??
    /\bfrom="([^"]{1,200})"/.exec(attributes)?.[1];
  const start = whole.indexOf('>') + 1;
  const end = whole.indexOf(`</${tag}>`, start);
  const words = whole.slice(start, end < 0 ? undefined : end).trim();
  return name === undefined ? words : `${name}: ${words}`;
}

function taskText(whole: string): string {
  const parts = ['status', 'summary', 'result', 'note'].map((tag) => tagText(whole, tag)).filter((part) => part);
  return parts.length > 0 ? parts.join('\n') : whole;
}

/** The trimmed text between a tag and its end, or up to the end of the text. */
export function tagText(whole: string, tag: string): string | null {
  const start = whole.indexOf(`<${tag}>`);
  if (start < 0) return null;
  const from = start + tag.length + 2;
  const end = whole.indexOf(`</${tag}>`, from);
  return whole.slice(from, end < 0 ? undefined : end).trim();
}
