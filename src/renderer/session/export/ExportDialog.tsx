import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../../../contract/session.ts';
import { api } from '../../api/api.ts';
import controls from '../../parts/controls.module.css';
import { Icon } from '../../parts/Icon.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { Safe } from '../../parts/Safe.tsx';
import { lastValue, useAnswer } from '../../store/loadable.ts';
import { sessionExport } from './export-store.ts';
import styles from './export.module.css';
import { ExportButtons } from './ExportButtons.tsx';
import { ExportOutcome } from './ExportOutcome.tsx';
import { FileChoices } from './FileChoices.tsx';
import { HidingChoices } from './HidingChoices.tsx';
import { levelForOthers } from './export-words.ts';

interface Props {
  session: Session;
  onClose(): void;
}

/** Chooses what of a session goes into a file, shows what was hidden in it, and only then saves it. */
export function ExportDialog({ session, onClose }: Props) {
  const [store] = useState(() => sessionExport(api, session));
  const { choice, at, choose, check, stop } = useStore(store);
  const settings = lastValue(useAnswer('settings', () => api.settings({})));
  useEffect(() => stop, [stop]);
  const usual = settings ? levelForOthers(settings.level) : undefined;
  const start = () => void check(usual);
  return (
    <Modal label="Export session" onClose={onClose} className={styles.dialog}>
      <header className={styles.head}>
        <h2>Export session</h2>
        <p className={styles.title}>
          <Safe text={session.title} most={200} />
        </p>
        <button type="button" className={controls.quiet} onClick={onClose} aria-label="Close">
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.panes}>
        <form
          className={styles.choices}
          aria-label="What is written"
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <FileChoices choice={choice} choose={choose} />
          <HidingChoices choice={choice} choose={choose} usual={usual} settings={settings} />
        </form>
        <ExportOutcome at={at} />
      </div>
      <ExportButtons at={at} onCheck={start} onStop={stop} onClose={onClose} />
    </Modal>
  );
}
