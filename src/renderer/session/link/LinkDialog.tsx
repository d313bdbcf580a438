import { useEffect, useRef } from 'react';
import buttons from '../parts/buttons.module.css';
import { Pieces } from '../text/Pieces.tsx';
import styles from './link.module.css';
import { answerLink, useAskedLink } from './open-link.ts';

/** Asks before an address out of a log is opened; says where it really leads. */
export function LinkDialog() {
  const asked = useAskedLink((state) => state.asked);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asked) dialog.current?.showModal();
  }, [asked]);
  if (!asked) return null;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="link-question" onClose={() => answerLink(false)}>
      <h2 id="link-question">Open this address in the browser?</h2>
      <dl>
        <dt>Host</dt>
        <dd>
          <code>{asked.host}</code>
          {asked.written_host !== null && (
            <span className={styles.disguise}>
              {' '}
              written as <Pieces text={asked.written_host} newlines="mark" />
            </span>
          )}
        </dd>
        <dt>Address</dt>
        <dd>
          <code>{asked.url}</code>
        </dd>
      </dl>
      <p className={styles.answers}>
        <button type="button" className={buttons.bordered} onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button type="button" className={buttons.bordered} onClick={() => answerLink(true)}>
          Open
        </button>
      </p>
    </dialog>
  );
}
