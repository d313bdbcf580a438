import type { ReactNode } from 'react';
import { Pieces } from '../text/Pieces.tsx';
import { checkLink } from './check-link.ts';
import styles from './link.module.css';
import { openLink } from './open-link.ts';

interface Props {
  href: string;
  /** The text of the link, without marks, to tell whether the address has to be said as well. */
  label: string;
  children: ReactNode;
}

/** A link out of a log: something to press that asks before it opens anything, or, for any other address, plain text. */
export function LinkText({ href, label, children }: Props) {
  const check = checkLink(href);
  if (!check.ok) {
    return (
      <span className={styles.refused} title={check.reason}>
        {children}
        {label !== href && (
          <span className={styles.address}>
            {' '}
            (<Pieces text={shortened(href)} newlines="mark" />)
          </span>
        )}
      </span>
    );
  }
  return (
    <button type="button" className={styles.link} title={shortened(check.link.url)} onClick={() => openLink(href)}>
      {children}
    </button>
  );
}

const shortened = (address: string): string => (address.length > 200 ? `${address.slice(0, 200)}…` : address);
