import './check-node.ts';
import { buildIfStale } from './building/build.ts';
import { openWindow } from './desktop/open-window.ts';
import { projectRoot } from './project-root.ts';
import { runBuilt } from './run-built.ts';

/* `npm start`: the desktop window; where none can be opened, the same app in a browser. */
if (!(await buildIfStale(projectRoot))) process.exit(1);
const reason = await openWindow(projectRoot, (sentence) => console.error(sentence));
if (reason !== null) {
  console.error(`${reason} Rearview is served to a browser on this machine instead.`);
  await runBuilt(projectRoot, 'serve', process.argv.slice(2));
}
