import type { ReactNode } from 'react';
import styles from './buttons.module.css';

interface Props {
  open: boolean;
  onChange: (open: boolean) => void;
  children: ReactNode;
}

/** One line that opens and folds what stands below it. */
export function FoldButton({ open, onChange, children }: Props) {
  return (
    <button type="button" className={styles.fold} aria-expanded={open} onClick={() => onChange(!open)}>
      <span className={styles.chevron} />
      {children}
    </button>
  );
}
