import type { DraftBlock, DraftImage, LineItem, MessagePart, SubagentFact } from '../source.ts';
import type { Depth } from '../source.ts';
import { filledTextOf, flagOf, type Shape, shapeOf, textOf } from '../shape.ts';
import { contentOf, itemOf } from './item.ts';
import { resultDraft, resultFact, resultImages, type ResultSource } from './tool-result.ts';
import { agentOf } from './agents.ts';
import { titleFromPrompt } from './titles.ts';
import { isTyped, tagText, textBlocks } from './wrappers.ts';

/** Marks of a record that is filed as a user's and was not typed by the person. */
const metaFlags = ['isMeta', 'isCompactSummary', 'isVisibleInTranscriptOnly', 'isVirtual', 'turnCompanion'];

export function userItem(record: Shape, depth: Depth): LineItem {
  const message = shapeOf(record['message']);
  const parts = partsOf(message?.['content']);
  const results = resultSources(record, parts);
  const others = parts.filter((part) => part['type'] !== 'tool_result');
  const is_meta = isMeta(record);
  const is_prompt = results.length === 0 && !is_meta && isHuman(record) && others.some(isTypedPart);
  const item = itemOf(record, 'user', 'message');
  item.is_known = others.every((part) => knownParts.has(String(part['type'])));
  item.tool_results = results.map(resultFact);
  if (is_prompt) {
    item.prompt = item.record_id === null ? null : { prompt_id: item.record_id };
    const title = titleFromPrompt(others.map((part) => textOf(part['text']) ?? '').find(isTyped) ?? '');
    if (title) item.facts = { title };
  }
  item.subagents = subagentsEnding(others);
  item.message = userPart(record, item, is_prompt, others.length > 0);
  if (depth === 'full')
    item.message.content = contentOf(
      others.flatMap((part) => userBlocks(part, is_meta || !isFromPerson(record))),
      results.map(resultDraft),
      [...userImages(others), ...results.flatMap((source) => resultImages(source.block))],
    );
  return item;
}

const knownParts = new Set(['text', 'image', 'document']);

function userPart(record: Shape, item: LineItem, is_prompt: boolean, hasOthers: boolean): MessagePart {
  return {
    merge_key: item.record_id ?? '',
    role: 'user',
    agent_id: agentOf(record),
    is_meta: !is_prompt,
    is_prompt,
    outline_kind: is_prompt ? 'u' : 'm',
    model: null,
    // `promptId` stands on some records of a turn only, so turns are told by their prompts.
    turn_id: null,
    call_ids: [],
    result_ids: item.tool_results.map((result) => result.call_id),
    answer: null,
    is_only_results: item.tool_results.length > 0 && !hasOthers,
    error_count: 0,
    counts: is_prompt,
    content: null,
  };
}

/** The content as blocks; a plain string is one text, and what is neither text nor list is shown as an unknown block. */
export function partsOf(content: unknown): Shape[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [{ type: 'content of another shape', content }];
  return content.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : (shapeOf(part) ?? {})));
}

function resultSources(record: Shape, parts: Shape[]): ResultSource[] {
  const blocks = parts.filter((part) => part['type'] === 'tool_result');
  const extra = blocks.length === 1 ? shapeOf(record['toolUseResult']) : null;
  return blocks.map((block) => ({ record, block, extra }));
}

const isMeta = (record: Shape): boolean =>
  metaFlags.some((flag) => flagOf(record[flag])) || filledTextOf(record['sourceToolUseID']) !== null;

/** Whether a person is behind the record, by the fields that newer versions write; older ones have none of them. */
const isHuman = (record: Shape): boolean =>
  !flagOf(record['isSidechain']) && record['toolUseResult'] === undefined && isFromPerson(record);

/** What another program asked through the SDK is a prompt like any other. */
function isFromPerson(record: Shape): boolean {
  const origin = shapeOf(record['origin'])?.['kind'];
  const turnOrigin = record['turnOrigin'];
  return (
    (origin === undefined || origin === 'human') &&
    (turnOrigin === undefined || turnOrigin === 'human' || turnOrigin === 'sdk')
  );
}

/** A notification that a background task, which may be a subagent, has ended. */
export function subagentsEnding(parts: Shape[]): SubagentFact[] {
  const text = parts.map((part) => textOf(part['text']) ?? '').find((part) => part.startsWith('<task-notification>'));
  const agent_id = text === undefined ? null : tagText(text, 'task-id');
  if (text === undefined || !agent_id) return [];
  const status = tagText(text, 'status');
  const state = status === 'completed' ? 'completed' : status === 'failed' || status === 'killed' ? 'failed' : null;
  return [{ agent_id, call_id: tagText(text, 'tool-use-id'), state }];
}

const isTypedPart = (part: Shape): boolean =>
  part['type'] === 'image' ||
  part['type'] === 'document' ||
  (part['type'] === 'text' && isTyped(textOf(part['text']) ?? ''));

export function userBlocks(part: Shape, is_injected: boolean): DraftBlock[] {
  switch (part['type']) {
    case 'text':
      return textBlocks(textOf(part['text']) ?? '', is_injected);
    case 'image':
      return [imageBlock(shapeOf(part['source']) ?? {})];
    case 'document':
      return [documentBlock(part)];
    default:
      return [unknownBlock(part)];
  }
}

export function imageBlock(source: Shape): DraftBlock {
  const base64 = source['type'] === 'base64' ? textOf(source['data']) : null;
  return {
    type: 'image',
    media_type: textOf(source['media_type']) ?? 'unknown',
    bytes: base64 === null ? 0 : Math.floor((base64.length * 3) / 4),
    absent_reason: base64 === null ? absentImage(source['type']) : null,
  };
}

const absentImage = (type: unknown): string =>
  type === 'url' ? 'The image is a link; links are not followed.' : 'The log holds only a reference to the image.';

export function userImages(parts: Shape[]): DraftImage[] {
  return parts
    .filter((part) => part['type'] === 'image')
    .map((part, place) => {
      const source = shapeOf(part['source']) ?? {};
      return {
        call_id: null,
        place,
        media_type: textOf(source['media_type']) ?? 'unknown',
        base64: source['type'] === 'base64' ? (textOf(source['data']) ?? '') : '',
      };
    });
}

function documentBlock(part: Shape): DraftBlock {
  const source = shapeOf(part['source']) ?? {};
  const text = source['type'] === 'text' ? (textOf(source['data']) ?? '') : '';
  const title = filledTextOf(part['title']) ?? filledTextOf(source['media_type']) ?? 'document';
  return {
    type: 'text',
    text: text === '' ? title : `${title}\n${text}`,
    format: 'plain',
    label: 'document',
    is_injected: true,
  };
}

/** A block this version has no words for: its type and what it holds. */
export function unknownBlock(part: Shape): DraftBlock {
  const type = filledTextOf(part['type']) ?? 'without a type';
  const text = Object.keys(part)
    .filter((key) => key !== 'type')
    .map((key) => `${key}: ${typeof part[key] === 'string' ? part[key] : typeof part[key]}`)
    .join('\n');
  return { type: 'text', text, format: 'plain', label: `block ${type}`, is_injected: true };
}
