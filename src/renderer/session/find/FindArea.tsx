import type { ReactNode } from 'react';
import type { FoundIn } from '../../../contract/find.ts';
import { useTranscript } from '../transcript/transcript-context.ts';
import { areaName } from './found-areas.ts';
import styles from './find.module.css';

interface Props {
  block_id: string;
  field: FoundIn;
  /** Of several changes or injected texts of a block the one that is shown here. */
  part?: number;
  children: ReactNode;
}

/** Shows a text of a block; what was found in it is marked here. Has no box of its own. */
export function FindArea({ block_id, field, part = 0, children }: Props) {
  const { agent_id } = useTranscript().thread;
  return (
    <span className={styles.area} data-find={areaName({ agent_id, block_id, field, part })}>
      {children}
    </span>
  );
}
