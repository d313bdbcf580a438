import type { Files, FoundEntry, OpenRoot } from '../../files/files.ts';
import type { Discovery, Environment, RootPlan, SessionFile } from '../source.ts';

/**
 * Where transcripts may lie: `CLAUDE_CONFIG_DIR`, which may be a list and may name `projects` itself,
 * else both default places.
 */
export function claudeRoots({ env, home }: Environment): RootPlan {
  const named = (env['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((path) => expandHome(path.trim().normalize('NFC'), home))
    .filter((path) => path !== '');
  if (named.length > 0) return { paths: [...new Set(named.map(withoutProjects))], override: 'CLAUDE_CONFIG_DIR' };
  const config = env['XDG_CONFIG_HOME'] || `${home}/.config`;
  return { paths: [`${home}/.claude`, `${config}/claude`], override: null };
}

const expandHome = (path: string, home: string): string =>
  path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
const withoutProjects = (path: string): string => path.replace(/(?<=.)[\\/]+$/, '').replace(/[\\/]projects$/, '');

/** The only files that are ever opened. Credentials, settings and shell snapshots lie outside of these patterns. */
const patterns = [
  'projects/*/*.jsonl',
  'projects/*/*/custom-title.json',
  'projects/*/*/subagents/*.jsonl',
  'projects/*/*/subagents/*.meta.json',
  'projects/*/*/subagents/workflows/*/*.jsonl',
  'projects/*/*/subagents/workflows/*/*.meta.json',
  'sessions/*.json',
];

export async function discoverClaude(root: OpenRoot, files: Files): Promise<Discovery> {
  const { entries, skipped } = await files.walk(root, patterns);
  const found: Discovery = { files: [], sidecars: [], remarks: [] };
  let leftovers = 0;
  for (const entry of entries) {
    if (/\.(?:orphaned|superseded)/.test(entry.relative_path)) leftovers += 1;
    else placeEntry(entry, found);
  }
  if (leftovers === 1) found.remarks.push('1 leftover file of the agent was passed over.');
  else if (leftovers > 1) found.remarks.push(`${leftovers} leftover files of the agent were passed over.`);
  for (const [reason, count] of skipped) found.remarks.push(`${count} × ${reason}`);
  return found;
}

/** Files whole paths tell what they are; the ids in old side files stand inside and are joined by the engine. */
function placeEntry(entry: FoundEntry, found: Discovery): void {
  const [top, folder = '', second = '', ...rest] = entry.relative_path.split('/');
  if (top === 'sessions') {
    found.sidecars.push({ entry, session_id: '', agent_id: null });
    return;
  }
  const name = rest.at(-1) ?? second;
  if (name === 'journal.jsonl') return;
  if (rest.length === 0) {
    const stem = second.slice(0, -'.jsonl'.length);
    const agent_id = stem.startsWith('agent-') ? stem.slice('agent-'.length) : null;
    found.files.push({ entry, session_id: agent_id === null ? stem : '', agent_id, group_id: null, folder });
    return;
  }
  const agent = /^agent-(.+?)(?:\.jsonl|\.meta\.json)$/.exec(name)?.[1] ?? null;
  const group_id = rest[1] === 'workflows' ? (rest[2] ?? null) : null;
  if (name.endsWith('.jsonl'))
    found.files.push({ entry, session_id: second, agent_id: agent ?? name.slice(0, -6), group_id, folder });
  else found.sidecars.push({ entry, session_id: second, agent_id: agent });
}

/** Outputs that were too large for the transcript lie beside it; only the name comes from the record. */
export function movedOutputOf({ entry }: SessionFile, name: string): string | null {
  const session = /^projects\/[^/]+\/[^/]+/.exec(entry.relative_path)?.[0];
  if (session === undefined || !/^[\w-][\w.-]{0,150}$/.test(name)) return null;
  return `${session.replace(/\.jsonl$/, '')}/tool-results/${name}`;
}
