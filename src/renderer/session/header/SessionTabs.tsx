import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { currentPlace, go } from '../../store/place.ts';
import styles from './header.module.css';

const tabs = [
  { tab: 'transcript', name: 'Transcript' },
  { tab: 'timeline', name: 'Timeline' },
  { tab: 'context', name: 'Context' },
  { tab: 'files', name: 'Files' },
  { tab: 'raw', name: 'Raw' },
  { tab: 'problems', name: 'Problems' },
] as const;
type Tab = (typeof tabs)[number]['tab'];

interface Props {
  shown: Tab;
  problemCount: number;
  /** Tools of the shown tab, at the end of the line. */
  children: ReactNode;
}

/** The ways to look at a session. */
export function SessionTabs({ shown, problemCount, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#tab-${shown}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the count is a part of its tab, and comes late
  }, [shown, problemCount]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ tab }) => tab === shown);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    show(next.tab);
    list.current?.querySelector<HTMLElement>(`#tab-${next.tab}`)?.focus();
  };
  return (
    <div className={styles.tabLine}>
      <div
        ref={list}
        className={styles.tabs}
        role="tablist"
        aria-label="Ways to look at this session"
        onKeyDown={press}
      >
        {tabs.map(({ tab, name }) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === shown}
            aria-controls={`tab-panel-${tab}`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => show(tab)}
          >
            {name}
            {tab === 'problems' && problemCount > 0 && (
              <span className={styles.count}>{formatCount(problemCount)}</span>
            )}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}

function show(tab: Tab): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab });
}
