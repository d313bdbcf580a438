import { fileURLToPath } from 'node:url';
import { runInProcess } from './process-context.ts';

await runInProcess(['serve', ...process.argv.slice(2)], {
  engine_url: new URL('./engine.js', import.meta.url),
  reader_url: new URL('./reader.js', import.meta.url),
  page_folder: fileURLToPath(new URL('../renderer/', import.meta.url)),
});
