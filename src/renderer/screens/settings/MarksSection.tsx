import { type ChangeEvent, useState } from 'react';
import type { MarksFile } from '../../../contract/marks.ts';
import { api } from '../../api/api.ts';
import { formatCounted } from '../../format/numbers.ts';
import { putSearches, tagsIn, useMarks } from '../../marks/marks.ts';
import chips from '../../parts/Chips.module.css';
import controls from '../../parts/controls.module.css';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Safe } from '../../parts/Safe.tsx';
import { askAgain } from '../../store/loadable.ts';
import { addressOf, plainList, plainSearch } from '../../store/place.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

/** What the person put on sessions, on its way to another machine and back. */
export function MarksSection() {
  const marks = useMarks();
  if (!marks) return null;
  const tags = tagsIn(marks);
  const pinned = marks.sessions.filter(({ is_pinned }) => is_pinned).length;
  const hidden = marks.sessions.filter(({ is_hidden }) => is_hidden).length;
  return (
    <Section
      title="Your marks"
      about="Own titles, pins, tags, notes, hidden sessions and saved searches. They are kept beside the catalog, and never written into an agent’s files."
    >
      <p>
        {formatCounted(marks.sessions.length, 'session')} with marks: {pinned} pinned, {hidden} hidden,{' '}
        {formatCounted(tags.length, 'tag')}.
      </p>
      {tags.length > 0 && (
        <ul className={chips.chips} aria-label="Tags">
          {tags.map(({ tag, count }) => (
            <li key={tag} className={chips.chip}>
              <a href={`#${addressOf({ screen: 'sessions', list: { ...plainList, q: `tag:${tag}` } })}`}>
                <Safe text={tag} most={40} />
              </a>
              <span className={styles.note}>{count}</span>
            </li>
          ))}
        </ul>
      )}
      <SavedSearches marks={marks} />
      <Exchange marks={marks} />
    </Section>
  );
}

function SavedSearches({ marks }: { marks: MarksFile }) {
  if (marks.searches.length === 0) return null;
  return (
    <div className={styles.own}>
      <h3>Saved searches</h3>
      <ul>
        {marks.searches.map((search) => (
          <li key={`${search.place} ${search.q}`} className={styles.folder}>
            <a
              href={`#${addressOf(
                search.place === 'search'
                  ? { ...plainSearch, q: search.q }
                  : { screen: 'sessions', list: { ...plainList, q: search.q } },
              )}`}
            >
              <Safe text={search.name} most={120} />
            </a>
            <button
              type="button"
              className={controls.quiet}
              aria-label={`Forget the search ${search.name}`}
              onClick={() => void putSearches(marks.searches.filter((each) => each !== search))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Exchange({ marks }: { marks: MarksFile }) {
  const [words, setWords] = useState<{ text: string; is_problem: boolean } | null>(null);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = '';
    if (!file) return;
    const answer = await imported(await file.text());
    setWords(answer);
    askAgain('marks');
  };
  return (
    <>
      <div className={styles.line}>
        <CopyButton className={controls.button} text={() => JSON.stringify(marks, null, 1)}>
          Copy all as JSON
        </CopyButton>
        <label className={`${controls.button} ${styles.file}`}>
          Import a file…
          <input
            type="file"
            accept="application/json,.json"
            className="sr-only"
            onChange={(event) => void read(event)}
          />
        </label>
      </div>
      {words && (
        <p className={words.is_problem ? styles.error : styles.note} role="status">
          {words.text}
        </p>
      )}
    </>
  );
}

async function imported(text: string): Promise<{ text: string; is_problem: boolean }> {
  try {
    const result = await api.importMarks({ marks: JSON.parse(text) as MarksFile });
    if (!result.ok) return { text: 'These are no marks of Rearview.', is_problem: true };
    const { taken, kept, searches } = result.value;
    const stayed =
      kept > 0 ? ` ${formatCounted(kept, 'session')} stayed as ${kept === 1 ? 'it was' : 'they were'}.` : '';
    return {
      text: `Marks of ${formatCounted(taken, 'session')} and ${formatCounted(searches, 'search', 'searches')} were taken over.${stayed}`,
      is_problem: false,
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { text: 'The file is not JSON.', is_problem: true };
  }
}
