import type { DraftResult, ToolResultFact } from '../source.ts';
import { parseJson } from '../json.ts';
import { numberOf, shapeOf, textOf } from '../shape.ts';

/** What the text of an output says about how the call ended. */
export interface Ending {
  text: string;
  outcome: ToolResultFact['outcome'];
  denied_by: string | null;
  exit_code: number | null;
  duration_ms: number | null;
  /** Where it runs on in the background. */
  runs_in: string | null;
}

const seconds = String.raw`(\d+(?:\.\d+)?)`;

/** Formats by version, in the order they are tried; see README.md. */
const formats: ((text: string) => Ending | null)[] = [
  jsonOutput,
  exitCodeFirst,
  unifiedExec,
  script,
  wallTimeOnly,
  aborted,
  sandboxed,
  refused,
];

/** Takes an output apart. Only its head counts: what follows `Output:` may be anything. */
export function endingOf(text: string): Ending {
  for (const format of formats) {
    const ending = format(text);
    if (ending) return ending;
  }
  return ended(text, 'ok');
}

function ended(text: string, outcome: Ending['outcome'], said: Partial<Ending> = {}): Ending {
  return { text, outcome, denied_by: null, exit_code: null, duration_ms: null, runs_in: null, ...said };
}

const byExitCode = (exit_code: number | null): Ending['outcome'] =>
  exit_code === null ? 'unknown' : exit_code === 0 ? 'ok' : 'error';

/** A wall time of 0.0000 seconds is a fault of 0.114 to 0.133 and says nothing. */
function msFrom(wall: string | undefined): number | null {
  const ms = wall === undefined ? 0 : Math.round(Number(wall) * 1e6) / 1e3;
  return ms > 0 ? ms : null;
}

function bodyOf(text: string): string {
  const at = /^Output:(?:\n|$)/m.exec(text);
  return at ? text.slice(at.index + at[0].length) : '';
}

/** The head of an output: the lines before `Output:`, at most ten. */
function headOf(text: string): string {
  const start = text.slice(0, 2000);
  const at = /^Output:/m.exec(start);
  return at ? start.slice(0, at.index) : start;
}

function jsonOutput(text: string): Ending | null {
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) return null;
  const record = parsed(text);
  const output = textOf(record?.['output']);
  if (!record || output === null) return null;
  const meta = shapeOf(record['metadata']);
  const wall = numberOf(meta?.['duration_seconds']) ?? numberOf(record['wall_time_seconds']);
  if (!meta && wall === null) return null;
  const exit_code = numberOf(meta?.['exit_code']) ?? numberOf(record['exit_code']);
  const session = numberOf(record['session_id']);
  return ended(output, byExitCode(exit_code), {
    exit_code,
    // While it runs on, the time is that of waiting for it.
    duration_ms: wall === null || wall < 0 || exit_code === null ? null : Math.round(wall * 1e6) / 1e3,
    runs_in: exit_code === null && session !== null ? `session ${session}` : null,
  });
}

function parsed(text: string): ReturnType<typeof shapeOf> {
  try {
    return shapeOf(parseJson(text));
  } catch {
    return null;
  }
}

function exitCodeFirst(text: string): Ending | null {
  const head = new RegExp(`^Exit code: (-?\\d{1,10})\\r?\\nWall time: ${seconds} seconds?`).exec(text);
  if (!head) return null;
  const exit_code = Number(head[1]);
  return ended(bodyOf(text), byExitCode(exit_code), { exit_code, duration_ms: msFrom(head[2]) });
}

function unifiedExec(text: string): Ending | null {
  if (!/^(?:Command: |Chunk ID: |Wall time: )/.test(text)) return null;
  const head = headOf(text);
  const exited = /^Process exited with code (-?\d{1,10})$/m.exec(head);
  const running = /^Process running with session ID (\d{1,12})/m.exec(head);
  if (!exited && !running) return null;
  const exit_code = exited ? Number(exited[1]) : null;
  const wall = new RegExp(`^Wall time: ${seconds} seconds?`, 'm').exec(head);
  return ended(bodyOf(text), byExitCode(exit_code), {
    exit_code,
    duration_ms: running ? null : msFrom(wall?.[1]),
    runs_in: running ? `session ${running[1]}` : null,
  });
}

