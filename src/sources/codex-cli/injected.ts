import type { DraftBlock } from '../source.ts';

/** How texts begin that the program put into a conversation, and what they are. Only the beginning counts: output may quote any of them. */
const wrappers: [starts: RegExp, label: string][] = [
  [/^<environment_context>/, 'environment'],
  [/^<user_instructions>/, 'instructions'],
  [/^# AGENTS\.md instructions/, 'instructions'],
  [/^<INSTRUCTIONS>/, 'instructions'],
  [/^<permissions instructions>/, 'permissions'],
  [/^<permissions_instructions>/, 'permissions'],
  [/^<turn_aborted>/, 'interrupted'],
  [/^<user_shell_command>/, 'shell command'],
  [/^<user_action>/, 'review'],
  [/^<hook_prompt\b/, 'hook output'],
  [/^<goal_context>/, 'goal'],
  [/^<codex_internal_context/, 'program note'],
  [/^<subagent_notification>/, 'message from an agent'],
  [/^<skill>/, 'skill'],
  [/^<skills_instructions>/, 'skills available'],
  [/^<apps_instructions>/, 'apps available'],
  [/^<plugins_instructions>/, 'plugins available'],
  [/^<recommended_plugins/, 'plugins available'],
  [/^<collaboration_mode>/, 'collaboration mode'],
  [/^<multi_agent_mode>/, 'collaboration mode'],
  [/^<model_switch>/, 'model changed'],
  [/^<personality_spec>/, 'personality'],
  [/^Approved command prefix/, 'permissions'],
  [/^<app-context>/, 'app'],
  [/^<tools>/, 'tools available'],
  [/^<token_budget>/, 'token count'],
  [/^<realtime_conversation>/, 'voice'],
  [/^Current working directory:/, 'environment'],
];

/** `content_item_kinds` names what each part of a message is; only these were typed. */
const typedKinds = /^user\.(?!heartbeat)/;

/** What an injected text is; null for one that somebody wrote. */
export function injectedLabel(text: string, kind: string | null): string | null {
  const start = text.trimStart().slice(0, 80);
  const known = wrappers.find(([starts]) => starts.test(start))?.[1] ?? null;
  if (kind === null || kind === 'unknown') return known;
  return typedKinds.test(kind) ? null : (known ?? kind.replaceAll(/[._]/g, ' ').slice(0, 60));
}

const editorStart = '# Context from my IDE setup:';
const requestStart = '## My request for Codex:';

/** An editor puts what it shows before the words that were typed. */
export function withoutEditor(text: string): { own: string; editor: string | null } {
  if (!text.trimStart().startsWith(editorStart)) return { own: text, editor: null };
  const at = text.indexOf(requestStart);
  if (at < 0) return { own: text, editor: null };
  return {
    own: text.slice(at + requestStart.length).trim(),
    editor: text.slice(text.indexOf(editorStart) + editorStart.length, at).trim(),
  };
}

export const injectedBlock = (text: string, label: string): DraftBlock => ({
  type: 'text',
  text,
  format: 'plain',
  label,
  is_injected: true,
});

export const markdownBlock = (text: string): DraftBlock => ({
  type: 'text',
  text,
  format: 'markdown',
  label: null,
  is_injected: false,
});

/** Text filed as a person's: what was typed, and what an editor or the program put there. */
export function userBlocks(text: string, kind: string | null): DraftBlock[] {
  const label = injectedLabel(text, kind);
  if (label !== null) return [injectedBlock(text, label)];
  const { own, editor } = withoutEditor(text);
  const typed = markdownBlock(own);
  return editor === null ? [typed] : [typed, injectedBlock(editor, 'editor')];
}
