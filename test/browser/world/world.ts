import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { casesOf, filesIn } from '../../helpers/fixture-cases.ts';
import { plantSecrets } from '../../helpers/planted-secrets.ts';
import type { Transcript } from './transcript.ts';

/** A made-up home on disk, and a folder for the catalog beside it. */
export interface World {
  home: string;
  data_dir: string;
  remove(): void;
}

export function emptyWorld(): World {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rearview-browser-')));
  const home = join(folder, 'home');
  mkdirSync(home);
  return { home, data_dir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Where the agent keeps the log of a session, below the home. */
export function pathOf({ session_id, cwd, agent_id }: Transcript['facts']): string {
  const project = join('.claude', 'projects', cwd.replace(/[^A-Za-z0-9]/g, '-').slice(0, 200));
  if (agent_id === undefined) return join(project, `${session_id}.jsonl`);
  return join(project, session_id, 'subagents', `agent-${agent_id}.jsonl`);
}

/** Writes a log where its agent would have; gives back the file. */
export function place(world: World, log: Transcript): string {
  return placeText(world, pathOf(log.facts), log.text());
}

/** Writes a file below the home, with its folders. */
export function placeText(world: World, path: string, text: string | Buffer): string {
  const file = join(world.home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/**
 * Lays the homes of fixture cases over one another; their sessions have different ids. Secrets are filled in. Cases that
 * need variables of their own are left out. Gives back the files that were written.
 */
export function placeFixtures(world: World, source: string, only?: readonly string[]): string[] {
  const cases = casesOf(source).filter(
    ({ name, environment }) => (only?.includes(name) ?? true) && Object.keys(environment).length === 0,
  );
  return cases.flatMap(({ folder }) => {
    const home = join(folder, 'home');
    return filesIn(home).map((path) => placeText(world, path, plantSecrets(readFileSync(join(home, path)))));
  });
}
