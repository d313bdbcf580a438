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

const wrappers: Wrapper[] = [
  { starts: /^\s*<command-(?:name|message|args|contents)>/, label: 'command', is_prompt: true, text: commandText },
  {
    starts: /^\s*<local-command-(?:stdout|stderr)>/,
    label: 'command output',
    text: (whole) => whole.replace(/<\/?local-command-std(?:out|err)>/g, ''),
  },
  { starts: /^\s*(?:<local-command-caveat>|Caveat: The messages below)/, label: 'caveat' },
  {
    starts: /^\s*<bash-input>/,
    label: 'shell command',
    is_prompt: true,
    text: (whole) => `! ${tagText(whole, 'bash-input') ?? whole}`,
  },
  {
    starts: /^\s*<bash-std(?:out|err)>/,
    label: 'shell output',
    text: (whole) => whole.replace(/<\/?bash-std(?:out|err)>/g, ''),
  },
  { starts: /^\s*<user-memory-input>/, label: 'memory', is_prompt: true, text: inner('user-memory-input') },
  { starts: /^\s*<system-reminder>/, label: 'system reminder', text: inner('system-reminder') },
  { starts: /^\s*<task-notification>/, label: 'background task', text: taskText },
  { starts: /^\s*<teammate-message\b/, label: 'message from a teammate' },
  { starts: /^\s*<agent-message\b/, label: 'message from an agent' },
  { starts: /^\s*<cross-session-message\b/, label: 'message from another session' },
  { starts: /^\s*<ide_opened_file>/, label: 'file open in the editor', text: inner('ide_opened_file') },
  { starts: /^\s*<ide_selection>/, label: 'selection in the editor', text: inner('ide_selection') },
  { starts: /^\s*<ide_diagnostics>/, label: 'diagnostics', text: inner('ide_diagnostics') },
  { starts: /^\s*<new-diagnostics>/, label: 'diagnostics', text: inner('new-diagnostics') },
  { starts: /^\s*<post-tool-use-hook>/, label: 'hook output', text: inner('post-tool-use-hook') },
  { starts: /^\s*<user-prompt-submit-hook>/, label: 'hook output', text: inner('user-prompt-submit-hook') },
  { starts: /^\s*<session-start-hook>/, label: 'hook output', text: inner('session-start-hook') },
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
  const wrapper = wrapperOf(text, false);
  return text.trim() !== '' && (wrapper === null || wrapper.is_prompt === true);
}

/** A user's text as blocks: own words, labelled injected text, reminders cut out of the middle. */
export function textBlocks(text: string, is_meta: boolean): DraftBlock[] {
  const wrapper = wrapperOf(text, is_meta);
  if (wrapper) {
    const shown = wrapper.text?.(text) ?? text;
    return [textBlock(shown, { label: wrapper.label, is_injected: wrapper.is_prompt !== true })];
  }
  const { text: own, injected } = cutInjected(text);
  const blocks = injected.map((part) => textBlock(part.text, { label: part.label, is_injected: true }));
  if (own.trim() !== '' || blocks.length === 0)
    blocks.unshift(textBlock(own, { label: is_meta ? 'injected text' : null, is_injected: is_meta }));
  return blocks;
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
