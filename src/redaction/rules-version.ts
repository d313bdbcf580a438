import { secretRules } from './rules/index.ts';
import { runShapes } from './rules/long-runs.ts';

/** Names of all rules that can appear in a placeholder, in order, each once. */
export const ruleNames: readonly string[] = [
  ...new Set([...secretRules, ...runShapes].map((rule) => rule.name)),
].toSorted();

/** Changes whenever a rule does: what was redacted under another version must be read again. */
export const rulesVersion: string = hash(
  secretRules.map((rule) => [rule.name, ...rule.words, rule.pattern].join('\u0000')).join('\u0001'),
);

/** 64-bit FNV-1a over UTF-16 units, as 16 hex digits. */
function hash(text: string): string {
  const prime = 0x1_00_00_00_01_b3n;
  let state = 0xcb_f2_9c_e4_84_22_23_25n;
  for (let at = 0; at < text.length; at++) state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(at))) * prime);
  return state.toString(16).padStart(16, '0');
}