const scriptEnds: Record<string, Ending['outcome']> = {
  completed: 'ok',
  failed: 'error',
  terminated: 'interrupted',
};

/** Code mode: the script's own ending; commands inside have theirs in records of their own. */
function script(text: string): Ending | null {
  const head = new RegExp(
    `^Script (completed|failed|terminated|running with cell ID (\\S{1,80}))\\r?\\nWall time:? ${seconds} seconds?`,
  ).exec(text);
  if (!head) return null;
  const runs_in = head[2] === undefined ? null : `cell ${head[2]}`;
  return ended(bodyOf(text), scriptEnds[head[1]!] ?? 'unknown', {
    duration_ms: runs_in === null ? msFrom(head[3]) : null,
    runs_in,
  });
}

function wallTimeOnly(text: string): Ending | null {
  const head = new RegExp(`^Wall time: ${seconds} seconds?\\r?\\n(Output:|aborted by user)`).exec(text);
  if (!head) return null;
  const duration_ms = msFrom(head[1]);
  if (head[2] !== 'Output:')
    return ended(text.slice(head[0].length).trim() || 'aborted by user', 'interrupted', { duration_ms });
  return ended(bodyOf(text), 'ok', { duration_ms });
}

function aborted(text: string): Ending | null {
  const said = new RegExp(`^aborted(?: by user(?: after ${seconds}s)?)?\\.?\\s*$`).exec(text.slice(0, 200));
  return said && text.length < 200 ? ended(text.trim(), 'interrupted', { duration_ms: msFrom(said[1]) }) : null;
}

/** 2025: what the sandbox refused came back as an error of the program. */
function sandboxed(text: string): Ending | null {
  const head =
    /^(?:failed in sandbox \S{1,40} with execution error: )?sandbox (?:denied|error)[^\n]{0,80}?, exit code: (-?\d{1,10}), stdout: /.exec(
      text.startsWith('failed in sandbox') ? text : '',
    );
  if (!head) return null;
  return ended(
    text
      .slice(head[0].length)
      .replace(/,? ?stderr: /, '\n')
      .trim(),
    'denied',
    { exit_code: Number(head[1]), denied_by: 'rule' },
  );
}

const refusals: [RegExp, Ending['outcome'], string | null][] = [
  [/^(?:patch|exec command|command) rejected by user/i, 'denied', 'person'],
  [/^(?:user (?:cancelled|rejected|denied)|rejected by user)/i, 'denied', 'person'],
  [/^(?:rejected|This action was rejected|Rejected)[^\n]{0,80}(?:by (?:the )?(?:guardian|reviewer|auto)|automatic)/i, 'denied', 'classifier'],
  [/^(?:exec command |command )?(?:rejected|blocked|forbidden)[:\s]/i, 'denied', 'rule'],
  [/^approval policy is /i, 'denied', 'rule'],
  [/^(?:failed in sandbox|execution error:|exec_command failed|write_stdin failed|apply_patch verification failed|apply_patch handler|unsupported call|failed to parse|collab \S+ failed|agent with id|tool call error|err: |Error: )/i, 'error', null],
]; // prettier-ignore

function refused(text: string): Ending | null {
  const start = text.slice(0, 300);
  const known = refusals.find(([pattern]) => pattern.test(start));
  return known ? ended(text, known[1], { denied_by: known[2] }) : null;
}

/** The parts of an ending that both the catalog and the page want. */
export const factFrom = (call_id: string, ending: Ending): ToolResultFact => ({
  call_id,
  outcome: ending.outcome,
  denied_by: ending.denied_by,
  duration_ms: ending.duration_ms,
  lines_added: null,
  lines_removed: null,
  agent_id: null,
});

export const draftFrom = (call_id: string, at: string | null, ending: Ending): DraftResult => ({
  type: 'tool_result',
  call_id,
  at,
  text: ending.text,
  is_error: ending.outcome === 'error',
  outcome: ending.outcome,
  denied_by: ending.denied_by,
  exit_code: ending.exit_code,
  duration_ms: ending.duration_ms,
  duration_basis: ending.duration_ms === null ? null : 'reported',
  changes: [],
  injected: [],
  moved_to: null,
});
