import chips from './Chips.module.css';
import { Icon } from './Icon.tsx';
import { Safe } from './Safe.tsx';

interface Props {
  words: readonly string[];
  label: string;
  /** What a press takes a word away for: `nameOf` for one word, `title` without it. */
  nameOf(word: string): string;
  title: string;
  onChange(words: string[]): void;
}

/** Words that are hidden, each of which can be taken away; nothing while there are none. */
export function WordChips({ words, label, nameOf, title, onChange }: Props) {
  if (words.length === 0) return null;
  return (
    <ul className={chips.chips} aria-label={label}>
      {words.map((each) => (
        <li key={each} className={chips.chip}>
          <Safe text={each} most={60} />
          <button
            type="button"
            aria-label={nameOf(each)}
            title={title}
            onClick={() => onChange(words.filter((other) => other !== each))}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
