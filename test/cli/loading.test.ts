import path from 'node:path';
import { expect, test } from 'vitest';
import { importsIn, readProjectFile } from '../helpers/source-tree.ts';

/** The files of `src` that are loaded together with one of them. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const { target, is_type, is_later } of importsIn(readProjectFile(`src/${file}`)))
    if (target.startsWith('.') && !is_type && !is_later)
      loadedWith(path.posix.join(path.posix.dirname(file), target), known);
  return known;
}

test('what one command alone needs is loaded when it is asked for, so that the others begin sooner', () => {
  const loaded = [...loadedWith('cli/cli-entry.ts')];
  expect(loaded).toContain('cli/commands/serve.ts');
  expect(loaded).toContain('rpc/client.ts');
  expect(loaded.filter((file) => /^(?:redaction|sources|export)\/|^web\/host/.test(file))).toEqual([]);
});
