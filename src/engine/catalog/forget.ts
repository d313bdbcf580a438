import path from 'node:path';
import { shardCount, shardPath } from '../text/text-index.ts';
import { removeOwnData } from '../own-data.ts';
import { deleteDatabase } from './delete-database.ts';

/** What is thrown away; all but the own data can be read again from the logs, but for sessions whose logs are gone. */
export type Forget = 'nothing' | 'index' | 'all' | 'own data';

/** Deletes the text index, or the catalog too. Nothing may have them open. Throws errors of the file system. */
export function forgetKeptFiles(data_dir: string, what: Forget): void {
  if (what === 'nothing') return;
  if (what === 'own data') return removeOwnData(data_dir);
  const files = Array.from({ length: shardCount }, (_, shard) => shardPath(data_dir, shard));
  if (what === 'all') files.push(path.join(data_dir, 'catalog.sqlite'));
  for (const file of files) deleteDatabase(file);
}
