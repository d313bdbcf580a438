import type { SessionWriter } from './session-writer.ts';

/** Fields as the API has them. The number changes when a program that reads the file would have to. */
const shape = 1;

/** One object: `session`, `subagents`, `threads` with their `messages`, `hidden`. */
export function jsonWriter(): SessionWriter {
  let hasThread = false;
  let hasMessage = false;
  return {
    begin: (head) => {
      const fields = JSON.stringify({ rearview_export: shape, ...head });
      return `${fields.slice(0, -1)},"threads":[`;
    },
    thread: ({ agent_id, problem }) => {
      const text = `${hasThread ? ']},' : ''}\n${JSON.stringify({ agent_id, problem }).slice(0, -1)},"messages":[`;
      hasThread = true;
      hasMessage = false;
      return text;
    },
    message: (message) => {
      const text = `${hasMessage ? ',' : ''}\n${JSON.stringify(message)}`;
      hasMessage = true;
      return text;
    },
    end: ({ message_count, hidden }) =>
      `${hasThread ? ']}' : ''}],\n"message_count":${message_count},"hidden":${JSON.stringify(hidden)}}\n`,
  };
}

/** One object for each line, told apart by `record`: `session`, then `thread` and `message`, at last `end`. */
export const jsonLinesWriter = (): SessionWriter => ({
  begin: (head) => line('session', { rearview_export: shape, ...head }),
  thread: ({ agent_id, problem }) => line('thread', { agent_id, problem }),
  message: (message) => line('message', message),
  end: (foot) => line('end', foot),
});

const line = (record: string, fields: object): string => `${JSON.stringify({ record, ...fields })}\n`;
