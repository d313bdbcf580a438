import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sources } from '../sources/index.ts';

const prefix = 'samples-';
/** Folders of made-up sessions in a data folder. */
export const isSamplesFolder = (name: string): boolean => /^samples-[A-Za-z0-9]{6}$/.test(name);

/** A made-up home with sample sessions of every source that has some, and a data folder for it alone. */
export interface SampleHome {
  home: string;
  data_dir: string;
  remove(): void;
}

/** Writes the sample sessions into the data folder, or beside the system's other temporary files where that cannot be. */
export function makeSampleHome(data_dir: string | null, now: Date): SampleHome {
  const folder = newFolder(data_dir);
  const home = path.join(folder, 'home');
  for (const sample of sources.flatMap((source) => source.samples?.(now) ?? [])) {
    const file = path.join(home, sample.path);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(file, sample.text, { mode: 0o600 });
  }
  return {
    home,
    data_dir: path.join(folder, 'data'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

function newFolder(data_dir: string | null): string {
  if (data_dir !== null) {
    try {
      return fs.mkdtempSync(path.join(data_dir, prefix));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `rearview-${prefix}`));
}
