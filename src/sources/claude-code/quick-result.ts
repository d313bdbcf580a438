import { parseJson } from '../json.ts';
import type { LineItem } from '../source.ts';
import { type Shape, shapeOf, textOf } from '../shape.ts';
import { agentOf } from './agents.ts';
import { itemOf } from './item.ts';

/**
 * Counts a large tool result without parsing it. Two thirds of a log are outputs of commands and files that were read,
 * each written twice, and a catalog or an outline needs four short fields of such a line.
 *
 * It works only on the shape that the client has always written: the envelope's plain fields, then `message` with one
 * result, then plain fields around `toolUseResult`. A quote that follows a comma or a brace cannot stand inside a string,
 * where quotes are escaped, so what is found by such marks is structure and not content. Whatever is not exactly so, and
 * every failed call, is left to the parser: null.
 */
export function quickResult(bytes: Buffer, isPlainCall: (call_id: string) => boolean): Quick | null {
  const head = bytes.toString('latin1', 0, headBytes);
  const start = head.indexOf('"message":{');
  if (start < 2 || head.indexOf('{', 1) !== start + '"message":'.length) return null;
  const [opening = '', call_id] = resultStart.exec(head.slice(start)) ?? [];
  if (call_id === undefined || !isPlainCall(call_id)) return null;
  if (bytes.indexOf(callMark, start + opening.length) >= 0) return null;
  const extra = bytes.indexOf(extraMark, start);
  if (bytes.subarray(start, extra < 0 ? bytes.length : extra).includes(nextBlock)) return null;
  const rest = fieldsBehindMessage(bytes, start, extra);
  if (rest === null) return null;
  const envelope = flat(`${head.slice(0, start - 1)}}`);
  const record: Shape = { ...envelope, ...rest };
  if (envelope === null || record['type'] !== 'user' || record['toolDenialKind'] !== undefined) return null;
  const item = resultItem(record, call_id);
  return item && { record: { ...record, message: { content: [{ type: 'tool_result', tool_use_id: call_id }] } }, item };
}

interface Quick {
  /** The plain fields of the record, and a message with all of the result but its text. */
  record: Shape;
  item: LineItem;
}

const headBytes = 2048;
const tailBytes = 1024;
/** Room for the plain fields between the message and the structured result. */
const middleBytes = 1024;

/** The message's first block is a result that names its call before its content. An error is told behind the content. */
const resultStart =
  /^"message":\{"role":"user","content":\[\{(?:"type":"tool_result",)?"tool_use_id":"([\w-]{1,80})",(?:"type":"tool_result",)?"content":["[]/;
/** A second result in the same message. */
const callMark = Buffer.from('"tool_use_id":"');
/** A further block in the message, or in the result. */
const nextBlock = Buffer.from('},{"');
const extraMark = Buffer.from(',"toolUseResult":');
const messageEnd = '}]}';

/** The plain fields behind the message: before and behind the structured result, if there is one. */
function fieldsBehindMessage(bytes: Buffer, from: number, extra: number): Shape | null {
  if (extra < 0) {
    const tail = bytes.toString('latin1', Math.max(from, bytes.length - tailBytes));
    return fieldsAfter(tail.slice(0, -1), tail.length > 0 && tail.endsWith('}'));
  }
  if (bytes[extra + extraMark.length] !== openBrace) return null;
  const before = fieldsAfter(bytes.toString('latin1', Math.max(from, extra - middleBytes), extra), true);
  const after = fieldsAtEnd(bytes.toString('latin1', Math.max(extra, bytes.length - tailBytes)));
  return before && after && { ...before, ...after };
}

const openBrace = 0x7b;

/** Plain fields from the end of the message to the end of the text; null when the call failed. */
function fieldsAfter(text: string, isWhole: boolean): Shape | null {
  const end = text.lastIndexOf(messageEnd);
  if (!isWhole || end < 0 || text.slice(Math.max(0, end - 24), end).includes('"is_error":true')) return null;
  const fields = text.slice(end + messageEnd.length);
  if (fields === '') return {};
  return fields.startsWith(',"') ? flat(`{${fields.slice(1)}}`) : null;
}

/** Plain fields behind the structured result, which must say that the command was not interrupted, if it was one. */
function fieldsAtEnd(tail: string): Shape | null {
  if (tail.includes('"interrupted":true')) return null;
  if (tail.endsWith('}}')) return {};
  const start = tail.lastIndexOf('},"');
  return start < 0 ? null : flat(`{${tail.slice(start + 2)}`);
}

/** An object of plain values in ASCII, as one byte is read as one letter here; null for anything else. */
function flat(text: string): Shape | null {
  if (/[^\0-\x7f]/.test(text)) return null;
  try {
    const shape = shapeOf(parseJson(text));
    return shape && Object.values(shape).every((value) => typeof value !== 'object' || value === null) ? shape : null;
  } catch {
    return null;
  }
}

function resultItem(record: Shape, call_id: string): LineItem | null {
  if (textOf(record['uuid']) === null || textOf(record['timestamp']) === null) return null;
  const item = itemOf(record, 'user', 'message');
  item.tool_results = [
    {
      call_id,
      outcome: 'ok',
      denied_by: null,
      duration_ms: null,
      lines_added: null,
      lines_removed: null,
      agent_id: null,
    },
  ];
  item.message = {
    merge_key: item.record_id ?? '',
    role: 'user',
    agent_id: agentOf(record),
    is_meta: true,
    is_prompt: false,
    outline_kind: 'm',
    model: null,
    turn_id: null,
    call_ids: [],
    result_ids: [call_id],
    answer: null,
    is_only_results: true,
    error_count: 0,
    counts: false,
    content: null,
  };
  return item;
}
