import { useState } from 'react';
import type { Session } from '../../contract/session.ts';
import { useKeys } from '../keys/keys.ts';
import controls from '../parts/controls.module.css';
import { Icon } from '../parts/Icon.tsx';
import { putMarks } from './marks.ts';
import { MarksDialog } from './MarksDialog.tsx';
import styles from './marks.module.css';

/** What one can put on the session that is open: a pin, and a title, tags and a note. */
export function MarkActions({ session }: { session: Session }) {
  const [isOpen, setIsOpen] = useState(false);
  const isPinned = session.marks?.is_pinned ?? false;
  const switchPin = () => void putMarks(session, { is_pinned: !isPinned });
  useKeys('Session', [
    { keys: 'P', about: 'Pin the session, or unpin it', run: switchPin },
    { keys: 'm', about: 'Own title, tags and note', run: () => setIsOpen(true) },
  ]);
  return (
    <>
      <button
        type="button"
        className={`${controls.quiet} ${styles.action}`}
        aria-pressed={isPinned}
        title={isPinned ? 'Unpin: it stands first in lists now (Shift P)' : 'Pin it to the top of lists (Shift P)'}
        onClick={switchPin}
      >
        <Icon name="pin" className={isPinned ? styles.pinned : undefined} />
        {isPinned ? 'Pinned' : 'Pin'}
      </button>
      <button
        type="button"
        className={`${controls.quiet} ${styles.action}`}
        title="Own title, tags and note (m)"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <Icon name="tag" />
        Marks
      </button>
      {isOpen && <MarksDialog sessions={[session]} onClose={() => setIsOpen(false)} />}
    </>
  );
}
