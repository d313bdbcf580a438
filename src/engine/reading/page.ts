import type { OpenFile } from '../../files/files.ts';
import type { Block, FileChange, Message, ToolResultBlock } from '../../contract/message.ts';
import { redact, type Redactor, Unredacted } from '../../redaction/unredacted.ts';
import type {
  CompactionFact,
  DraftBlock,
  DraftImage,
  DraftResult,
  LineItem,
  PartContent,
} from '../../sources/source.ts';
import { jsonFromValue, wordOf } from '../../sources/shape.ts';
import { toolNameFrom } from './call-words.ts';
import { mediaTypeOf } from './image-bytes.ts';
import type { FileOutline, OutlineMessage, Place, ResultPlace } from './outline.ts';
import { safeSubject } from './subject.ts';

/** Where texts are cut: lengths in UTF-16 units, and lines of one changed file. */
export interface Cut {
  text: number;
  output: number;
  notice: number;
  input: number;
  change: number;
  hunk_line: number;
  hunk_lines: number;
}

/** Texts of a page are cut here; the rest is read on demand. */
const pageCut: Cut = {
  text: 24_000,
  output: 4_000,
  notice: 2_000,
  input: 4_000,
  change: 12_000,
  hunk_line: 2_000,
  hunk_lines: 400,
};
const noEnd = Number.POSITIVE_INFINITY;
export const uncut: Cut = {
  text: noEnd,
  output: noEnd,
  notice: noEnd,
  input: noEnd,
  change: noEnd,
  hunk_line: noEnd,
  hunk_lines: noEnd,
};
/** A page ends early rather than grow beyond about this many UTF-16 units. */
const pageChars = 1_200_000;

type Read = (place: Place) => LineItem | null;

/** Messages `from` to `to` of a thread with their text, redacted, cut, results behind their calls. */
export function pageOf(
  outline: FileOutline,
  thread: OutlineMessage[],
  {
    from, to, file, redactor, cut = pageCut,
  }: { from: number; to: number; file: OpenFile; redactor: Redactor; cut?: Cut }, // prettier-ignore
): Message[] {
  const read = itemReader(outline, file);
  const page: Message[] = [];
  let chars = 0;
  for (let index = from; index < to && chars < pageChars; index++) {
    const message = messageOf(outline, thread[index]!, index, { read, redactor, cut });
    chars += JSON.stringify(message.blocks).length;
    page.push(message);
  }
  return page;
}

/** What gives any message of a file as a page would, with the whole of its texts. */
export function wholeMessages(
  outline: FileOutline,
  { file, redactor }: { file: OpenFile; redactor: Redactor },
): (message: OutlineMessage, index: number) => Message {
  const tools = { read: itemReader(outline, file), redactor, cut: uncut };
  return (message, index) => messageOf(outline, message, index, tools);
}

/** Reads single records again, at full depth. A record that has changed on disk since reads as null. */
function itemReader(outline: FileOutline, file: OpenFile): Read {
  let last: { offset: number; items: LineItem[] } | null = null;
  return (place) => {
    if (last?.offset !== place.offset) {
      const bytes = Buffer.allocUnsafe(place.length);
      const got = file.read(bytes, place.offset);
      last = {
        offset: place.offset,
        items: got === place.length ? outline.reader.read(bytes, place.line, 'full') : [],
      };
    }
    const item = last.items[place.record];
    return item && item.disposition !== 'problem' ? item : null;
  };
}

interface Tools {
  read: Read;
  redactor: Redactor;
  cut: Cut;
}

function messageOf(outline: FileOutline, message: OutlineMessage, index: number, tools: Tools): Message {
  const parts = message.parts.map((place) => ({ place, item: tools.read(place) }));
  const compaction = message.record_id === null ? undefined : outline.compactions.get(message.record_id);
  const blocks = parts
    .flatMap(({ place, item }) => blocksOf(outline, item, place, tools))
    .map((block) => (block.type === 'compaction' && compaction ? withFigures(block, compaction) : block));
  if (message.problem) blocks.push({ type: 'problem', block_id: `${message.problem.line}-p`, ...message.problem });
  for (const { item, place } of parts) if (item) blocks.push(...orphansOf(item, place, message, tools));
  return {
    message_id: safeId(
      message.record_id ?? `line ${message.problem?.line ?? message.parts[0]?.line ?? 0}`,
      tools.redactor,
    ),
    index,
    role: message.role,
    at: message.at === null ? null : new Date(message.at).toISOString(),
    model: message.model && redact(message.model, tools.redactor),
    turn_id: message.turn_id === null ? turnNumber(message.turn) : safeId(message.turn_id, tools.redactor),
    agent_id: message.agent_id,
    is_meta: message.is_meta,
    branch: message.branch,
    usage: null,
    stop_reason: wordOf(message.answer?.stop_reason),
    effort: wordOf(message.answer?.effort),
    cache_miss: message.answer?.cache_miss ?? null,
    blocks,
  };
}

