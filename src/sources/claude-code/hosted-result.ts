import { countOf, filledTextOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { DraftResult, ToolResultFact } from '../source.ts';
import { textOfContent } from './tool-result.ts';

/** Results of tools that run at the provider stand in the assistant's own message: `web_search_tool_result` and the like. */
export const isHostedResult = (block: Shape): boolean => String(block['type']).endsWith('_tool_result');

export const hostedFact = (block: Shape): ToolResultFact => ({
  call_id: callIdOf(block),
  outcome: isFailed(block) ? 'error' : 'ok',
  denied_by: null,
  duration_ms: null,
  lines_added: null,
  lines_removed: null,
  agent_id: null,
});

export const hostedDraft = (block: Shape, at: string | null): DraftResult => ({
  type: 'tool_result',
  call_id: callIdOf(block),
  at,
  text: hostedText(block['content']),
  is_error: isFailed(block),
  outcome: isFailed(block) ? 'error' : 'ok',
  denied_by: null,
  exit_code: countOf(shapeOf(block['content'])?.['return_code']),
  duration_ms: null,
  duration_basis: null,
  changes: [],
  injected: [],
  moved_to: null,
});

const callIdOf = (block: Shape): string => textOf(block['tool_use_id']) ?? '';

/** Failures have no flag but a type of their own, such as `web_search_tool_result_error`. */
const isFailed = (block: Shape): boolean =>
  block['is_error'] === true || String(shapeOf(block['content'])?.['type']).endsWith('_error');

/** What was found as titles and addresses, or the output; what the provider encrypted is said to be so. */
function hostedText(content: unknown): string {
  if (Array.isArray(content)) {
    const found = content.map((entry) => titleAndAddress(shapeOf(entry) ?? {})).filter((line) => line !== '');
    return found.length > 0 ? found.join('\n') : textOfContent(content);
  }
  const inside = shapeOf(content) ?? {};
  if (filledTextOf(inside['encrypted_content']) !== null) return 'Encrypted by the provider.';
  const texts = [inside['text'], inside['stdout'], inside['stderr'], inside['error_code'], inside['url'], content];
  return texts.map(textOf).find((text) => text) ?? '';
}

const titleAndAddress = (entry: Shape): string =>
  [entry['title'], entry['url']]
    .map(textOf)
    .filter((text) => text)
    .join(' · ');
