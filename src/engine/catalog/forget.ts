import path from 'node:path';
import { shardCount, shardPath } from '../text/text-index.ts';
import { deleteDatabase } from './delete-database.ts';

/** What is thrown away; all of it can be read again from the logs, but for sessions whose logs are gone. */
export type Forget = 'nothing' | 'index' | 'all';

/** Deletes the text index, or the catalog too. Nothing may have them open. Throws errors of the file system. */
export function forgetKeptFiles(data_dir: string, what: Forget): void {
  if (what === 'nothing') return;
  const files = Array.from({ length: shardCount }, (_, shard) => shardPath(data_dir, shard));
  if (what === 'all') files.push(path.join(data_dir, 'catalog.sqlite'));
  for (const file of files) deleteDatabase(file);
}
