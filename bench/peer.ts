import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const peerName = 'ccusage 20.0.24';

/** The program of the peer: the one that was named, else one that npm fetches once into the temporary folder; null if it cannot. */
export function peerProgram(named: string | null): string | null {
  if (named !== null) return path.resolve(named);
  const folder = path.join(os.tmpdir(), `rearview-peer-${peerName.replace(' ', '-')}`);
  const program = path.join(folder, 'node_modules', '.bin', 'ccusage');
  if (fs.existsSync(program)) return program;
  fs.mkdirSync(folder, { recursive: true });
  const wanted = peerName.replace(' ', '@');
  const got = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', wanted], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return got.status === 0 && fs.existsSync(program) ? program : null;
}
