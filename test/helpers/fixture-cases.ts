import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from './source-tree.ts';
import { plantSecrets } from './planted-secrets.ts';

/** One folder below `fixtures/<source-id>`: a home as an agent leaves it behind, and what must be read from it. */
export interface FixtureCase {
  source: string;
  name: string;
  folder: string;
  /** Variables of the case; `{home}` stands for the folder the home was laid out in. */
  environment: Record<string, string>;
  /** When files were changed last, by path in the home; all others long before. */
  touched: Record<string, string>;
  /** Tests of the suite that fail for this case as things stand, each with the reason; they alarm once they pass. */
  not_yet: Record<string, string>;
}

/** Every case of a source that is on disk, in the order of their names. */
export function casesOf(source: string): FixtureCase[] {
  const folder = path.join(projectFolder, 'fixtures', source);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => caseIn(source, path.join(folder, name), name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function caseIn(source: string, folder: string, name: string): FixtureCase {
  const file = path.join(folder, 'case.json');
  const settings = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<FixtureCase>) : {};
  const { environment = {}, touched = {}, not_yet = {} } = settings;
  return { source, name, folder, environment, touched, not_yet };
}

/** A home on disk with the variables that belong to it. */
export interface LaidOut {
  home: string;
  environment: Record<string, string>;
  /** Where the catalog goes: beside the home, never in it. */
  data_dir: string;
  remove(): void;
}

const long_ago = new Date('2026-01-01T00:00:00.000Z');

/** Copies the home of a case to a folder of its own, secrets filled in, so that it may be changed. */
export function layOut(fixture: FixtureCase): LaidOut {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-case-')));
  const home = path.join(folder, 'home');
  fs.mkdirSync(home);
  for (const name of filesIn(path.join(fixture.folder, 'home'))) {
    const to = path.join(home, name);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, plantSecrets(fs.readFileSync(path.join(fixture.folder, 'home', name))));
    const at = fixture.touched[name] === undefined ? long_ago : new Date(fixture.touched[name]);
    fs.utimesSync(to, at, at);
  }
  return {
    home,
    environment: Object.fromEntries(
      Object.entries(fixture.environment).map(([name, value]) => [name, value.replaceAll('{home}', home)]),
    ),
    data_dir: path.join(folder, 'data'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

/** Files below a folder by relative path, in a fixed order; none when there is no such folder. */
export function filesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}
