import { z } from 'zod';
import { Count, Instant, Milliseconds, Tokens, Usd } from './units.ts';

/** Text cut at a stated length: `text_length` is the whole, in UTF-16 units; `blockText` pages the rest. */
const CutText = { text: z.string(), text_length: Count };

const blockId = { block_id: z.string() };

/** What a tool does, so that one card serves the tools of every agent. */
export const ToolKind = z.enum([
  'command',
  'read',
  'write',
  'edit',
  'search',
  'web',
  'agent',
  'todo',
  'plan',
  'question',
  'skill',
  'mcp',
  'other',
]);
export type ToolKind = z.infer<typeof ToolKind>;

/** A run of changed lines. Each line starts with ` `, `+`, `-` or `\`. Line numbers count from 1. */
export const Hunk = z.object({
  old_start: z.number().int(),
  old_lines: Count,
  new_start: z.number().int(),
  new_lines: Count,
  lines: z.array(z.string()),
});
export type Hunk = z.infer<typeof Hunk>;

/** One file changed by a tool. `hunks` is null when the log holds only the old and new text. */
export const FileChange = z.object({
  path: z.string(),
  change: z.enum(['create', 'update', 'delete', 'move']),
  hunks: z.array(Hunk).nullable(),
  old_text: z.string().nullable(),
  new_text: z.string().nullable(),
  lines_added: Count.nullable(),
  lines_removed: Count.nullable(),
  /** True when lines were left out to keep the page small. */
  is_cut: z.boolean(),
});
export type FileChange = z.infer<typeof FileChange>;

export const TodoItem = z.object({
  text: z.string(),
  status: z.enum(['pending', 'in_progress', 'completed', 'cancelled']),
});
export type TodoItem = z.infer<typeof TodoItem>;

