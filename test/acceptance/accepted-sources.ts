import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { casesOf, filesIn } from '../helpers/fixture-cases.ts';
import { plantSecrets } from '../helpers/planted-secrets.ts';

/** What a source must show of one plain session, whoever its agent is. */
export interface AcceptedSource {
  source: string;
  label: string;
  route: string;
  /** The case below `fixtures/<source>`, and the folder in its home that the variable names instead. */
  fixture: string;
  root: string;
  variable: string;
  title: string;
  project_dir: string;
  /** Tool calls of the session, by name. */
  tools: Record<string, number>;
}

export const acceptedSources: readonly AcceptedSource[] = [
  {
    source: 'claude_code',
    label: 'Claude Code',
    route: 'claude-code',
    fixture: 'a-plain-session-is-a-prompt-calls-and-an-answer',
    root: '.claude',
    variable: 'CLAUDE_CONFIG_DIR',
    title: 'Fix the login test',
    project_dir: '/srv/app',
    tools: { Bash: 1, Edit: 1 },
  },
  {
    source: 'codex_cli',
    label: 'Codex CLI',
    route: 'codex',
    fixture: 'a-plain-thread-is-a-prompt-responses-and-an-answer',
    root: '.codex',
    variable: 'CODEX_HOME',
    title: 'Fix the login test',
    project_dir: '/srv/app',
    tools: { exec_command: 1, apply_patch: 1 },
  },
];

/** An empty home, a folder of logs elsewhere that a variable names, and a decoy in the usual place. */
export interface NamedPlace {
  home: string;
  data_dir: string;
  /** The folder that the variable names. */
  root: string;
  remove(): void;
}

/** Lays the fixture out so that its last record was written an hour ago. */
export function layOutElsewhere({ source, fixture, root }: AcceptedSource): NamedPlace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rearview-accepted-')));
  const named = casesOf(source).find(({ name }) => name === fixture);
  if (!named) throw new Error(`There is no fixture ${source}/${fixture}.`);
  const from = join(named.folder, 'home');
  const texts = filesIn(from).map(
    (path) => [path, plantSecrets(readFileSync(join(from, path))).toString('utf8')] as const,
  );
  const shift_ms = Date.now() - 3_600_000 - Math.max(...texts.flatMap(([, text]) => timesIn(text)));
  for (const [path, text] of texts) {
    write(join(folder, 'elsewhere', path), shifted(text, shift_ms));
    write(join(folder, 'home', path), text.replaceAll('Fix the login test', 'A decoy'));
  }
  return {
    home: join(folder, 'home'),
    data_dir: join(folder, 'data'),
    root: join(folder, 'elsewhere', root),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z/g;

const timesIn = (text: string): number[] => [...text.matchAll(instant)].map(([time]) => Date.parse(time));

const shifted = (text: string, ms: number): string =>
  text.replaceAll(instant, (time) => new Date(Date.parse(time) + ms).toISOString());

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
