import type { ToolCallBlock } from '../../../contract/message.ts';

/* What the head of an open card shows in full; anything longer stands in the body. */
const longestLine = 300;

/** The subject of a call on one line: a path from the session's folder on, a command's first line. */
export function shownSubject(call: ToolCallBlock, cwd: string | null): string | null {
  if (call.subject === null || call.subject.trim() === '' || call.todos !== null) return null;
  const short = shortPath(call.subject, cwd);
  const [first = ''] = short.trim().split('\n', 1);
  const isMore = first.length < short.trim().length;
  const line = first.slice(0, longestLine).replace(/[\uD800-\uDBFF]$/, '');
  return isMore || line.length < first.length ? `${line} …` : line;
}

/** Whether the head of a card shows less than the whole subject. */
export function isSubjectCut(call: ToolCallBlock): boolean {
  const subject = call.subject?.trim() ?? '';
  return subject.includes('\n') || subject.length > longestLine;
}

/** A path below the session's folder without that folder. */
export function shortPath(path: string, cwd: string | null): string {
  if (cwd === null || cwd === '/' || path.length <= cwd.length + 1 || !path.startsWith(cwd)) return path;
  const rest = path.slice(cwd.length);
  return /^[/\\]/.test(rest) ? rest.slice(1) : path;
}
