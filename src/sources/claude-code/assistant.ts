import type { AnswerFacts, Depth, DraftBlock, LineItem } from '../source.ts';
import { countOf, filledTextOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import { agentOf } from './agents.ts';
import { contentOf, itemOf, sealText } from './item.ts';
import { hostedDraft, hostedFact, isHostedResult } from './hosted-result.ts';
import { toolCallBlock, toolCallFact } from './tools.ts';
import { callOf, isApiError, isClientMade } from './usage.ts';
import { finalErrorIn } from './turns.ts';
import { billingHint } from './billing.ts';
import { imageBlock, partsOf, unknownBlock, userImages } from './user.ts';

export function assistantItem(record: Shape, depth: Depth): LineItem {
  const message = shapeOf(record['message']) ?? {};
  const parts = (message['content'] === '' ? [] : partsOf(message['content'])).map((part, n) =>
    withCallId(part, n, record),
  );
  const results = parts.filter(isHostedResult);
  const blocks = parts.filter((part) => !isHostedResult(part));
  const calls = blocks.filter(isToolUse);
  const item = itemOf(record, 'assistant', 'message');
  item.is_known = parts.every((part) => knownBlocks.has(String(part['type'])));
  item.call = callOf(record, message);
  const billing_hint = billingHint(record, message, blocks);
  if (billing_hint !== null) item.facts = { billing_hint };
  item.tool_calls = calls.map((block) => toolCallFact(idOf(block), nameOf(block), inputOf(block)));
  item.tool_results = results.map(hostedFact);
  item.message = {
    merge_key: filledTextOf(message['id']) ?? item.record_id ?? '',
    role: 'assistant',
    agent_id: agentOf(record),
    is_meta: isClientMade(message),
    is_prompt: false,
    outline_kind: 'a',
    model: isClientMade(message) ? null : sealText(message['model']),
    turn_id: null,
    call_ids: item.tool_calls.map((call) => call.call_id),
    result_ids: item.tool_results.map((result) => result.call_id),
    is_only_results: results.length > 0 && blocks.length === 0,
    answer: answerFacts(record, message),
    error_count: isApiError(record) ? 1 : 0,
    counts: item.call !== null && blocks.some((block) => block['type'] === 'text' || isToolUse(block)),
    content: null,
  };
  if (isApiError(record)) item.api_error = finalErrorIn(record);
  if (depth === 'full')
    item.message.content = contentOf(
      blocks.map((block) => assistantBlock(block, record, message)),
      results.map((block) => hostedDraft(block, item.at)),
      userImages(blocks),
    );
  return item;
}

const knownBlocks = new Set([
  'text', 'thinking', 'redacted_thinking', 'tool_use', 'server_tool_use', 'mcp_tool_use', 'image', 'fallback',
  'advisor_tool_result', 'web_search_tool_result', 'web_fetch_tool_result', 'code_execution_tool_result',
  'bash_code_execution_tool_result', 'text_editor_code_execution_tool_result', 'tool_search_tool_result',
  'mcp_tool_result', 'container_upload', 'compaction',
]); // prettier-ignore

function answerFacts(record: Shape, message: Shape): AnswerFacts {
  const miss = shapeOf(shapeOf(message['diagnostics'])?.['cache_miss_reason']);
  const reason = wordOf(miss?.['type']);
  return {
    stop_reason: wordOf(message['stop_reason']),
    effort: wordOf(record['effort']),
    cache_miss: reason === null ? null : { reason, tokens: countOf(miss?.['cache_missed_input_tokens']) },
  };
}

const toolUses = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use']);
const isToolUse = (block: Shape): boolean => toolUses.has(String(block['type']));
const idOf = (block: Shape): string => textOf(block['id']) ?? '';

/** A call without an id is named by its place, so that it is not taken for every other one without. */
const withCallId = (block: Shape, place: number, record: Shape): Shape =>
  isToolUse(block) && filledTextOf(block['id']) === null
    ? { ...block, id: `call ${place} of ${textOf(record['uuid']) ?? 'a record'}` }
    : block;
/** A server's tool that the provider calls has the name it has when the client calls it. */
function nameOf(block: Shape): string {
  const name = filledTextOf(block['name']) ?? 'unnamed tool';
  const server = block['type'] === 'mcp_tool_use' ? filledTextOf(block['server_name']) : null;
  return server === null ? name : `mcp__${server}__${name}`;
}
const inputOf = (block: Shape): Shape => shapeOf(block['input']) ?? {};

function assistantBlock(block: Shape, record: Shape, message: Shape): DraftBlock {
  switch (block['type']) {
    case 'text':
      return writtenText(textOf(block['text']) ?? '', record, message);
    case 'thinking': {
      const text = textOf(block['thinking']) ?? '';
      return { type: 'thinking', text, is_recorded: text !== '' };
    }
    case 'redacted_thinking':
      return { type: 'thinking', text: '', is_recorded: false };
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return toolCallBlock(idOf(block), nameOf(block), inputOf(block));
    case 'image':
      return imageBlock(shapeOf(block['source']) ?? {});
    case 'fallback':
      return noteBlock('model changed', `${modelIn(block['from'])} → ${modelIn(block['to'])}`);
    default:
      return unknownBlock(block);
  }
}

function writtenText(text: string, record: Shape, message: Shape): DraftBlock {
  if (isApiError(record)) {
    const error = filledTextOf(record['error']) ?? 'API error';
    return { type: 'notice', label: error.replaceAll('_', ' '), text, level: 'error', duration_ms: null };
  }
  if (isClientMade(message) && /^(?:No response requested\.|\(?[Nn]o content\)?)$/.test(text.trim()))
    return { type: 'text', text, format: 'plain', label: 'program note', is_injected: true };
  return { type: 'text', text, format: 'markdown', label: null, is_injected: false };
}

const noteBlock = (label: string, text: string): DraftBlock => ({
  type: 'notice', label, text, level: 'info', duration_ms: null,
}); // prettier-ignore

const modelIn = (value: unknown): string => filledTextOf(shapeOf(value)?.['model']) ?? 'unknown';
