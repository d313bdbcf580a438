import './check-node.ts';
import { build } from './building/build.ts';
import { projectRoot } from './project-root.ts';

/* Builds the app into out/: `npm run build`. */
process.exitCode = (await build(projectRoot)) ? 0 : 1;