/** The record of a compaction may leave its figures to others. */
const withFigures = (block: Extract<Block, { type: 'compaction' }>, said: CompactionFact): Block => ({
  ...block,
  trigger: block.trigger ?? said.trigger,
  tokens_before: block.tokens_before ?? said.tokens_before,
  tokens_after: block.tokens_after ?? said.tokens_after,
});

const turnNumber = (turn: number): string | null => (turn > 0 ? String(turn) : null);

/** Ids stand in the log like any text. */
const safeId = (id: string, redactor: Redactor): string => redact(new Unredacted(id), redactor);

function blocksOf(outline: FileOutline, item: LineItem | null, place: Place, tools: Tools): Block[] {
  if (!item)
    return [
      {
        type: 'problem',
        block_id: `${place.offset}-p`,
        line: place.line,
        reason: 'The line has changed on disk since it was indexed.',
      },
    ];
  const content = item.message?.content;
  if (!content) return [];
  const drafts = redact(content.blocks, tools.redactor);
  return drafts.flatMap((draft, n) => {
    const block_id = blockId(place, `b${n}`);
    if (draft.type !== 'tool_call') return [blockFrom(draft, block_id, tools.cut)];
    const call_id = outline.callName(draft.call_id, place);
    const result = outline.results.get(call_id);
    const link = outline.agentLinks.find((agent) => agent.call_id === draft.call_id);
    const call = {
      ...toolCallFrom(draft, block_id, tools),
      call_id,
      agent_id: link?.agent_id ?? result?.agent_id ?? null,
    };
    const answer = result ? resultBlock(outline, call_id, result, tools) : null;
    return answer ? [call, answer] : [call];
  });
}

export const blockId = (place: Place, name: string): string => `${place.offset}-${place.record}-${name}`;

function blockFrom(draft: Exclude<DraftBlock, { type: 'tool_call' }>, block_id: string, cut: Cut): Block {
  switch (draft.type) {
    case 'text':
      return { ...draft, block_id, ...cutText(draft.text, draft.label === null ? cut.text : cut.output) };
    case 'thinking':
      return { ...draft, block_id, ...cutText(draft.text, cut.text) };
    case 'notice':
      return {
        ...draft,
        block_id,
        ...cutText(draft.text, cut.notice),
        label: draft.label.slice(0, 300).toWellFormed(),
      };
    case 'image':
      return { ...draft, block_id, media_type: mediaTypeOf(draft.media_type) };
    default:
      return { ...draft, block_id };
  }
}

function toolCallFrom(
  draft: Extract<DraftBlock, { type: 'tool_call' }>,
  block_id: string,
  { redactor, cut }: Tools,
): Extract<Block, { type: 'tool_call' }> {
  const input = jsonFromValue(draft.input);
  const subject = safeSubject(draft);
  return {
    ...draft,
    block_id,
    name: toolNameFrom(draft.name, redactor),
    subject: subject === null ? null : cutText(subject, cut.input).text,
    description: draft.description === null ? null : cutText(draft.description, cut.notice).text,
    input: cutText(input, cut.input).text,
    input_length: input.length,
    changes: draft.changes.map((change) => cutChange(change, cut)),
    agent_id: null,
  };
}

function resultBlock(outline: FileOutline, call_id: string, place: ResultPlace, tools: Tools): ToolResultBlock | null {
  const found = [place, ...place.more].flatMap((at) => draftAt(at, tools));
  const first = found[0];
  if (!first) return null;
  // The text stays that of one record, so that the rest of it can be read there; another call's output is shown with it.
  const shown = found.find(({ draft }) => draft.text !== '' && draft.call_id === first.draft.call_id) ?? first;
  const called = outline.callTimes.get(call_id) ?? null;
  const ended =
    (first.draft.outcome === 'unknown' ? found.find(({ draft }) => draft.outcome !== 'unknown') : null) ?? first;
  const observed = called !== null && ended.at !== null && ended.at >= called ? ended.at - called : null;
  const draft = {
    ...mergedDraft(
      shown.draft,
      found.map((other) => other.draft),
    ),
    call_id,
  };
  return resultFrom(draft, blockId(shown.place, `r${shown.n}`), shown.content, { observed, cut: tools.cut });
}

interface FoundDraft {
  place: Place;
  at: number | null;
  n: number;
  draft: DraftResult;
  content: PartContent;
}

function draftAt(place: Place & { at: number | null; content_id: string }, tools: Tools): FoundDraft[] {
  const content = tools.read(place)?.message?.content;
  if (!content) return [];
  const drafts = redact(content.results, tools.redactor);
  const n = drafts.findIndex((draft) => draft.call_id === place.content_id);
  return n < 0 ? [] : [{ place, at: place.at, n, draft: drafts[n]!, content }];
}

/** One result that several records tell of: what the first does not know is taken from the next that does. */
function mergedDraft(shown: DraftResult, all: DraftResult[]): DraftResult {
  const ending = all.find((draft) => draft.outcome !== 'unknown') ?? shown;
  const timed = all.find((draft) => draft.call_id === shown.call_id && draft.duration_ms !== null);
  return {
    ...shown,
    outcome: ending.outcome,
    is_error: ending.is_error,
    denied_by: ending.denied_by,
    exit_code: all.find((draft) => draft.exit_code !== null)?.exit_code ?? null,
    duration_ms: timed?.duration_ms ?? null,
    duration_basis: timed?.duration_basis ?? null,
    changes: all.find((draft) => draft.changes.length > 0)?.changes ?? [],
    injected: all.flatMap((draft) => draft.injected),
  };
}

