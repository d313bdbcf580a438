/** A record as a place in the tree of a conversation. */
export interface TreeRecord {
  id: string;
  parent_id: string | null;
  /** At a compaction: the record after which the history goes on, when it was written earlier. */
  continues_id: string | null;
  /** `other` stands for hook runs, attachments and notices, through which links pass. */
  kind: 'prompt' | 'answer' | 'user' | 'other';
}

/**
 * Finds the parts of a conversation that were left when the person went back and said something else.
 * Several children under one parent are mostly something else: parallel tool results, lines of one answer, retries.
 * Only two prompts after the same message are two versions; the one that leads to the end was kept.
 * Gives for each record that was left the id of the prompt at which its version begins.
 *
 * `tip` is the record the agent named as the end, if it did: what follows it was taken back without a new prompt.
 */
export function leftVersions(records: readonly TreeRecord[], tip: string | null): Map<string, string> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const last = endOf(records, byId, tip);
  if (!last) return new Map();
  const kept = new Set(pathFrom(last, byId).map((record) => record.id));
  const starts = new Set([
    ...leftPrompts(records, byId, kept),
    ...takenBack(records, byId, tip === last.id ? last : null),
  ]);
  return starts.size === 0 ? new Map() : descendantsOf(starts, records, byId, kept);
}

type ById = ReadonlyMap<string, TreeRecord>;

function endOf(records: readonly TreeRecord[], byId: ById, tip: string | null): TreeRecord | undefined {
  const named = tip === null ? undefined : byId.get(tip);
  if (named && takenBack(records, byId, named).length > 0) return named;
  return records.findLast((record) => record.kind !== 'other');
}

/** From a record up to a root, over compactions; links may be missing, point at themselves or form loops. */
function pathFrom(start: TreeRecord, byId: ById): TreeRecord[] {
  const path: TreeRecord[] = [];
  const seen = new Set<string>();
  for (let at: TreeRecord | undefined = start; at && !seen.has(at.id); at = recordAbove(at, byId)) {
    seen.add(at.id);
    path.push(at);
  }
  return path;
}

/** Prompts that share the message before them with a prompt that was kept, and that were answered. */
function leftPrompts(records: readonly TreeRecord[], byId: ById, kept: ReadonlySet<string>): string[] {
  const prompts = records.filter((record) => record.kind === 'prompt');
  const groups = Map.groupBy(prompts, (prompt) => messageBefore(prompt, byId) ?? '');
  groups.delete('');
  const candidates = [...groups.values()].filter((group) => group.length > 1).flatMap((group) => leftOf(group, kept));
  if (candidates.length === 0) return [];
  const answered = promptsAnswered(records, byId);
  return candidates.filter((prompt) => answered.has(prompt.id)).map((prompt) => prompt.id);
}

function leftOf(group: TreeRecord[], kept: ReadonlySet<string>): TreeRecord[] {
  const survivor = group.findLast((prompt) => kept.has(prompt.id)) ?? group.at(-1);
  return group.filter((prompt) => prompt !== survivor && !kept.has(prompt.id));
}

/** The message a prompt answers, seen through notices; null at the beginning or when it is missing. */
function messageBefore(prompt: TreeRecord, byId: ById): string | null {
  const seen = new Set([prompt.id]);
  for (let at = recordAbove(prompt, byId); at && !seen.has(at.id); at = recordAbove(at, byId)) {
    if (at.kind !== 'other') return at.id;
    seen.add(at.id);
  }
  return null;
}

const recordAbove = (record: TreeRecord, byId: ById): TreeRecord | undefined =>
  byId.get(record.parent_id ?? record.continues_id ?? '');

/** The prompts that are nearest above an answer. Each record is climbed over once. */
function promptsAnswered(records: readonly TreeRecord[], byId: ById): Set<string> {
  const climbed = new Set<string>();
  const prompts = new Set<string>();
  for (const answer of records) {
    if (answer.kind !== 'answer') continue;
    for (let at: TreeRecord | undefined = answer; at && !climbed.has(at.id); at = byId.get(at.parent_id ?? '')) {
      if (at.kind === 'prompt') {
        prompts.add(at.id);
        break;
      }
      climbed.add(at.id);
    }
  }
  return prompts;
}

/** Prompts that follow the named end: they were taken back. */
function takenBack(records: readonly TreeRecord[], byId: ById, end: TreeRecord | null): string[] {
  if (!end) return [];
  const after = records.slice(records.indexOf(end) + 1).filter((record) => record.kind === 'prompt');
  return after.filter((prompt) => messageBefore(prompt, byId) === end.id).map((prompt) => prompt.id);
}

function descendantsOf(
  starts: ReadonlySet<string>,
  records: readonly TreeRecord[],
  byId: ById,
  kept: ReadonlySet<string>,
): Map<string, string> {
  const startOf = new Map<string, string | null>();
  for (const record of records) {
    const climbed = new Set<string>();
    let start: string | null = null;
    for (let at: TreeRecord | undefined = record; at && !kept.has(at.id); at = byId.get(at.parent_id ?? '')) {
      if (climbed.has(at.id)) break;
      climbed.add(at.id);
      const known: string | null | undefined = starts.has(at.id) ? at.id : startOf.get(at.id);
      if (known === undefined) continue;
      start = known;
      break;
    }
    for (const id of climbed) startOf.set(id, start);
  }
  return new Map([...startOf].filter((entry): entry is [string, string] => entry[1] !== null));
}
