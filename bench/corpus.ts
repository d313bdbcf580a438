import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The maker of seeded corpora lies beside the project, not in it. */
const maker = path.resolve(import.meta.dirname, '../../shared/tools/gen-corpus.mjs');

/** A home folder to measure on: the one that was named, else one made from a seed, once for each size. */
export function corpusOf({ mb, corpus }: { mb: number; corpus: string | null }): string {
  if (corpus !== null) return path.resolve(corpus);
  const folder = path.join(os.tmpdir(), `rearview-corpus-${mb}`);
  if (fs.existsSync(path.join(folder, 'manifest.json'))) return folder;
  if (!fs.existsSync(maker)) throw new Error('There is no maker of corpora here: name a home folder with --corpus.');
  const made = spawnSync(process.execPath, [maker, '--out', folder, '--mb', String(mb)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error('The corpus could not be made.');
  return folder;
}
