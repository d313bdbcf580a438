import { useEffect, useRef } from 'react';
import type { TouchedFile } from '../../../contract/files.ts';
import { formatCount } from '../../format/numbers.ts';
import { shortenPath } from '../../format/paths.ts';
import { plainText } from '../../format/visible-text.ts';
import { Pieces } from '../text/Pieces.tsx';
import { splitPath } from './split-path.ts';
import styles from './files.module.css';
import { showFile } from './show-file.ts';

interface Props {
  files: readonly TouchedFile[];
  cwd: string | null;
  /** The file whose history is shown. */
  shown: string;
}

/** The files of a session with how often each was touched, and the lines that were changed. */
export function FileList({ files, cwd, shown }: Props) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown !== '') current.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" className={styles.figure}>
            Reads
          </th>
          <th scope="col" className={styles.figure}>
            Writes
          </th>
          <th scope="col" className={styles.figure}>
            Lines
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.path} data-shown={file.path === shown}>
            <td>
              <button
                ref={file.path === shown ? current : undefined}
                type="button"
                className={styles.file}
                aria-current={file.path === shown}
                title={plainText(file.path)}
                onClick={() => showFile(file.path)}
              >
                <Name path={file.path} cwd={cwd} most={mostFolder} />
                {wordsOf(file).map((word) => (
                  <span key={word} className={styles.tag}>
                    {word}
                  </span>
                ))}
              </button>
            </td>
            <td className={styles.figure}>{countOf(file.read_count)}</td>
            <td className={styles.figure}>{countOf(file.write_count)}</td>
            <td className={styles.figure}>
              <Lines added={file.lines_added} removed={file.lines_removed} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const countOf = (count: number): string => (count === 0 ? '' : formatCount(count));

function wordsOf(file: TouchedFile): string[] {
  const words = [];
  if (file.is_deleted) words.push('deleted');
  else if (file.is_created) words.push('new');
  if (file.search_count > 0) words.push(`searched ${formatCount(file.search_count)}×`);
  if (file.other_count > 0) words.push(`${formatCount(file.other_count)} not ok`);
  if (file.agent_ids.some((agent_id) => agent_id !== null)) words.push('subagent');
  return words;
}

/* Two lines of the list at its usual width; the whole path is told to those who point at it. */
const mostFolder = 56;

/** A file by its name, and the folder it lies in, in about `most` characters. */
export function Name({ path, cwd, most = Infinity }: { path: string; cwd: string | null; most?: number }) {
  const { folder, name } = splitPath(path, cwd);
  return (
    <span className={styles.name}>
      <b>
        <Pieces text={name} newlines="mark" />
      </b>
      {folder !== '' && (
        <span className={styles.folder}>
          <Pieces text={shortenPath(folder, most)} newlines="mark" />
        </span>
      )}
    </span>
  );
}

export function Lines({ added, removed }: { added: number | null; removed: number | null }) {
  if (added === null && removed === null) return null;
  return (
    <>
      <span className={styles.added}>+{formatCount(added ?? 0)}</span>{' '}
      <span className={styles.removed}>−{formatCount(removed ?? 0)}</span>
    </>
  );
}
