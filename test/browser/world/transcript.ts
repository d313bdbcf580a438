/** What the lines of a written session share. */
export interface TranscriptFacts {
  session_id: string;
  cwd: string;
  branch: string;
  model: string;
  /** When the first line was written. */
  starts: Date;
  /** Set for the thread of a subagent. */
  agent_id?: string;
}

/** What a tool gave back. */
export interface ToolAnswer {
  /** What the model was told. */
  content: unknown;
  is_error?: boolean;
  /** The structured part beside it. */
  detail?: unknown;
  /** Seconds it took; 1 when not given. */
  took_s?: number;
}

/** A log as Claude Code writes one, put together line by line. Each call adds lines, and time passes with them. */
export interface Transcript {
  facts: TranscriptFacts;
  /** What a person typed, as text or as blocks. */
  prompt(content: unknown): Transcript;
  /** What one call of the model wrote; the blocks stand as they are. */
  answer(...blocks: object[]): Transcript;
  say(text: string): Transcript;
  think(text: string): Transcript;
  /** A tool call and its result. */
  call(name: string, input: object, answer: ToolAnswer): Transcript;
  /** Any other record. */
  record(fields: object): Transcript;
  /** A line that is whatever it is. */
  raw(line: string): Transcript;
  /** Lets time pass before the next line. */
  wait(seconds: number): Transcript;
  text(): string;
}

/** Begins a log. Ids are made from the session's and count up, so that the same calls give the same lines. */
export function transcript(facts: TranscriptFacts): Transcript {
  const lines: string[] = [];
  let at = facts.starts.getTime();
  let count = 0;
  let parent: string | null = null;
  const own = `${facts.session_id.slice(0, 8)}${facts.agent_id ?? ''}`;
  const nextId = (kind: string): string => `${kind}_${own}_${++count}`;

  const add = (fields: object): Transcript => {
    at += 1_000;
    const uuid = nextId('line');
    lines.push(JSON.stringify({ ...envelope(facts, uuid, parent, at), ...fields }));
    parent = uuid;
    return log;
  };
  const log: Transcript = {
    facts,
    prompt: (content) => add({ type: 'user', message: { role: 'user', content } }),
    answer: (...blocks) =>
      add({ type: 'assistant', requestId: nextId('req'), message: answerOf(nextId('msg'), facts.model, blocks) }),
    say: (text) => log.answer({ type: 'text', text }),
    think: (thinking) => log.answer({ type: 'thinking', thinking, signature: 'c2lnbmF0dXJl' }),
    call(name, input, { content, is_error = false, detail, took_s = 1 }) {
      const id = nextId('toolu');
      log.answer({ type: 'tool_use', id, name, input }).wait(took_s - 1);
      const result = { type: 'tool_result', tool_use_id: id, content, is_error };
      return add({ type: 'user', toolUseResult: detail, message: { role: 'user', content: [result] } });
    },
    record: add,
    raw(line) {
      lines.push(line);
      return log;
    },
    wait(seconds) {
      at += seconds * 1_000;
      return log;
    },
    text: () => `${lines.join('\n')}\n`,
  };
  return log;
}

function envelope(facts: TranscriptFacts, uuid: string, parentUuid: string | null, at: number): object {
  const { session_id, cwd, branch, agent_id } = facts;
  const side = agent_id === undefined ? { isSidechain: false } : { isSidechain: true, agentId: agent_id };
  const timestamp = new Date(at).toISOString();
  return { uuid, parentUuid, ...side, sessionId: session_id, cwd, gitBranch: branch, version: '2.1.200', timestamp };
}

function answerOf(id: string, model: string, content: object[]): object {
  const usesTool = content.some((block) => 'type' in block && block.type === 'tool_use');
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: usesTool ? 'tool_use' : 'end_turn',
    usage: {
      input_tokens: 12,
      cache_creation_input_tokens: 800,
      cache_read_input_tokens: 21_000,
      output_tokens: 140,
    },
  };
}
