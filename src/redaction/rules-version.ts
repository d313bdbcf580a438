import { tools } from './commands/tools.ts';
import { privateSweeps } from './levels/private.ts';
import { strictSweeps } from './levels/strict.ts';
import { vocabularyWords } from './names/vocabulary.ts';
import { secretRules } from './rules/index.ts';
import { runShapes } from './rules/long-runs.ts';
import { standInPatterns } from './values/stand-in.ts';
import { tellingWords } from './values/telling-words.ts';

/** Raise it when code changes what is hidden without changing a rule's name, words or pattern. */
const edition = 5;

const sweeps = [...privateSweeps, ...strictSweeps];

/** Names of all rules that can appear in a placeholder, in order, each once. */
export const ruleNames: readonly string[] = [
  ...new Set([...secretRules, ...runShapes, ...sweeps, { name: 'user' }].map((rule) => rule.name)),
].toSorted();

/** Changes whenever a rule does: what was redacted under another version must be read again. 16 hex digits. */
export const rulesVersion: string = hash(
  [
    String(edition),
    ...secretRules.flatMap((rule) => [rule.name, ...rule.words, rule.pattern]),
    ...[...runShapes, ...sweeps].flatMap((rule) => [rule.name, rule.pattern.source]),
    ...vocabularyWords,
    ...tellingWords,
    ...standInPatterns.map((pattern) => pattern.source),
    JSON.stringify(tools),
  ].join('\u0000'),
);

/** Two 32-bit FNV-1a hashes over UTF-16 units, from different starts. */
function hash(text: string): string {
  let one = 0x81_1c_9d_c5;
  let two = 0x01_00_01_93;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01_00_01_93);
    two = Math.imul(two ^ code ^ (at & 0xff), 0x85_eb_ca_6b);
  }
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