/** How a tool call ended. `unknown`: the log does not say. `pending`: no result yet. */
export const Outcome = z.enum(['ok', 'error', 'denied', 'interrupted', 'pending', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

export const TextBlock = z.object({
  type: z.literal('text'),
  ...blockId,
  ...CutText,
  /** `markdown` for what people and models write, `plain` for output and wrappers. */
  format: z.enum(['markdown', 'plain']),
  /** What kind of injected text this is (`system reminder`, `command output`); null for text that somebody wrote. */
  label: z.string().nullable(),
  /** Put there by the program and not written by the person or the model: folded by default. */
  is_injected: z.boolean(),
});
export const ThinkingBlock = z.object({
  type: z.literal('thinking'),
  ...blockId,
  ...CutText,
  /** False when the log holds only an encrypted form; then the text is empty. */
  is_recorded: z.boolean(),
});
export const ToolCallBlock = z.object({
  type: z.literal('tool_call'),
  ...blockId,
  call_id: z.string(),
  name: z.string(),
  kind: ToolKind,
  /** The one argument that matters: command, path, pattern, query. */
  subject: z.string().nullable(),
  /** What the agent said it does this for. */
  description: z.string().nullable(),
  /** The whole input as indented JSON, cut. */
  input: z.string(),
  input_length: Count,
  /** Changes that the call asked for; what was really applied is in the result. */
  changes: z.array(FileChange),
  todos: z.array(TodoItem).nullable(),
  /** The subagent that this call started. */
  agent_id: z.string().nullable(),
});
export const ToolResultBlock = z.object({
  type: z.literal('tool_result'),
  ...blockId,
  ...CutText,
  call_id: z.string(),
  at: Instant.nullable(),
  is_error: z.boolean(),
  outcome: Outcome,
  /** Who refused a denied call: `person`, `rule`, `classifier`, `hook`; null otherwise. */
  denied_by: z.string().nullable(),
  exit_code: z.number().int().nullable(),
  /** As the tool itself reported it, else the time between call and result; see `duration_basis`. */
  duration_ms: Milliseconds.nullable(),
  /** `reported` by the tool, or `observed` between two lines of the log (includes waiting for permission). */
  duration_basis: z.enum(['reported', 'observed']).nullable(),
  changes: z.array(FileChange),
  /** Images in the result, to be read one by one with `image`. */
  images: z.array(z.object({ ...blockId, media_type: z.string(), bytes: Count })),
  /** The output was moved to a file beside the session; `block_id` pages it with `blockText`. */
  moved_output: z.object({ ...blockId, bytes: Count.nullable() }).nullable(),
  /** Labels of injected text that was cut out of `text`. */
  injected: z.array(z.object({ label: z.string(), text: z.string() })),
});
export const ImageBlock = z.object({
  type: z.literal('image'),
  ...blockId,
  media_type: z.string(),
  /** Size once decoded; 0 when the log holds no bytes. */
  bytes: Count,
  /** Why there is nothing to show, such as "The image is a link; links are not followed."; null when there is. */
  absent_reason: z.string().nullable(),
});
export const CompactionBlock = z.object({
  type: z.literal('compaction'),
  ...blockId,
  /** `auto`, `manual`, or null when not recorded. */
  trigger: z.string().nullable(),
  tokens_before: Count.nullable(),
  tokens_after: Count.nullable(),
  duration_ms: Milliseconds.nullable(),
});
/** Something the program noted: a hook run, a retry, a mode change, a record kind this version has no words for. */
export const NoticeBlock = z.object({
  type: z.literal('notice'),
  ...blockId,
  ...CutText,
  /** Short, such as `hook PostToolUse:Bash` or `api error 529`. */
  label: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  duration_ms: Milliseconds.nullable(),
});
export const ProblemBlock = z.object({
  type: z.literal('problem'),
  ...blockId,
  line: Count.nullable(),
  reason: z.string(),
});
export const Block = z.discriminatedUnion('type', [
  TextBlock,
  ThinkingBlock,
  ToolCallBlock,
  ToolResultBlock,
  ImageBlock,
  CompactionBlock,
  NoticeBlock,
  ProblemBlock,
]);
export type Block = z.infer<typeof Block>;
export type ToolCallBlock = z.infer<typeof ToolCallBlock>;
export type ToolResultBlock = z.infer<typeof ToolResultBlock>;

/** Usage of the API call that wrote a message. `context` is all that the model read: input, cache reads and writes. */
export const MessageUsage = Tokens.extend({
  context: Count,
  cost_usd: Usd.nullable(),
  /** False when this call is counted in another session, from which this one was forked or resumed. */
  is_counted_here: z.boolean(),
});
export type MessageUsage = z.infer<typeof MessageUsage>;

/**
 * One message as a person reads it: a prompt, everything one API call wrote, or something the program noted.
 * The result of a tool call stands right behind its call, in the same message.
 */
export const Message = z.object({
  message_id: z.string(),
  /** Place in its thread, from 0; what `offset` of the messages call means. */
  index: Count,
  role: z.enum(['user', 'assistant', 'system']),
  at: Instant.nullable(),
  model: z.string().nullable(),
  turn_id: z.string().nullable(),
  /** The subagent whose thread this is in; null in the main thread. */
  agent_id: z.string().nullable(),
  /** Not typed by the person although the log files it as a user's message. */
  is_meta: z.boolean(),
  /** On a path of the conversation that was left by a rewind or an edit; null when on the path that was kept. */
  branch: z.string().nullable(),
  usage: MessageUsage.nullable(),
  /** Why the answer ended, such as `tool_use`, `end_turn`, `max_tokens`, `refusal`. */
  stop_reason: z.string().nullable(),
  /** How much the model was told to think, such as `high`. */
  effort: z.string().nullable(),
  /** Why the provider could not use its cache for this call, and how many tokens that concerned. */
  cache_miss: z.object({ reason: z.string(), tokens: Count.nullable() }).nullable(),
  blocks: z.array(Block),
});
export type Message = z.infer<typeof Message>;

/**
 * A session's messages in brief, so that a screen can lay out a scroll bar and jump without holding them:
 * arrays of equal length, one place per message of the thread.
 */
export const Outline = z.object({
  total: Count,
  /** One letter per message: `u` user turn, `a` assistant, `m` injected user text, `s` notice, `c` compaction, `p` problem. */
  kinds: z.string(),
  /** Size of the message in the log, in bytes. */
  sizes: z.array(Count),
  /** Tool calls in the message. */
  tool_calls: z.array(Count),
  /** Failed tool calls, denials and API errors in the message. */
  errors: z.array(Count),
  /** Milliseconds since 1970; null when the log has no time. */
  times: z.array(z.number().nullable()),
  /** Messages in a row, `to` included, on a path of the conversation that was left. Absent when none was. */
  left_paths: z.array(z.object({ from: Count, to: Count, branch: z.string() })).optional(),
});
export type Outline = z.infer<typeof Outline>;
