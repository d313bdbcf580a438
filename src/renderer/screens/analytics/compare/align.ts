import type { Message } from '../../../../contract/message.ts';

/** One prompt and what was done on it. */
export interface Turn {
  /** Place of the prompt's message in its thread. */
  index: number;
  prompt: string;
  /** Tool calls in order: name and the one argument that matters. */
  steps: string[];
}

/** The turns of a thread, from those before its next messages on; what stands before the first prompt belongs to none. */
export function turnsOf(messages: readonly Message[], before: readonly Turn[] = []): Turn[] {
  const turns = before.map((turn) => ({ ...turn, steps: [...turn.steps] }));
  for (const message of messages) {
    const prompt = promptOf(message);
    if (prompt !== null) turns.push({ index: message.index, prompt, steps: [] });
    for (const block of message.blocks)
      if (block.type === 'tool_call') turns.at(-1)?.steps.push(`${block.name} ${block.subject ?? ''}`.trim());
  }
  return turns;
}

/** What a person wrote in a message; null when it is no prompt. */
function promptOf(message: Message): string | null {
  if (message.role !== 'user' || message.is_meta) return null;
  const texts = message.blocks.flatMap((block) => (block.type === 'text' && !block.is_injected ? [block.text] : []));
  return texts.length === 0 ? null : texts.join('\n').trim();
}

/** The turns of one side as far as they were read. */
export interface ReadTurns {
  turns: Turn[];
  /** How many messages the thread has, and how many of them were read. */
  total: number;
  read: number;
}

/**
 * The turns of both that can be held against each other. The last turn of a side that was not read to its end may go on, and
 * what comes after it is not known: there both end.
 */
export function comparableTurns(a: ReadTurns, b: ReadTurns): [a: Turn[], b: Turn[]] {
  const ends = [a, b].map(({ turns, total, read }) => (read < total ? Math.max(0, turns.length - 1) : Infinity));
  const end = Math.min(...ends);
  return [a.turns.slice(0, end), b.turns.slice(0, end)];
}

/** Turns of the same place, and where they part. */
export interface AlignedTurn {
  a: Turn | null;
  b: Turn | null;
  /** How many steps are the same from the beginning of the turn on. */
  same_steps: number;
  is_same_prompt: boolean;
  is_same: boolean;
}

/** Both sessions turn by turn; `divergence` is the place of the first turn that is not the same, null when all are. */
export function alignTurns(
  a: readonly Turn[],
  b: readonly Turn[],
): { turns: AlignedTurn[]; divergence: number | null } {
  const turns = Array.from({ length: Math.max(a.length, b.length) }, (_, place) =>
    aligned(a[place] ?? null, b[place] ?? null),
  );
  const divergence = turns.findIndex((turn) => !turn.is_same);
  return { turns, divergence: divergence < 0 ? null : divergence };
}

function aligned(a: Turn | null, b: Turn | null): AlignedTurn {
  if (a === null || b === null) return { a, b, same_steps: 0, is_same_prompt: false, is_same: false };
  const steps = Math.max(a.steps.length, b.steps.length);
  const parting = Array.from({ length: steps }, (_, at) => at).findIndex((at) => a.steps[at] !== b.steps[at]);
  const is_same_prompt = a.prompt === b.prompt;
  return {
    a,
    b,
    same_steps: parting < 0 ? steps : parting,
    is_same_prompt,
    is_same: is_same_prompt && parting < 0,
  };
}
