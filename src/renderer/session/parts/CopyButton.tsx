import { useEffect, useState } from 'react';
import styles from './buttons.module.css';

interface Props {
  /** What is copied, or how to get it when it is not all here. */
  text: string | (() => Promise<string>);
  label?: string;
  title: string;
}

const shown_ms = 1600;

/** Copies text that has been redacted already, and says whether that worked. */
export function CopyButton({ text, label = 'Copy', title }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), shown_ms);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const words = { copied: 'Copied', failed: 'Not copied' };
  return (
    <button type="button" className={styles.small} title={title} onClick={() => void copy()}>
      <span aria-live="polite">{outcome ? words[outcome] : label}</span>
    </button>
  );
}
