import { type ReactNode, useId } from 'react';
import { CopyButton } from '../../parts/CopyButton.tsx';
import styles from './Panel.module.css';

interface Props {
  title: string;
  /** Controls of the panel, before the copy button. */
  controls?: ReactNode;
  csv: () => string;
  /** Spans the width of the page. */
  is_wide?: boolean;
  children: ReactNode;
}

/** One chart or table with its name, and its figures as CSV. */
export function Panel({ title, controls, csv, is_wide = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.panel} data-wide={is_wide} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <span className={styles.controls}>
          {controls}
          <CopyButton text={csv}>Copy as CSV</CopyButton>
        </span>
      </header>
      {children}
    </section>
  );
}
