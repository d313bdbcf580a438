import './check-node.ts';
import { projectRoot } from './project-root.ts';
import { builtEntries, runBuilt } from './run-built.ts';

/* Runs a built entry: `node scripts/run.ts cli list --json`. */
const [name, ...args] = process.argv.slice(2);
const entry = builtEntries.find((one) => one === name);
if (entry) await runBuilt(projectRoot, entry, args);
else {
  console.error(`Usage: node scripts/run.ts <${builtEntries.join('|')}> [arguments]`);
  process.exitCode = 2;
}
