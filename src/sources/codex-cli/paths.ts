import type { Files, FoundEntry, OpenRoot } from '../../files/files.ts';
import type { Absence, Discovery, Environment, RootPlan, SessionFile } from '../source.ts';

/** Where rollouts may lie: `CODEX_SESSIONS_PATH`, else the agent's own `CODEX_HOME`, else its usual folder. */
export function codexRoots({ env, home }: Environment): RootPlan {
  for (const override of ['CODEX_SESSIONS_PATH', 'CODEX_HOME']) {
    const path = env[override]?.trim();
    if (path) return { paths: [expandHome(path, home)], override };
  }
  return { paths: [`${home}/.codex`], override: null };
}

const expandHome = (path: string, home: string): string =>
  (path === '~' || path.startsWith('~/') ? home + path.slice(1) : path).replace(/(?<=.)\/+$/, '');

export const codexAbsence = ({ override, paths }: RootPlan): Absence => ({
  status: 'not_found',
  reason: override ? `The folder that ${override} names is not there: ${paths[0] ?? ''}` : 'No Codex folder was found.',
  hint: override
    ? `${override} is set; nothing else is looked at. Point it at a folder that exists, or unset it.`
    : 'Sessions appear here once Codex has run. If its folder lies elsewhere, set CODEX_HOME or CODEX_SESSIONS_PATH.',
});

/**
 * The only files that are ever opened: rollouts of a Codex home, of a folder of rollouts, saved streams below
 * `imports`, and two lists beside them. Credentials, settings and databases lie outside of these patterns.
 */
const patterns = [
  ...['jsonl', 'jsonl.zst'].flatMap((ending) => [
    `sessions/**/*.${ending}`,
    `archived_sessions/**/*.${ending}`,
    `rollout-*.${ending}`,
    `[0-9][0-9][0-9][0-9]/**/rollout-*.${ending}`,
  ]),
  'imports/**/*.jsonl',
  'session_index.jsonl',
  'external_agent_session_imports.json',
];

export async function discoverCodex(root: OpenRoot, files: Files): Promise<Discovery> {
  const { entries, skipped } = await files.walk(root, patterns);
  const found: Discovery = { files: [], sidecars: [], remarks: [] };
  const plain = new Set(entries.map((entry) => entry.relative_path));
  for (const entry of entries) placeEntry(entry, plain, found);
  found.files = joinReverted(found.files);
  for (const [reason, count] of skipped) found.remarks.push(`${count} × ${reason}`);
  return found;
}

function placeEntry(entry: FoundEntry, plain: ReadonlySet<string>, found: Discovery): void {
  const path = entry.relative_path;
  if (path === 'session_index.jsonl' || path === 'external_agent_session_imports.json') {
    found.sidecars.push({ entry, session_id: '', agent_id: null });
    return;
  }
  const isPacked = path.endsWith('.zst');
  // While a thread is opened again, both may lie there; the plain one is written to.
  if (isPacked && plain.has(path.slice(0, -'.zst'.length))) return;
  const file: SessionFile = {
    entry,
    session_id: sessionIdFrom(path),
    agent_id: null,
    group_id: null,
    folder: path.startsWith('archived_sessions/') ? 'archived' : '',
  };
  if (isPacked) file.encoding = 'zstd';
  found.files.push(file);
}

/**
 * After a revert a paginated thread goes on in a new file, which names the thread and itself. It holds only what came
 * after, so that all files of the thread together are its log.
 */
function joinReverted(files: SessionFile[]): SessionFile[] {
  const parts = Map.groupBy(files, (file) => file.session_id);
  return files.flatMap((file) => {
    const ofThread = parts.get(file.session_id)!;
    if (ofThread.length === 1 || !ofThread.some(isReverted)) return [file];
    const inOrder = [...new Map(ofThread.map((part) => [nameOf(part), part])).values()].toSorted((a, b) =>
      nameOf(a) < nameOf(b) ? -1 : 1,
    );
    const earlier = inOrder.slice(0, -1).filter((part) => part.encoding === undefined);
    return inOrder.at(-1) === file ? [{ ...file, earlier: earlier.map(({ entry }) => entry) }] : [];
  });
}

const nameOf = ({ entry }: SessionFile): string => entry.relative_path.slice(entry.relative_path.lastIndexOf('/') + 1);
const isReverted = (file: SessionFile): boolean => reverted.test(nameOf(file));
const reverted = /-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_[0-9a-f-]{36}\.jsonl/i;

/** The thread's id in the file name, behind the time; after a revert the file's own id follows it. */
function sessionIdFrom(path: string): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.jsonl(?:\.zst)?$/, '');
  if (path.startsWith('imports/'))
    return `import-${path
      .slice('imports/'.length)
      .replace(/\.jsonl$/, '')
      .replaceAll('/', '-')}`;
  const thread = reverted.exec(path)?.[1];
  if (thread !== undefined) return thread;
  return /^rollout-\d{4}-\d\d-\d\d(?:T\d\d-\d\d-\d\d)?-(.+)$/.exec(stem)?.[1] ?? stem;
}
