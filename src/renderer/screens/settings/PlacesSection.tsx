import { useState } from 'react';
import type { AddedFolder, SettingsAnswer, SourcePlaces } from '../../../contract/settings.ts';
import { Choice } from '../../parts/Choice.tsx';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import { SourceMark } from '../../parts/SourceMark.tsx';
import { Section } from './Section.tsx';
import styles from './settings.module.css';
import { useSave } from './use-save.ts';

/** Where each source looks, what would change that, and folders of the person's own. */
export function PlacesSection({ settings }: { settings: SettingsAnswer }) {
  const { is_busy, error, save } = useSave();
  const { level, extra_words, folders } = settings;
  const keep = (next: AddedFolder[]) => save({ level, extra_words, folders: next });
  return (
    <Section
      title="Where sessions are read from"
      about="Only files that have the names of session files are opened, and never written to. An environment variable, when it is set, counts instead of all other places."
    >
      <ul className={styles.places}>
        {settings.places.map((place) => (
          <li key={place.source}>
            <Place
              place={place}
              is_busy={is_busy}
              onRemove={(path) =>
                void keep(folders.filter((each) => each.source !== place.source || each.path !== path))
              }
            />
          </li>
        ))}
      </ul>
      <AddFolder
        places={settings.places}
        is_busy={is_busy}
        onAdd={(folder) => keep([...folders, folder])}
        problem={error?.message ?? null}
      />
    </Section>
  );
}

interface PlaceProps {
  place: SourcePlaces;
  is_busy: boolean;
  onRemove(path: string): void;
}

function Place({ place, is_busy, onRemove }: PlaceProps) {
  return (
    <>
      <h3 className={styles.source}>
        <SourceMark source={place.source} label={place.provider_label} />
        {place.provider_label}
      </h3>
      {place.folders.length === 0 && <p className={styles.note}>No folder yet.</p>}
      <ul>
        {place.folders.map(({ path, is_added }) => (
          <li key={path} className={styles.folder}>
            <code>
              <Safe text={path} />
            </code>
            {is_added && place.override !== null && <span className={styles.note}>not looked in now</span>}
            {is_added && (
              <button
                type="button"
                className={controls.quiet}
                disabled={is_busy}
                aria-label={`Look in ${path} no more`}
                onClick={() => onRemove(path)}
              >
                Remove
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {place.override === null ? 'To look elsewhere, set ' : 'Set by '}
        <Variables names={place.override === null ? place.variables : [place.override]} />
        {place.override !== null && '; nothing else is looked at while it is set'}.
      </p>
    </>
  );
}

function Variables({ names }: { names: readonly string[] }) {
  return names.map((name, at) => (
    <span key={name}>
      {at > 0 && ' or '}
      <code>{name}</code>
    </span>
  ));
}

interface AddProps {
  places: readonly SourcePlaces[];
  is_busy: boolean;
  /** Answers whether the folder was taken. */
  onAdd(folder: AddedFolder): Promise<boolean>;
  problem: string | null;
}

function AddFolder({ places, is_busy, onAdd, problem }: AddProps) {
  const [source, setSource] = useState(places[0]?.source ?? '');
  const [path, setPath] = useState('');
  const add = async () => {
    if (await onAdd({ source, path: path.trim() })) setPath('');
  };
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') void add();
      }}
    >
      <h3>Add a folder</h3>
      <div className={styles.line}>
        <Choice
          label="Source of the sessions in it"
          none={null}
          value={source}
          choices={places.map((place) => ({ value: place.source, label: place.provider_label }))}
          onChange={(value) => setSource(value ?? source)}
        />
        <input
          className={controls.field}
          aria-label="Folder"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'folder-problem'}
          placeholder="/backup/laptop/sessions or ~/old-logs"
          maxLength={4096}
          spellCheck={false}
          autoComplete="off"
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <button type="submit" className={controls.button} disabled={is_busy || path.trim() === ''}>
          Add
        </button>
      </div>
      {problem !== null && (
        <p id="folder-problem" className={styles.error} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.note}>
        A folder laid out as the agent lays out its own: a copy from another machine or a backup. What was read from a
        folder stays listed after it is removed here, until everything is read again.
      </p>
    </form>
  );
}
