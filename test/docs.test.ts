import { describe, expect, test } from 'vitest';
import { commands } from '../src/cli/commands/index.ts';
import { methodNames, methods } from '../src/contract/methods.ts';
import { sources } from '../src/sources/index.ts';
import { rooms } from './helpers/rooms.ts';
import { filesBelow, projectFolder, readProjectFile } from './helpers/source-tree.ts';
import fs from 'node:fs';
import path from 'node:path';

const readme = readProjectFile('README.md');
const architecture = readProjectFile('ARCHITECTURE.md');
const sourceFiles = filesBelow('src');

/** The rows of the first table under a heading, without head and rule; cells trimmed. */
function tableUnder(text: string, heading: string): string[][] {
  const section = text.split(/^(?=#{1,4} )/m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`There is no heading "${heading}".`);
  const lines = section.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(2, end < 0 ? undefined : end).map((line) =>
    line
      .replaceAll('\\|', '\u0000')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\u0000', '|')),
  );
}

const code = (text: string): string => `\`${text}\``;

describe('README', () => {
  test('names every method with its address and what it is about, and no other', () => {
    const expected = methodNames.map((name) => {
      const [verb = '', address = ''] = methods[name].http.split(' ');
      return [code(name), code(`${verb} /api/v1${address}`), methods[name].about];
    });
    expect(tableUnder(readme, '## Methods')).toEqual(expected);
  });

  test('names every command with its words and what it is about, and no other', () => {
    const expected = commands
      .filter(({ name }) => name !== 'call')
      .map(({ name, words, about }) => [code(`${name} ${words}`.trim()), about]);
    const rows = tableUnder(readme, '## Command line');
    expect(rows.filter(([name]) => !name?.startsWith('`call '))).toEqual(expected);
    expect(rows.filter(([name]) => name?.startsWith('`call '))).toHaveLength(1);
  });

  test('names every source, and says which ones cannot be read yet', () => {
    const rows = tableUnder(readme, '## What it reads');
    expect(rows.map(([label]) => label)).toEqual(sources.map(({ label }) => label));
    const unread = rows.filter((row) => row.at(-1)?.startsWith('Not read yet')).map(([label]) => label);
    expect(unread).toEqual(sources.filter(({ reader_version }) => reader_version === 0).map(({ label }) => label));
  });

  test('names every environment variable that the program looks at, and no other', () => {
    const names = /\b(?:REARVIEW|CLAUDE|CODEX|OPENAI)_[A-Z][A-Z_]*\b/g;
    const files = ['src', 'scripts'].flatMap((folder) => filesBelow(folder).map((file) => `${folder}/${file}`));
    const inCode = files
      .filter((file) => /\.(?:tsx?|js)$/.test(file))
      .flatMap((file) => [...readProjectFile(file).matchAll(/(?<=['"`])[A-Z_]+(?=['"`])/g)].map(([name]) => name))
      .flatMap((name) => name.match(names) ?? []);
    const inTable = tableUnder(readme, '## Environment').map(([name]) => name?.replaceAll('`', ''));
    expect(inTable.toSorted()).toEqual([...new Set(inCode)].toSorted());
  });
});

describe('ARCHITECTURE', () => {
  const rows = tableUnder(architecture, '## Rooms');

  test('has a row for every room, and for nothing else', () => {
    const onDisk = [...new Set(sourceFiles.map((file) => file.split('/')[0] ?? ''))].toSorted();
    expect(rows.map(([name]) => name?.replaceAll('`', '')).toSorted()).toEqual(onDisk);
  });

  test('says of each room what the import table says', () => {
    for (const [name = '', , may = ''] of rows) {
      const room = rooms[name.replaceAll('`', '')];
      const types = (room?.types ?? []).map((one) => `types of ${one}`);
      const isRenderer = name.includes('renderer');
      const packages = isRenderer ? ['its libraries'] : (room?.packages ?? []);
      const allowed = [...(room?.rooms ?? []), ...types, ...packages].map((one) => one.replace(/\.ts$/, ''));
      expect([name, may]).toEqual([name, allowed.length > 0 ? allowed.join(', ') : '–']);
    }
  });
});

describe.each([
  ['README.md', readme],
  ['ARCHITECTURE.md', architecture],
])('%s', (_name, text) => {
  test('names no file or folder that does not exist', () => {
    const named = [...text.matchAll(/`((?:src|test|scripts|bench|fixtures)\/[\w./-]*)`/g)].map(([, one]) => one ?? '');
    expect(named.filter((one) => !fs.existsSync(path.join(projectFolder, one)))).toEqual([]);
  });

  test('names no script that does not exist', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, one]) => one ?? '');
    expect(named.filter((one) => !Object.hasOwn(scripts, one))).toEqual([]);
  });

  test('has no lines that are too long to read', () => {
    const prose = text.split('\n').filter((line) => !line.startsWith('|') && !line.startsWith('!['));
    expect(prose.filter((line) => line.length > 140)).toEqual([]);
  });
});
