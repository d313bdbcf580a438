import { plainText } from '../format/visible-text.ts';
import { Choice } from '../parts/Choice.tsx';
import controls from '../parts/controls.module.css';
import { keepSearch, useMarks } from './marks.ts';

interface Props {
  place: 'sessions' | 'search';
  /** The words in the box. */
  q: string;
  onChoose(q: string): void;
}

/** The searches that were kept, and a button that keeps the one in the box. */
export function SavedFilters({ place, q, onChoose }: Props) {
  const marks = useMarks();
  const kept = (marks?.searches ?? []).filter((search) => search.place === place);
  const words = q.trim();
  const isKept = kept.some((search) => search.q === words);
  return (
    <>
      {kept.length > 0 && (
        <Choice
          label="Saved"
          none="choose"
          value={isKept ? words : null}
          choices={kept.map((search) => ({ value: search.q, label: plainText(search.name) }))}
          onChange={(value) => onChoose(value ?? '')}
        />
      )}
      {words !== '' && !isKept && marks !== null && (
        <button
          type="button"
          className={controls.quiet}
          title="Keep this search; Settings lists those that are kept"
          onClick={() => void keepSearch(marks, { name: words.slice(0, 120), place, q: words })}
        >
          Save
        </button>
      )}
    </>
  );
}
