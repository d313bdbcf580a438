import { filledTextOf, listOf, numberOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import type { DraftBlock, LineItem, MessagePart, SessionFacts } from '../source.ts';
import { hookRunIn, hookRuns } from './hooks.ts';
import { injectedBlock, injectedLabel, markdownBlock, userBlocks, withoutEditor } from './injected.ts';
import { contentOf, type Entry, itemOf, partOf, seal, sealText, type Shown, showAs } from './item.ts';
import { fingerprint, type Memory, remember } from './memory.ts';
import { areKnown, imageBlock, imagesIn, otherPartBlock, type Part, partsOf, textIn } from './parts.ts';
import { titleRank } from './titles.ts';
import { areTwins, isTwin } from './twins.ts';
import { judgement } from './approvals.ts';
import { placedCompaction, turnFact } from './turns.ts';
import { isUuid } from './uuid.ts';

type Family = 'event' | 'item';

/** What makes a message one, whatever record it comes from. */
interface Said {
  kind: string;
  parts: Part[];
  family: Family;
}

/** A user's message: typed, injected, or both in one record. */
export function userItem(entry: Entry, memory: Memory, { kind, parts, family }: Said): LineItem {
  const typed = parts.filter(isTyped);
  const isTypedMessage = typed.length > 0;
  const item = itemOf(entry, kind, 'message');
  if (parts.length === 0) return { ...item, disposition: 'bookkeeping' };
  item.is_known = areKnown(parts);
  if (isTypedMessage && isTwin(memory, 'u', family, twinText(typed))) return { ...item, disposition: 'copy' };
  const is_prompt = isTypedMessage && memory.agent_id === null;
  memory.is_open = false;
  const runs = hookRuns(
    memory,
    parts.map((part) => hookRunIn(part.text ?? '')),
  );
  if (runs.length > 0) item.hook_runs = runs;
  if (is_prompt) takePrompt(memory, item, typed, numberOf(entry.record['ordinal']));
  const message = partOf(memory, {
    merge_key: entry.id,
    role: 'user',
    is_meta: !isTypedMessage,
    is_prompt,
    outline_kind: is_prompt ? 'u' : 'm',
    counts: is_prompt,
    content: contentOf(entry, () => userContent(parts)),
  });
  return showAs(entry, memory, item, message);
}

const isTyped = (part: Part): boolean => {
  if (part.text === null) return part.kind === null || part.kind.startsWith('user.');
  if (part.text.trim() === '' || /^<\/?image\b[^>]{0,300}>$/.test(part.text.trim())) return false;
  return injectedLabel(part.text, part.kind) === null;
};

const twinText = (typed: Part[]): string => typed.map((part) => part.text ?? '').join('');

function takePrompt(memory: Memory, item: LineItem, typed: Part[], ordinal: number | null): void {
  memory.prompts += 1;
  remember(memory.before_prompts, [memory.last_id, memory.rollout, ordinal], 200);
  const text = typed.map((part) => part.text ?? '').find((part) => part.trim() !== '') ?? '';
  const turn = memory.turn_id !== null && isUuid(memory.turn_id) ? memory.turn_id : memory.root_id;
  const is_steer = memory.is_running ? memory.turn_prompts > 0 : null;
  memory.turn_prompts += 1;
  item.compaction = placedCompaction(memory, 'prompt');
  // Before 0.100 nothing but the prompt begins a turn.
  if (memory.turns === 0 && !memory.is_imported) Object.assign(item, turnFact(memory, { is_start: true }));
  item.prompt = {
    is_steer,
    prompt_id: `${turn}:${fingerprint(twinText(typed))}${turn === memory.root_id ? memory.prompts : ''}`,
  };
  const title = withoutEditor(text).own.trim() || placeholderFor(typed);
  if (title !== null) item.facts = { title: { rank: titleRank.prompt, text: seal(title), is_first: true } };
}

const placeholderFor = (typed: Part[]): string | null =>
  typed.some((part) => part.image !== null)
    ? '[Image]'
    : typed.some((part) => part.type.includes('audio'))
      ? '[Audio]'
      : null;

function userContent(parts: Part[]): Shown {
  const blocks = parts.flatMap((part): DraftBlock[] => {
    if (part.image !== null) return [imageBlock(part.image)];
    if (part.text === null) return [otherPartBlock(part)];
    return /^<\/?image\b[^>]{0,300}>$/.test(part.text.trim()) ? [] : userBlocks(part.text, part.kind);
  });
  return { blocks, images: imagesIn(parts, null) };
}

/** Instructions that the program gave the model: folded, each part by its own name. */
export function developerItem(entry: Entry, memory: Memory, kind: string, parts: Part[]): LineItem {
  const item = itemOf(entry, kind, 'message');
  item.is_known = areKnown(parts);
  const message = partOf(memory, {
    merge_key: entry.id,
    role: 'system',
    is_meta: true,
    outline_kind: 'm',
    content: contentOf(entry, () => ({
      blocks: parts.map((part) =>
        part.text === null
          ? otherPartBlock(part)
          : injectedBlock(part.text, injectedLabel(part.text, part.kind) ?? 'instructions'),
      ),
    })),
  });
  return showAs(entry, memory, item, message);
}

/** What the model said: commentary on its way, or its final answer. */
export function answerItem(entry: Entry, memory: Memory, { kind, parts, family }: Said): LineItem {
  const item = itemOf(entry, kind, 'message');
  item.is_known = areKnown(parts);
  if (isTwin(memory, 'a', family, textIn(parts))) return { ...item, disposition: 'copy' };
  const phase = wordOf(entry.body['phase']) ?? wordOf(shapeOf(entry.body['item'])?.['phase']);
  const message = assistantPart(memory, true);
  message.answer = { stop_reason: phase, effort: memory.effort, cache_miss: null };
  message.content = contentOf(entry, () => answerContent(parts));
  return Object.assign(showAs(entry, memory, item, message), judgement(memory, textIn(parts)));
}

function answerContent(parts: Part[]): Shown {
  const blocks = parts.map((part) => {
    if (part.image !== null) return imageBlock(part.image);
    return part.text === null ? otherPartBlock(part) : markdownBlock(part.text);
  });
  return { blocks, images: imagesIn(parts, null) };
}

/** Thoughts that may be read; `is_encrypted` when the log holds them in a form that only the provider can read. */
export function reasoningItem(
  entry: Entry,
  memory: Memory,
  { kind, texts, family, is_encrypted }: { kind: string; texts: string[]; family: Family; is_encrypted: boolean },
): LineItem {
  const item = itemOf(entry, kind, 'message');
  if (texts.length === 0 && !is_encrypted) return { ...item, disposition: 'bookkeeping' };
  if (texts.length > 0 && areTwins(memory, 'r', family, texts)) return { ...item, disposition: 'copy' };
  const message = assistantPart(memory, false);
  message.content = contentOf(entry, () => ({
    blocks: [{ type: 'thinking', text: texts.join('\n\n'), is_recorded: texts.length > 0 }],
  }));
  return showAs(entry, memory, item, message);
}

/** A part of what one model response wrote. The first part of it that says or does something counts as the message. */
export function assistantPart(memory: Memory, isMessage: boolean): MessagePart {
  if (!memory.is_open || (memory.is_after_output && !memory.has_counts)) {
    memory.response += 1;
    memory.is_open = true;
    memory.is_counted = false;
  }
  memory.is_after_output = false;
  const counts = isMessage && !memory.is_counted;
  if (counts) memory.is_counted = true;
  return partOf(memory, {
    merge_key: `response ${memory.response}`,
    role: 'assistant',
    outline_kind: 'a',
    model: sealText(memory.model),
    counts: counts && !memory.is_imported,
  });
}

/** `message` of any role. */
export function messageItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const parts = partsOf(body['content'], kindsOf(body));
  const role = textOf(body['role']);
  const item = itemFor(role, entry, memory, { kind: `${kind}/${role ?? 'no role'}`, parts, family: 'item' });
  if (role === null || !roles.has(role)) item.is_known = false;
  return item;
}

