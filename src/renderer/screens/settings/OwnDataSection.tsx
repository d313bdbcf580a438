import { useState } from 'react';
import type { ApiError, Result } from '../../../contract/result.ts';
import type { SettingsAnswer } from '../../../contract/settings.ts';
import { api } from '../../api/api.ts';
import { formatBytes } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { askAgain } from '../../store/loadable.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

type Deed = 'rebuild' | 'remove';

/** What Rearview keeps, how large it is and where, and how to be rid of it. */
export function OwnDataSection({ settings }: { settings: SettingsAnswer }) {
  const [asked, setAsked] = useState<Deed | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const sum = settings.catalog_bytes + settings.index_bytes + settings.other_bytes;
  const run = async (deed: Deed) => {
    setAsked(null);
    const result: Result<unknown> = await (deed === 'rebuild' ? api.rebuild({}) : api.removeData({}));
    setError(result.ok ? null : result.error);
    askAgain('settings');
  };
  return (
    <Section
      title="Rearview’s own data"
      about="Figures, labels and an index of words, all redacted; no copy of the transcripts. It can be made anew from the logs at any time."
    >
      {settings.mode === 'removed' && (
        <p className={styles.state} role="status">
          The data was removed. Until Rearview is started again it keeps everything in memory only.
        </p>
      )}
      <p className={styles.folder}>
        <code>{settings.data_dir}</code>
        <CopyButton text={() => settings.data_dir}>Copy</CopyButton>
      </p>
      <table className={styles.sizes}>
        <caption className="sr-only">Size on disk</caption>
        <tbody>
          {sizeRows(settings).map(({ label, bytes }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatBytes(bytes)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Together</th>
            <td>{formatBytes(sum)}</td>
          </tr>
        </tbody>
      </table>
      <div className={styles.line}>
        <button type="button" className={controls.button} onClick={() => setAsked('rebuild')}>
          Read everything again…
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={settings.mode === 'removed'}
          onClick={() => setAsked('remove')}
        >
          Remove Rearview’s data…
        </button>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error.message}
        </p>
      )}
      {asked && <Question deed={asked} onCancel={() => setAsked(null)} onYes={() => void run(asked)} />}
    </Section>
  );
}

const sizeRows = (settings: SettingsAnswer) => [
  { label: 'Catalog: figures and labels', bytes: settings.catalog_bytes },
  { label: 'Index of words', bytes: settings.index_bytes },
  { label: 'Settings, marks and key', bytes: settings.other_bytes },
];

const questions: Record<Deed, { title: string; text: string; yes: string }> = {
  rebuild: {
    title: 'Read everything again?',
    text: 'Catalog and index are deleted and made anew from the logs that are there now. Sessions whose logs the agent has deleted meanwhile are forgotten. Settings and marks stay.',
    yes: 'Read again',
  },
  remove: {
    title: 'Remove Rearview’s data?',
    text: 'Catalog, index, settings, own words and marks are deleted from this machine. The agents’ own files are not touched. Until Rearview is started again it keeps everything in memory only.',
    yes: 'Remove',
  },
};

function Question({ deed, onCancel, onYes }: { deed: Deed; onCancel(): void; onYes(): void }) {
  const { title, text, yes } = questions[deed];
  return (
    <Modal label={title} onClose={onCancel} className={styles.question}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles.answers}>
        <button type="button" className={controls.button} onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className={`${controls.button} ${styles.danger}`} onClick={onYes}>
          {yes}
        </button>
      </div>
    </Modal>
  );
}
