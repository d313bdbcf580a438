import fs from 'node:fs';
import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** Files below a folder of the project, by path from there, with `/`. */
export function filesBelow(folder: string): string[] {
  const all = fs.readdirSync(path.join(projectFolder, folder), { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(projectFolder, folder), path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted();
}

export const readProjectFile = (name: string): string => fs.readFileSync(path.join(projectFolder, name), 'utf8');

export interface Import {
  target: string;
  is_type: boolean;
  /** Not loaded together with the file: when it is asked for, or in a thread of its own. */
  is_later: boolean;
}

const statement = /(?<![\w.$])(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*{},\s]+?\sfrom\s*)?(['"])([^'"\n]+)\2/g;
const braces = /(?<![\w.$])(?:import|export)\s*(type\s*)?\{[^}]*\}\s*from\s*(['"])([^'"\n]+)\2/g;
const call = /(?<![\w.$])(?:import|require|import\.meta\.resolve)\s*\(\s*(['"`])([^'"`\n]+)\1/g;
const address = /new\s+URL\(\s*(['"`])([^'"`\n]+\.[cm]?[jt]s)\1\s*,\s*import\.meta\.url/g;

/** Everything a file imports: `import`, `export … from`, `import()`, and files named relative to it for a worker. */
export function importsIn(text: string): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  for (const [, type, , target] of code.matchAll(statement))
    found.push({ target: target!, is_type: type !== undefined, is_later: false });
  for (const [, type, , target] of code.matchAll(braces))
    found.push({ target: target!, is_type: type !== undefined, is_later: false });
  for (const [, , target] of code.matchAll(call)) found.push({ target: target!, is_type: false, is_later: true });
  for (const [, , target] of code.matchAll(address)) found.push({ target: target!, is_type: false, is_later: true });
  const unique = new Map(found.map((one) => [`${one.is_type} ${one.is_later} ${one.target}`, one]));
  return [...unique.values()];
}

/** Comments become blanks. Strings are kept, since they hold the targets; a `//` in one is no comment. */
function withoutComments(text: string): string {
  return text.replaceAll(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, string: string | undefined) => string ?? ' ',
  );
}
