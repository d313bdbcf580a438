import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './Tabs.module.css';

interface Props<T extends string> {
  label: string;
  tabs: readonly { key: T; name: string }[];
  shown: T;
  onShow(tab: T): void;
  /** What the shown tab holds. */
  children: ReactNode;
}

/** Ways to look at one thing, one at a time. The arrow keys go from tab to tab. */
export function Tabs<T extends string>({ label, tabs, shown, onShow, children }: Props<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ key }) => key === shown);
    const place = (at + step + tabs.length) % tabs.length;
    onShow(tabs[place]!.key);
    list.current?.querySelectorAll('button')[place]?.focus();
  };
  return (
    <>
      <div ref={list} className={styles.tabs} role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === shown}
            aria-controls={`${id}-panel`}
            tabIndex={key === shown ? 0 : -1}
            onClick={() => onShow(key)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`}>
        {children}
      </div>
    </>
  );
}
