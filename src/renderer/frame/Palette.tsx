import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { lastPart } from '../format/paths.ts';
import { shownKeys } from '../keys/keys.ts';
import { Icon } from '../parts/Icon.tsx';
import { Modal } from '../parts/Modal.tsx';
import { Safe } from '../parts/Safe.tsx';
import { SourceMark } from '../parts/SourceMark.tsx';
import { Time } from '../parts/Time.tsx';
import { type Entry, usePaletteEntries } from './palette-entries.ts';
import { closeOverlay, useOverlay } from './overlay.ts';
import styles from './Palette.module.css';

/** Go to anything: sessions by title, screens, commands. */
export function Palette() {
  return useOverlay() === 'palette' ? <OpenPalette /> : null;
}

function OpenPalette() {
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState(0);
  const { entries, isWaiting } = usePaletteEntries(useDeferredValue(typed));
  const current = Math.min(wanted, Math.max(0, entries.length - 1));
  const press = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1 }[event.key];
    if (next !== undefined) setWanted((next + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') run(entries[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal label="Go to" onClose={closeOverlay} className={styles.palette}>
      <input
        className={styles.box}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-entries"
        aria-activedescendant={entries.length > 0 ? `palette-entry-${current}` : undefined}
        aria-label="Go to a session, a screen or a command"
        placeholder="Go to a session, a screen or a command"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setWanted(0);
        }}
        onKeyDown={press}
      />
      <ul id="palette-entries" role="listbox" aria-label="Places" className={styles.entries}>
        {entries.map((entry, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box has the keys
          <li
            key={entry.key}
            id={`palette-entry-${place}`}
            role="option"
            aria-selected={place === current}
            ref={place === current ? bringIntoView : undefined}
            className={styles.entry}
            onClick={() => run(entry)}
            onPointerMove={() => setWanted(place)}
          >
            <EntryView entry={entry} />
          </li>
        ))}
      </ul>
      {entries.length === 0 && (
        <p className={styles.none}>{isWaiting ? 'Looking…' : `Nothing is called “${typed}”.`}</p>
      )}
      <p className={styles.foot}>
        Titles, projects and branches are looked through. For words inside sessions use Search (<kbd>/</kbd>).
      </p>
    </Modal>
  );
}

function run(entry: Entry | undefined): void {
  if (!entry) return;
  closeOverlay();
  entry.run();
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function EntryView({ entry }: { entry: Entry }) {
  if (entry.kind === 'command') {
    return (
      <>
        <Icon name={entry.icon} />
        <span className={styles.name}>{entry.label}</span>
        {entry.keys && <kbd className={styles.side}>{shownKeys(entry.keys).join(' ')}</kbd>}
      </>
    );
  }
  return (
    <>
      <SourceMark source={entry.session.source} label={entry.session.provider_label} />
      <span className={styles.name}>
        <Safe text={entry.session.title} most={200} />
      </span>
      {entry.session.project_dir !== null && (
        <span className={styles.side}>
          <Safe text={lastPart(entry.session.project_dir)} most={40} />
        </span>
      )}
      <Time at={entry.session.last_message_at} className={styles.time} />
    </>
  );
}
