import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildIfStale } from '../../../scripts/building/build.ts';
import { projectFolder } from '../../helpers/source-tree.ts';
import type { World } from '../world/world.ts';

/** The built app, serving one world in a process of its own. */
export interface Host {
  /** Such as `http://127.0.0.1:4173`. */
  origin: string;
  token: string;
  /** Calls the API with the token; gives back status and answer. */
  call(verb: 'GET' | 'POST', path: string): Promise<{ status: number; answer: unknown }>;
  /** Brings the catalog up to date with the disk. */
  scan(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves a world, and waits until everything in it is in the catalog. */
export async function startServing(world: World): Promise<Host> {
  const host = await serveWorld(world);
  await host.scan();
  return host;
}

/** Builds when the last build is not of what is there now, and starts the host over a world. */
export async function serveWorld(world: World): Promise<Host> {
  if (!(await buildIfStale(projectFolder))) throw new Error('The app could not be built.');
  const token = 'a token for tests alone';
  const child = spawn(process.execPath, [join(projectFolder, 'out', 'main', 'serve.js'), '--no-open'], {
    env: environmentOf(world, token),
    cwd: world.home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const origin = await addressFrom(child);
  const call: Host['call'] = async (verb, path) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = verb === 'POST' ? { method: 'POST', headers, body: '{}' } : { headers };
    const response = await fetch(`${origin}/api/v1${path}`, request);
    return { status: response.status, answer: await response.json() };
  };
  const scan = async (): Promise<void> => {
    const { status } = await call('POST', '/agent-sessions/scan');
    if (status !== 200) throw new Error(`The scan was answered with ${status}.`);
  };
  return { origin, token, call, scan, stop: () => stop(child) };
}

function environmentOf({ home, data_dir }: World, token: string): NodeJS.ProcessEnv {
  const { PATH = '', SystemRoot } = process.env;
  return {
    PATH,
    SystemRoot,
    HOME: home,
    USERPROFILE: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    REARVIEW_DATA_DIR: data_dir,
    REARVIEW_TOKEN: token,
  };
}

/** The address the process prints. Throws with what it said when it ends first. */
async function addressFrom(child: ChildProcess): Promise<string> {
  let out = '';
  let notes = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (notes += text));
  const address = await new Promise<string | null>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = /Rearview is at (http:\/\/[^/\s]+)/.exec(out)?.[1];
      if (found) resolve(found);
    });
    child.on('close', () => resolve(null));
  });
  if (address === null) throw new Error(`The host ended without serving: ${notes}`);
  return address;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
