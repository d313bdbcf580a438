import { formatCounted } from '../../format/numbers.ts';
import { FoldButton } from '../parts/FoldButton.tsx';
import { type LeftPath, pathKey, setPathOpen, useOpenPaths } from './left-paths.ts';
import { useTranscript } from './transcript-context.ts';
import styles from './transcript.module.css';

/** Whether a left path is folded into this line. */
export function useIsFolded(path: LeftPath | null): boolean {
  const { thread } = useTranscript();
  const isOpen = useOpenPaths((state) => path !== null && state.open.has(pathKey(thread, path)));
  return path !== null && !isOpen;
}

/** Where a path leaves the conversation that was gone on with: how many messages it has, and the way to see them. */
export function LeftPathLine({ path }: { path: LeftPath }) {
  const { thread } = useTranscript();
  const isFolded = useIsFolded(path);
  return (
    <div className={styles.leftPath}>
      <FoldButton open={!isFolded} onChange={(open) => setPathOpen(pathKey(thread, path), open)}>
        {formatCounted(path.to - path.from + 1, 'message')} on a path of the conversation that was left here
      </FoldButton>
    </div>
  );
}
