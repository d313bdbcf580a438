import './check-node.ts';
import { build } from './building/build.ts';
import { projectRoot } from './project-root.ts';
import { findChromium, installChromium } from './testing/chromium.ts';
import { runScript, runTests } from './testing/run-step.ts';
import { addTallies, closingLine, failedStep, noTests, type Tally } from './testing/tally.ts';

/*
 * `npm test`: types, lint, unit tests, build, tests in a browser, tests of the whole. Later steps run although earlier
 * ones failed, so that one run tells everything; only without a build nothing follows. `npm run test:browser` runs the browser's alone.
 */
const isBrowserAlone = process.argv[2] === 'browser';
const steps: [name: string, run: () => Promise<Tally>][] = [
  ['types', () => runScript(projectRoot, 'types')],
  ['lint', () => runScript(projectRoot, 'lint')],
  ['unit', () => runTests(projectRoot, 'unit', process.env)],
  ['build', async () => ((await build(projectRoot)) ? noTests : failedStep)],
  ['browser', () => withChromium('browser')],
  ['e2e', () => withChromium('e2e')],
];

let total = noTests;
for (const [name, run] of steps) {
  if (isBrowserAlone && name !== 'build' && name !== 'browser') continue;
  console.log(`\n── ${name}`);
  const tally = await run();
  if (tally.failed > 0) console.log(`${name}: ${tally.failed} failed`);
  total = addTallies(total, tally);
  if (name === 'build' && tally.failed > 0) {
    console.log('Without a build there is nothing to test in a browser or as a whole.');
    break;
  }
}
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function withChromium(project: string): Promise<Tally> {
  const chromium = (await findChromium(process.env)) ?? (await installChromium(projectRoot, process.env));
  if (chromium !== null) return runTests(projectRoot, project, { ...process.env, CHROMIUM_PATH: chromium });
  console.error('There is no Chromium to test with and none could be installed; CHROMIUM_PATH may name one.');
  return failedStep;
}
