import { type ReactNode, useEffect, useState } from 'react';
import controls from './controls.module.css';
import { copyText } from './copy.ts';
import { Icon } from './Icon.tsx';

interface Props {
  /** Makes the text only when asked for. */
  text: () => string;
  children: ReactNode;
  className?: string;
}

/** Copies, and says for a moment whether it did. */
export function CopyButton({ text, children, className = controls.quiet }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 1600);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(text())) ? 'copied' : 'failed');
  return (
    <button type="button" className={className} onClick={copy}>
      <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {outcome === null ? children : outcome === 'copied' ? 'Copied' : 'The clipboard is not open to this page'}
      </span>
    </button>
  );
}
