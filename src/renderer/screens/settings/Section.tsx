import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

interface Props {
  title: string;
  /** What the section is about, in a sentence or two. */
  about?: ReactNode;
  children: ReactNode;
}

/** One part of the settings: its name and words on one side, its controls on the other. */
export function Section({ title, about, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.words}>
        <h2 id={id}>{title}</h2>
        {about && <p className={styles.about}>{about}</p>}
      </div>
      <div className={styles.controls}>{children}</div>
    </section>
  );
}
