import { createHash } from 'node:crypto';
import fs from 'node:fs';

const mostDeep = 20;
const mostHashed = 1_000_000;

/**
 * Everything below a folder as it is on disk: kind, mode, size, time of change, number of names, and a hash of what is
 * in it. Names are bytes, as not all of them are text; nothing is followed.
 */
export function treeOf(folder: string): string[] {
  const lines: string[] = [];
  const todo: [Buffer, number][] = [[Buffer.from(folder), 0]];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [at, depth] = next;
    const facts = fs.lstatSync(at, { bigint: true });
    const { mode, size, mtimeNs, nlink, ino } = facts;
    lines.push(
      [at.toString('latin1'), mode, facts.isDirectory() ? '' : size, mtimeNs, nlink, ino, contentOf(at, facts)].join(
        '|',
      ),
    );
    if (!facts.isDirectory() || depth >= mostDeep) continue;
    for (const name of fs.readdirSync(at, { encoding: 'buffer' }))
      todo.push([Buffer.concat([at, Buffer.from('/'), name]), depth + 1]);
  }
  return lines.toSorted();
}

function contentOf(at: Buffer, facts: fs.BigIntStats): string {
  if (facts.isSymbolicLink()) return fs.readlinkSync(at);
  const isRead = facts.isFile() && facts.size > 0n && facts.size <= mostHashed && (facts.mode & 0o400n) !== 0n;
  return isRead ? createHash('sha1').update(fs.readFileSync(at)).digest('hex') : '';
}
