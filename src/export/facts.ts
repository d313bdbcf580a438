import type { Subagent } from '../contract/session.ts';
import { type ExportHead, leftOut, levelWords } from './session-writer.ts';

/** What a person wants to know of a session first: names and values. What is not known is left out. */
export function factsOf({ session }: ExportHead): [name: string, value: string][] {
  const { tokens } = session;
  const facts: [name: string, value: string | null][] = [
    ['Agent', [session.provider_label, ...session.versions.slice(-1)].join(' ')],
    ['Session', session.session_id],
    ['Project', session.project_dir],
    ['Branch', session.git_branch],
    ['Models', session.models.join(', ') || null],
    ['First message', session.first_message_at],
    ['Last message', session.last_message_at],
    ['Messages', `${count(session.message_count)}, of them ${count(session.user_message_count)} typed`],
    ['Tool calls', `${count(session.tool_call_count)}, of them ${count(session.error_count)} failed`],
    ['Tokens', `${count(tokens.total)}: ${count(tokens.input)} fresh, ${count(tokens.cache_read)} read from cache, ${count(tokens.cache_write)} written to it, ${count(tokens.output)} output`],
    ['Cost', session.cost_usd === null ? null : `$${session.cost_usd.toFixed(2)}${session.cost_basis === 'estimated' ? ', estimated' : ''}`],
    ['Lines', session.lines_added === null && session.lines_removed === null ? null : `+${count(session.lines_added ?? 0)} −${count(session.lines_removed ?? 0)}`],
  ]; // prettier-ignore
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}

const count = (number: number): string => number.toLocaleString('en-US');

/** What was left out and hidden, in sentences. */
export function remarksOf({ level, rules_version, version, exported_at, choice }: ExportHead): string[] {
  const output = { none: 'Outputs of tools are left out.', short: 'Long outputs of tools are cut.', all: '' };
  return [
    `Written by Rearview ${version} on ${exported_at.slice(0, 10)}: ${levelWords[level]} (rules ${rules_version}).`,
    output[choice.tool_output],
    choice.with_reasoning ? '' : 'Reasoning is left out.',
    choice.with_injected ? '' : 'What the program put into messages is left out.',
    leftOut,
  ].filter((sentence) => sentence !== '');
}

export const subagentName = ({ agent_type, description }: Subagent): string =>
  [agent_type ?? 'Subagent', description].filter((part) => part !== null).join(': ');
