import type { FileTouch, TouchKind } from '../../contract/files.ts';
import { redact, type Redactor, type Unredacted } from '../../redaction/unredacted.ts';
import type { ToolCallFact, ToolResultFact } from '../../sources/source.ts';
import { toolNameFrom } from './call-words.ts';

/** A call and one of its files, text still sealed. */
interface Touch {
  path: Unredacted<string>;
  kind: TouchKind;
  way: FileTouch['way'];
  lines_added: number | null;
  lines_removed: number | null;
}

interface Call {
  name: Unredacted<string>;
  kind: FileTouch['tool_kind'];
  at: number | null;
  asked: Touch[];
  /** What was really done, once a result tells. */
  done: Touch[];
}

/** A touch that can leave the reader, but for what only the outline knows. */
export type SaidTouch = Omit<FileTouch, 'agent_id' | 'index' | 'outcome'> & { path: string };

/** The files that the calls of a log name, gathered while its outline is made. */
export class FilesTouched {
  readonly #calls = new Map<string, Call>();

  /** Takes in a call by the name under which the outline knows it. A later copy of a call says nothing new. */
  addCall(name: string, call: ToolCallFact, at: number | null): void {
    if (this.#calls.has(name)) return;
    const asked = call.files ? call.files.map(touchFrom) : call.path ? [oneTouch(call, call.path)] : [];
    this.#calls.set(name, { name: call.name, kind: call.kind, at, asked, done: [] });
  }

  addResult(name: string, result: ToolResultFact): void {
    const call = this.#calls.get(name);
    if (!call) return;
    if (result.files && result.files.length > 0) call.done = result.files.map(touchFrom);
    const [only] = call.asked;
    if (!only || call.asked.length > 1) return;
    only.way = result.way ?? only.way;
    only.lines_added = result.lines_added ?? only.lines_added;
    only.lines_removed = result.lines_removed ?? only.lines_removed;
  }

  /** The touches of one call. */
  touchesOf(call_id: string, redactor: Redactor): SaidTouch[] {
    const call = this.#calls.get(call_id);
    if (!call) return [];
    const facts = factsOf(call_id, call, redactor);
    const touches = call.done.length > 0 ? call.done : call.asked;
    return touches.map(({ path, ...touch }) => ({ ...touch, ...facts, path: redact(path, redactor).toWellFormed() }));
  }

  /** A search whose input names a path. */
  searchOf(call_id: string, path: string, redactor: Redactor): SaidTouch[] {
    const call = this.#calls.get(call_id);
    const touch = {
      path: path.toWellFormed(),
      kind: 'search',
      way: null,
      lines_added: null,
      lines_removed: null,
    } as const;
    return call ? [{ ...touch, ...factsOf(call_id, call, redactor) }] : [];
  }

  isSearch(call_id: string): boolean {
    return this.#calls.get(call_id)?.kind === 'search';
  }
}

const factsOf = (call_id: string, { name, kind, at }: Call, redactor: Redactor) => ({
  tool: toolNameFrom(redact(name, redactor), redactor),
  tool_kind: kind,
  at: at === null ? null : new Date(at).toISOString(),
  call_id,
});

function touchFrom({
  path,
  change,
  way,
  lines_added,
  lines_removed,
}: NonNullable<ToolCallFact['files']>[number]): Touch {
  return { path, kind: change, way: way ?? null, lines_added, lines_removed };
}

function oneTouch({ kind, lines_added, lines_removed }: ToolCallFact, path: Unredacted<string>): Touch {
  const isWrite = kind === 'write' || kind === 'edit';
  return {
    path,
    kind: isWrite ? 'write' : kind === 'search' ? 'search' : 'read',
    way: null,
    lines_added: isWrite ? lines_added : null,
    lines_removed: isWrite ? lines_removed : null,
  };
}
