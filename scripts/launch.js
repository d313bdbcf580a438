/**
 * Starts a script of this folder under a Node that can run it: `node scripts/launch.js start --port 4000`.
 * Plain JavaScript, so that an old Node can say what is missing instead of stumbling over types.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNewEnough, tooOldSentence } from './node-version.js';

const root = new URL('../', import.meta.url);

/**
 * @param {string} script such as `start`
 * @param {string[]} args
 */
export async function launch(script, args) {
  const file = fileURLToPath(new URL(`./scripts/${script}.ts`, root));
  if (isNewEnough(process.versions.node)) {
    process.argv.splice(1, process.argv.length, file, ...args);
    await import(pathToFileURL(file).href);
    return;
  }
  const pinned = pinnedNode();
  if (pinned) runUnder(pinned, [file, ...args]);
  else fail(tooOldSentence(process.versions.node));
}

/** The Node that came with `npm install`; none on platforms for which there is no such package. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = fileURLToPath(new URL(`./node_modules/node-${platform}-${process.arch}/bin/${program}`, root));
  return existsSync(file) ? file : null;
}

/**
 * @param {string} node
 * @param {string[]} args
 */
function runUnder(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', () => fail('The Node that came with Rearview could not be started.'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [script = '', ...args] = process.argv.slice(2);
  await launch(script, args);
}
