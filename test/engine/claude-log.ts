/** What the lines of a drawn session share; every field can be left out. */
export interface DrawnSession {
  session_id?: string;
  /** Begins the ids of records, API calls and so on; the session id unless a copy of another session is drawn. */
  ids?: string;
  day?: string;
  cwd?: string;
  branch?: string;
  model?: string;
  /** Tokens of every API call: input, cache read, cache write, output. */
  usage?: [number, number, number, number];
  /** Writes `agentId` and the mark of a side chain on every line. */
  agent_id?: string;
  /** Added to every record. */
  envelope?: Record<string, unknown>;
}

const verbs: Record<string, (rest: string, id: string, session: Required<DrawnSession>) => Record<string, unknown>> = {
  user: (rest) => ({ type: 'user', message: { role: 'user', content: rest } }),
  assistant: (rest, id, session) => answer([{ type: 'text', text: rest }], id, session),
  thinks: (rest, id, session) => answer([{ type: 'thinking', thinking: rest }], id, session),
  calls(rest, id, session) {
    const [, call_id = '', name = '', argument = ''] = /^(\S+) (\S+) ?(.*)$/s.exec(rest) ?? [];
    return answer([{ type: 'tool_use', id: call_id, name, input: inputOf(name, argument) }], id, session);
  },
  returns: (rest) => result(rest, false),
  fails: (rest) => result(rest, true),
  notice: (rest) => ({ type: 'system', subtype: 'informational', level: 'info', content: rest }),
  compacts: () => ({ type: 'system', subtype: 'compact_boundary', compactMetadata: { trigger: 'auto', preTokens: 9 } }),
};

function answer(content: unknown[], id: string, { model, usage }: Required<DrawnSession>): Record<string, unknown> {
  const [input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens] = usage;
  const tokens = { input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens };
  return {
    type: 'assistant',
    message: { id: `msg_${id}`, role: 'assistant', model, content, stop_reason: 'end_turn', usage: tokens },
  };
}

function inputOf(name: string, argument: string): Record<string, unknown> {
  if (name === 'Bash') return { command: argument };
  if (['Read', 'Write', 'Edit'].includes(name))
    return { file_path: argument, content: 'one\ntwo\n', new_string: 'new' };
  if (name === 'Task') return { description: argument, subagent_type: 'searcher', prompt: 'look' };
  return { query: argument };
}

function result(rest: string, is_error: boolean): Record<string, unknown> {
  const [, tool_use_id = '', content = ''] = /^(\S+) ?(.*)$/s.exec(rest) ?? [];
  return {
    type: 'user',
    message: { role: 'user', content: [{ type: 'tool_result', tool_use_id, content, is_error }] },
  };
}

/**
 * Draws the lines of a session, one record per line of the drawing, such as
 * `09:00 user fix the test`, `09:00:05 calls toolu_1 Bash npm test`, `09:00:09 returns toolu_1 1 failed`.
 * A time of `--` leaves the timestamp out; a line that begins with `{` stands as it is; `\n` in it is a line break.
 */
export function linesFromText(drawing: string, session: DrawnSession = {}): string[] {
  const whole: Required<DrawnSession> = {
    session_id: 's-1',
    ids: session.session_id ?? 's-1',
    day: '2026-08-01',
    cwd: '/home/dev/site',
    branch: 'main',
    model: 'claude-sonnet-4-5',
    usage: [10, 100, 20, 5],
    agent_id: '',
    envelope: {},
    ...session,
  };
  let parent: string | null = null;
  return drawing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, n) => {
      if (line.startsWith('{')) return line;
      const [, time = '', verb = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/s.exec(line) ?? [];
      const write = verbs[verb];
      if (!write) throw new Error(`There is no word ${verb}.`);
      const id = `${whole.ids}-${n + 1}`;
      const record = { ...envelope(id, parent, time, whole), ...write(rest.replaceAll('\\n', '\n'), id, whole) };
      parent = id;
      return JSON.stringify(record);
    });
}

function envelope(uuid: string, parentUuid: string | null, time: string, session: Required<DrawnSession>) {
  const { session_id, day, cwd, branch, agent_id } = session;
  const at = time === '--' ? {} : { timestamp: timestampOf(day, time) };
  const side = agent_id === '' ? {} : { isSidechain: true, agentId: agent_id };
  const common = { sessionId: session_id, cwd, gitBranch: branch, version: '2.1.200' };
  return { uuid, parentUuid, ...at, ...common, ...side, ...session.envelope };
}

/** `09:00` and `09:00:05` and `09:00:05.250` of a day, UTC. */
function timestampOf(day: string, time: string): string {
  const [, minute = '', second = ':00', ms = '.000'] = /^(\d\d:\d\d)(:\d\d)?(\.\d{3})?$/.exec(time) ?? [];
  return `${day}T${minute}${second}${ms}Z`;
}

/** The drawn session as the text of a log file. */
export const sessionFromText = (drawing: string, session: DrawnSession = {}): string =>
  linesFromText(drawing, session).join('\n') + '\n';