const roles = new Set(['user', 'assistant', 'developer', 'system']);

function itemFor(role: string | null, entry: Entry, memory: Memory, said: Said): LineItem {
  if (role === 'user') {
    const facts = environmentFacts(memory, said.parts);
    const item = userItem(entry, memory, said);
    if (facts) item.facts = { ...facts, ...item.facts };
    return item;
  }
  return role === 'assistant' ? answerItem(entry, memory, said) : developerItem(entry, memory, said.kind, said.parts);
}

/** What the agent says each part of a message is, in newer versions. */
function kindsOf(body: Shape): readonly unknown[] {
  const meta = shapeOf(body['internal_chat_message_metadata_passthrough']) ?? shapeOf(body['metadata']);
  return listOf(meta?.['content_item_kinds']);
}

/** The oldest files name the folder only in a text for the model. */
function environmentFacts(memory: Memory, parts: Part[]): SessionFacts | null {
  if (memory.cwd !== null) return null;
  for (const { text } of parts) {
    const start = text?.trimStart().slice(0, 2000) ?? '';
    if (!/^(?:<environment_context>|Current working directory:)/.test(start)) continue;
    const cwd = /<cwd>([^<\n]+)<\/cwd>|Current working directory:\s*(\S[^\n]*)/.exec(start);
    const folder = filledTextOf(cwd?.[1] ?? cwd?.[2]);
    if (folder === null) continue;
    memory.cwd = folder;
    return { cwd: seal(folder) };
  }
  return null;
}