function resultFrom(
  draft: DraftResult,
  block_id: string,
  content: PartContent,
  { observed, cut }: { observed: number | null; cut: Cut },
): ToolResultBlock {
  const images = content.images
    .map((image, place) => ({ image, place }))
    .filter(({ image }) => image.call_id === draft.call_id);
  const { moved_to, ...said } = draft;
  return {
    ...said,
    block_id,
    ...cutText(draft.text, cut.output),
    moved_output: moved_to && { block_id: `${movedPrefix}${moved_to.name}`, bytes: moved_to.bytes },
    duration_ms: draft.duration_ms ?? observed,
    duration_basis: draft.duration_basis ?? (observed === null ? null : 'observed'),
    changes: draft.changes.map((change) => cutChange(change, cut)),
    images: images.map(({ image, place }) => ({
      block_id: `${block_id.slice(0, block_id.lastIndexOf('-'))}-i${place}`,
      media_type: mediaTypeOf(image.media_type),
      bytes: Math.floor((image.base64.length * 3) / 4),
    })),
    injected: draft.injected.map((part) => ({ label: part.label, text: cutText(part.text, cut.notice).text })),
  };
}

/** Block ids of outputs that were moved to a file of their own begin with this. */
export const movedPrefix = 'file-';

/** Results whose call is nowhere to be seen are shown all the same, and said to be so. */
function orphansOf(item: LineItem, place: Place, message: OutlineMessage, tools: Tools): Block[] {
  const content = item.message?.content;
  if (!content || message.orphan_ids.length === 0) return [];
  return redact(content.results, tools.redactor).flatMap((draft, n): Block[] =>
    message.orphan_ids.includes(draft.call_id)
      ? [
          {
            type: 'problem',
            block_id: blockId(place, `p${n}`),
            line: place.line,
            reason: 'This result belongs to no call of the session.',
          },
          resultFrom(draft, blockId(place, `r${n}`), content, { observed: null, cut: tools.cut }),
        ]
      : [],
  );
}

/** Cuts at a whole character; `text_length` is the length of the whole. */
function cutText(text: string, most: number): { text: string; text_length: number } {
  const whole = text.toWellFormed();
  if (whole.length <= most) return { text: whole, text_length: whole.length };
  const end = /[\uD800-\uDBFF]/.test(whole[most - 1]!) ? most - 1 : most;
  return { text: whole.slice(0, end), text_length: whole.length };
}

/** A change as it is shown in a page. */
export const changeForPage = (change: FileChange): FileChange => cutChange(change, pageCut);

function cutChange(change: FileChange, cut: Cut): FileChange {
  const old_text = change.old_text === null ? null : cutText(change.old_text, cut.change);
  const new_text = change.new_text === null ? null : cutText(change.new_text, cut.change);
  let left = cut.hunk_lines;
  const hunks = change.hunks?.map((hunk) => {
    const lines = hunk.lines.slice(0, Math.max(0, left)).map((line) => cutText(line, cut.hunk_line).text);
    left -= hunk.lines.length;
    return { ...hunk, lines };
  });
  const isCut = left < 0 || (old_text?.text_length ?? 0) > cut.change || (new_text?.text_length ?? 0) > cut.change;
  return {
    ...change,
    old_text: old_text?.text ?? null,
    new_text: new_text?.text ?? null,
    hunks: hunks ? hunks.filter((hunk) => hunk.lines.length > 0) : null,
    is_cut: change.is_cut || isCut,
  };
}

/** What stands behind a block id: the whole text of a block, or the bytes of an image. Null when there is no such block. */
export function blockAt(items: LineItem[], block_id: string, redactor: Redactor): { text: string } | DraftImage | null {
  const [, record, kind, place] = /^\d+-(\d{1,6})-([bir])(\d{1,9})$/.exec(block_id) ?? [];
  const content = items[Number(record)]?.message?.content;
  if (!content) return null;
  const n = Number(place);
  if (kind === 'i') return content.images[n] ?? null;
  if (kind === 'r') {
    const draft = redact(content.results, redactor)[n];
    return draft ? { text: draft.text.toWellFormed() } : null;
  }
  const draft = redact(content.blocks, redactor)[n];
  if (!draft) return null;
  if (draft.type === 'image') return imageBefore(redact(content.blocks, redactor), n, content.images);
  if (draft.type === 'tool_call') return { text: jsonFromValue(draft.input).toWellFormed() };
  return 'text' in draft ? { text: draft.text.toWellFormed() } : null;
}

/** The bytes of the image block at place `n`: images of blocks are counted in the order of their blocks. */
function imageBefore(blocks: DraftBlock[], n: number, images: DraftImage[]): DraftImage | null {
  const place = blocks.slice(0, n).filter((block) => block.type === 'image').length;
  return images.filter((image) => image.call_id === null)[place] ?? null;
}
