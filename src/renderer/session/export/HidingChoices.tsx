import { useId, useState } from 'react';
import type { ExportChoice } from '../../../contract/export.ts';
import { ExtraWord, type RedactionLevel, type SettingsAnswer } from '../../../contract/settings.ts';
import { formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { WordChips } from '../../parts/WordChips.tsx';
import { levels } from '../../screens/settings/levels.ts';
import styles from './export.module.css';

interface Props {
  choice: ExportChoice;
  choose(part: Partial<ExportChoice>): void;
  /** The level unless another is chosen; not known at first. */
  usual: RedactionLevel | undefined;
  /** Null until they are known. */
  settings: SettingsAnswer | null;
}

/** How much is hidden: the level, and words besides. */
export function HidingChoices({ choice, choose, usual, settings }: Props) {
  const name = useId();
  const chosen = choice.level ?? usual;
  return (
    <>
      <fieldset className={styles.group}>
        <legend>What is hidden</legend>
        {levels.map((level) => (
          <label key={level.value} className={styles.level}>
            <input
              type="radio"
              name={name}
              checked={level.value === chosen}
              onChange={() => choose({ level: level.value })}
            />
            <span>
              {level.label}
              <span className={styles.note}>{level.about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Words
        words={choice.extra_words}
        usual={settings?.extra_words.length ?? 0}
        onChange={(extra_words) => choose({ extra_words })}
      />
    </>
  );
}

interface WordsProps {
  words: readonly string[];
  /** How many words of the settings are hidden anyway. */
  usual: number;
  onChange(words: string[]): void;
}

function Words({ words, usual, onChange }: WordsProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const word = ExtraWord.safeParse(typed);
  const isKnown = word.success && words.some((each) => each.toLowerCase() === word.data.toLowerCase());
  const isTooShort = typed.trim() !== '' && !word.success;
  const add = () => {
    if (!word.success || words.length >= mostWords) return;
    if (!isKnown) onChange([...words, word.data]);
    setTyped('');
  };
  return (
    <div className={styles.group}>
      <h3>Words to hide besides</h3>
      <WordChips
        words={words}
        label="Words to hide besides"
        nameOf={(each) => `Do not hide “${each}”`}
        title="Do not hide it"
        onChange={onChange}
      />
      <div className={styles.line}>
        <input
          className={controls.field}
          aria-label="Word to hide besides"
          aria-describedby={`${id}-about`}
          placeholder="Three characters or more"
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || typed === '') return;
            event.preventDefault();
            add();
          }}
        />
        <button
          type="button"
          className={controls.button}
          disabled={!word.success || words.length >= mostWords}
          onClick={add}
        >
          Hide this word
        </button>
      </div>
      <p id={`${id}-about`} className={styles.note}>
        {isTooShort
          ? 'A word needs three characters or more; shorter ones would hide too much.'
          : `Hidden wherever they stand, in any case${withUsual(usual)}.`}
      </p>
    </div>
  );
}

const withUsual = (count: number): string =>
  count === 0 ? '' : `, as ${count === 1 ? 'the word' : `the ${formatCounted(count, 'word')}`} of your settings`;

const mostWords = 200;
