import styles from './header.module.css';

/** Stands in for the header at its height while the session is read. */
export function HeaderSkeleton() {
  return (
    <header className={styles.header} aria-busy="true" aria-label="Reading the session">
      <div className={styles.titleLine}>
        <span className={styles.grey} />
      </div>
      <div className={styles.chips}>
        <span className={styles.grey} />
      </div>
      <div className={styles.facts}>
        <span className={styles.grey} />
      </div>
    </header>
  );
}
