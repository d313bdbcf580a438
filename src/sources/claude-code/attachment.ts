import type { Depth, DraftBlock, LineItem } from '../source.ts';
import { filledTextOf, flagOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import { agentOf } from './agents.ts';
import { hookDecisionIn, hookRunIn } from './hooks.ts';
import { contentOf } from './item.ts';
import { noticeItem } from './notice.ts';
import { titleFromPrompt } from './titles.ts';
import { partsOf, subagentsEnding, userBlocks, userImages } from './user.ts';
import { isTyped } from './wrappers.ts';

type Note = Pick<Extract<DraftBlock, { type: 'notice' }>, 'label' | 'text' | 'level' | 'duration_ms'>;

/** Attachments that need words of their own; `label` alone shows whatever text the attachment holds. */
const notes: Record<string, string | ((a: Shape) => Note)> = {
  hook_success: (a) => hookNote(a, 'info'),
  hook_non_blocking_error: (a) => hookNote(a, 'warning'),
  hook_blocking_error: (a) => hookNote(a, 'error'),
  hook_cancelled: (a) => hookNote(a, 'warning'),
  hook_error_during_execution: (a) => hookNote(a, 'error'),
  hook_additional_context: (a) => hookNote(a, 'info'),
  hook_system_message: (a) => hookNote(a, 'info'),
  hook_permission_decision: (a) => hookNote(a, 'info'),
  hook_stopped_continuation: (a) => hookNote(a, 'warning'),
  hook_deferred_tool: (a) => hookNote(a, 'info'),
  async_hook_response: (a) => hookNote(a, 'info'),
  async_hook_response_batch: (a) => hookNote(a, 'info'),
  file: (a) => noteOf(`file ${pathIn(a)}`, textIn(shapeOf(shapeOf(a['content'])?.['file'])?.['content'])),
  edited_text_file: (a) => noteOf(`file changed ${pathIn(a)}`, textIn(a['snippet'])),
  nested_memory: (a) => noteOf(`memory ${pathIn(a)}`, textIn(shapeOf(a['content'])?.['content'])),
  compact_file_reference: (a) => noteOf(`file kept through compaction ${pathIn(a)}`, ''),
  selected_lines_in_ide: (a) => noteOf(`selection in the editor ${pathIn(a)}`, textIn(a['content'])),
  opened_file_in_ide: (a) => noteOf(`file open in the editor ${pathIn(a)}`, ''),
  read_truncation_notice: 'read cut short',
  todo_reminder: (a) => noteOf('todo reminder', tasksIn(a)),
  task_reminder: (a) => noteOf('task reminder', tasksIn(a)),
  task_status: (a) =>
    noteOf(
      `background task ${textIn(a['status'])}`,
      [a['description'], a['deltaSummary']].map(textIn).filter(Boolean).join('\n'),
    ),
  plan_mode: 'plan mode',
  plan_mode_exit: 'plan mode left',
  plan_mode_reentry: 'plan mode again',
  auto_mode: 'auto mode',
  auto_mode_exit: 'auto mode left',
  ultra_effort_enter: 'ultra effort',
  ultra_effort_exit: 'ultra effort left',
  output_style_instructions: 'output style',
  output_style: 'output style',
  language: 'language',
  deferred_tools_delta: (a) => namesNote('tools to be looked up', a),
  deferred_tools_record: 'tools to be looked up',
  mcp_instructions_delta: (a) => namesNote('server instructions', a),
  agent_listing_delta: (a) => namesNote('agents available', a),
  skill_listing: 'skills available',
  invoked_skills: 'skills in use',
  dynamic_skill: 'skill found',
  command_permissions: 'permissions of a command',
  environment: 'environment',
  model: 'model',
  prompt_snapshot: 'system prompt',
  session_context: 'session context',
  date: 'date',
  date_change: 'date changed',
  instructions: 'instructions',
  sandbox_instructions: 'sandbox instructions',
  remote_session_change: 'remote session changed',
  total_tokens_reminder: 'token count',
  budget_usd: 'budget',
  max_turns_reached: 'most turns reached',
  silent_turn_reminder: 'reminder',
  batching_reminder: 'reminder',
  batching_reminder_sent: 'reminder',
  tool_search_usage_reminder: 'reminder',
  team_context: 'team',
  teammate_mailbox: 'messages from teammates',
  agent_mention: 'agent mentioned',
  peer_mention: 'peer mentioned',
  poll_events: 'events',
  fork_briefing: 'briefing of a fork',
  dir_sync_notice: 'folder synchronised',
  goal_status: (a) =>
    noteOf(
      flagOf(a['met']) ? 'goal met' : 'goal not met yet',
      [a['condition'], a['reason']].map(textIn).filter(Boolean).join('\n'),
    ),
  structured_output: 'structured output',
  relevant_memories: 'memories',
  thinking_stripped: 'reasoning dropped',
  thinking_drop: 'reasoning dropped',
  diagnostics: 'diagnostics',
  mcp_resource: 'server resource',
  directory: 'folder listing',
  ultramemory: 'memory',
  critical_system_reminder: 'reminder',
  verify_plan_reminder: 'reminder',
  compaction_reminder: 'reminder',
  token_usage: 'token count',
};

/** Context put into the prompt. A queued prompt is a turn of the person; everything else is a quiet row. */
export function attachmentItem(record: Shape, depth: Depth): LineItem {
  const attachment = shapeOf(record['attachment']) ?? {};
  const type = filledTextOf(attachment['type']) ?? 'without a type';
  if (type === 'queued_command') return queuedItem(record, attachment, depth);
  const known = Object.hasOwn(notes, type);
  const item = noticeItem(record, `attachment/${type}`, depth, () => {
    const words = known ? notes[type]! : type;
    return typeof words === 'string' ? noteOf(words, anyText(attachment)) : words(attachment);
  });
  item.is_known = known;
  if (type.startsWith('hook_')) addHookFacts(record, attachment, item);
  return item;
}

/** How the session was opened is the matcher of the hooks that ran then: `startup`, `resume`, `clear` or `compact`. */
function addHookFacts(record: Shape, attachment: Shape, item: LineItem): void {
  const runs = hookRunIn(record, attachment);
  const decisions = hookDecisionIn(record, attachment);
  if (runs.length > 0) item.hook_runs = runs;
  if (decisions.length > 0) item.approvals = decisions;
  if (attachment['hookName'] === 'SessionStart:resume' && attachment['type'] === 'hook_success')
    item.facts = { is_resume: true };
}

/** Text that was typed while the agent worked: about a third of what people say in busy sessions stands only here. */
function queuedItem(record: Shape, attachment: Shape, depth: Depth): LineItem {
  const parts = partsOf(attachment['prompt']);
  const mode = textIn(attachment['commandMode']);
  const is_meta = flagOf(attachment['isMeta']) || flagOf(record['isMeta']);
  const typed = parts.map((part) => textIn(part['text'])).find(isTyped);
  const is_prompt =
    mode === 'prompt' && !is_meta && isFromPerson(attachment) && typed !== undefined && agentOf(record) === null;
  const item = noticeItem(record, 'attachment/queued_command', depth, () => noteOf('queued', ''));
  item.disposition = 'message';
  item.subagents = subagentsEnding(parts);
  if (!item.message) return item;
  Object.assign(item.message, {
    merge_key: item.record_id ?? '',
    role: 'user',
    is_meta: !is_prompt,
    is_prompt,
    counts: is_prompt,
    outline_kind: is_prompt ? 'u' : 'm',
  });
  if (is_prompt) {
    const prompt_id = filledTextOf(attachment['source_uuid']) ?? item.record_id;
    item.prompt = prompt_id === null ? null : { prompt_id };
    const title = titleFromPrompt(typed ?? '');
    if (title) item.facts = { title };
  }
  if (depth === 'full')
    item.message.content = contentOf(
      parts.flatMap((part) => userBlocks(part, !is_prompt)),
      [],
      userImages(parts),
    );
  return item;
}

function isFromPerson(attachment: Shape): boolean {
  const origin = shapeOf(attachment['origin'])?.['kind'];
  return origin === undefined || origin === 'human';
}

const textIn = (value: unknown): string => textOf(value) ?? '';
const pathIn = (a: Shape): string =>
  filledTextOf(a['displayPath']) ?? filledTextOf(a['filename']) ?? filledTextOf(a['path']) ?? '';
const noteOf = (label: string, text: string, level: Note['level'] = 'info', ms: number | null = null): Note => ({
  label, text, level, duration_ms: ms !== null && ms >= 0 ? ms : null,
}); // prettier-ignore

function hookNote(a: Shape, level: Note['level']): Note {
  const name = filledTextOf(a['hookName']) ?? filledTextOf(a['hookEvent']) ?? '';
  const code = numberOf(a['exitCode']);
  const blocking = shapeOf(a['blockingError']);
  const text = [
    textIn(a['command']) || textIn(blocking?.['command']),
    code === null || code === 0 ? '' : `exit code ${code}`,
    textIn(blocking?.['blockingError']),
    anyText({ content: a['content'], message: a['message'], stdout: a['stdout'], stderr: a['stderr'] }),
    textIn(a['decision']),
  ];
  return noteOf(`hook ${name}`.trim(), text.filter((part) => part !== '').join('\n'), level, numberOf(a['durationMs']));
}

const tasksIn = (a: Shape): string =>
  listOf(a['content'])
    .map(shapeOf)
    .filter((task) => task !== null)
    .map((task) => `${textIn(task['status'])} · ${textIn(task['content']) || textIn(task['subject'])}`)
    .join('\n');

function namesNote(label: string, a: Shape): Note {
  const list = (sign: string, key: string) => listOf(a[key]).map((name) => `${sign} ${textIn(name)}`);
  const names = [
    ...list('+', 'addedNames'),
    ...list('+', 'addedTypes'),
    ...list('-', 'removedNames'),
    ...list('-', 'removedTypes'),
  ];
  return noteOf(label, names.join('\n'));
}

/** Whatever an attachment says: its text fields, else its JSON without the type. */
function anyText(a: Shape): string {
  const texts = ['text', 'content', 'message', 'banner', 'stdout', 'stderr', 'newDate', 'language']
    .map((key) => a[key])
    .map((value) =>
      Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').join('\n') : textIn(value),
    )
    .filter((text) => text !== '');
  if (texts.length > 0) return texts.join('\n');
  const rest = Object.fromEntries(
    Object.entries(a).filter(([key, value]) => key !== 'type' && value !== undefined && value !== ''),
  );
  return Object.keys(rest).length === 0 ? '' : jsonFromValue(rest);
}
