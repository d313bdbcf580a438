import type { ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';

/** How a call ended, in a word and in the tone it is said. */
export interface ShownOutcome {
  word: string;
  tone: 'ok' | 'failed' | 'denied' | 'neutral';
}

const deniers: Record<string, string> = {
  person: 'by you',
  rule: 'by a rule',
  classifier: 'by a classifier',
  hook: 'by a hook',
};

/** What the log says about the end of a call; it says nothing about a call without a result but that there is none. */
export function outcomeOf(call: ToolCallBlock | null, result: ToolResultBlock | null): ShownOutcome {
  if (!result) return { word: call ? 'pending' : '', tone: 'neutral' };
  switch (result.outcome) {
    case 'ok':
      return { word: 'ok', tone: 'ok' };
    case 'error':
      return { word: 'failed', tone: 'failed' };
    case 'denied': {
      const by = result.denied_by === null ? '' : ` ${deniers[result.denied_by] ?? `by ${result.denied_by}`}`;
      return { word: `denied${by}`, tone: 'denied' };
    }
    case 'interrupted':
      return { word: 'interrupted', tone: 'denied' };
    case 'pending':
      return { word: 'pending', tone: 'neutral' };
    case 'unknown':
      return result.is_error ? { word: 'failed', tone: 'failed' } : { word: '', tone: 'neutral' };
  }
}
