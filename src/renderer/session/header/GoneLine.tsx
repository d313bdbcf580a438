import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../../contract/result.ts';
import type { Session } from '../../../contract/session.ts';
import { api } from '../../api/api.ts';
import buttons from '../parts/buttons.module.css';
import { go, plainList } from '../../store/place.ts';
import styles from './header.module.css';

/** Says that only figures and labels are left of a session, and lets the person be rid of them too. */
export function GoneLine({ session: { source, session_id } }: { session: Session }) {
  const [isAsked, setIsAsked] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  /* The button that was pressed goes: the focus moves to the answer that changes nothing, and back. */
  useEffect(() => {
    if (isAsked !== wasAsked.current) (isAsked ? keep : ask).current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  const forget = async () => {
    const result = await api.forgetSession({ source, session_id });
    if (result.ok) go({ screen: 'sessions', list: plainList });
    else setError(result.error);
  };
  return (
    <p className={styles.gone}>
      <span>The log of this session is no longer on disk. Its figures and labels are kept.</span>
      {!isAsked && (
        <button ref={ask} type="button" className={buttons.bordered} onClick={() => setIsAsked(true)}>
          Forget this session…
        </button>
      )}
      {isAsked && (
        <>
          <span>They cannot be read again. Forget them?</span>
          <button type="button" className={`${buttons.bordered} ${styles.danger}`} onClick={() => void forget()}>
            Forget for good
          </button>
          <button ref={keep} type="button" className={buttons.bordered} onClick={() => setIsAsked(false)}>
            Keep
          </button>
        </>
      )}
      {error && <span role="alert">{error.message}</span>}
    </p>
  );
}
