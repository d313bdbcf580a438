import type { HookRunFact } from '../event-facts.ts';
import type { Memory } from './memory.ts';
import { isUuid } from './uuid.ts';

/** Only hooks that put words into the conversation leave a trace: the id of their run, and nothing about it. */
export const hookRuns = (memory: Memory, ids: readonly (string | null)[]): HookRunFact[] =>
  [...new Set(memory.is_copied ? [] : ids)]
    .filter((id) => id !== null)
    .map((id) => ({
      run_id: isUuid(id) ? id : `${memory.thread_id}:${id}`,
      event: null,
      name: null,
      command: null,
      outcome: null,
      exit_code: null,
      duration_ms: null,
      call_id: null,
    }));

/** The run that an injected text says it comes from: `<hook_prompt hook_run_id="…">`. */
export const hookRunIn = (text: string): string | null =>
  /^\s*<hook_prompt\s[^>]{0,300}?hook_run_id="([^"<>]{1,200})"/.exec(text.slice(0, 600))?.[1] ?? null;
