import { runInProcess } from '../../../src/cli/process-context.ts';

/** The command line from its sources, in a process of its own, so that all it prints can be looked at. */
await runInProcess(process.argv.slice(2), {
  engine_url: new URL('../../../src/engine/engine-worker.ts', import.meta.url),
  reader_url: new URL('../../../src/engine/reader-worker.ts', import.meta.url),
  page_folder: '',
});
