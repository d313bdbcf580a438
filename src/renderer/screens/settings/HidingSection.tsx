import { useId, useState } from 'react';
import { ExtraWord, type RedactionLevel, type SettingsAnswer } from '../../../contract/settings.ts';
import { formatCount } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { WordChips } from '../../parts/WordChips.tsx';
import { levels } from './levels.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';
import { useSave } from './use-save.ts';

/** The level of redaction and the person's own words; both take effect together, since all is read again for them. */
export function HidingSection({ settings }: { settings: SettingsAnswer }) {
  const [draft, setDraft] = useState<{ level: RedactionLevel; extra_words: string[] } | null>(null);
  const { is_busy, error, save } = useSave();
  const shown = draft ?? settings;
  const isChanged =
    shown.level !== settings.level || JSON.stringify(shown.extra_words) !== JSON.stringify(settings.extra_words);
  const change = (part: Partial<typeof shown>) =>
    setDraft({ level: shown.level, extra_words: shown.extra_words, ...part });
  const apply = async () => {
    if (await save({ level: shown.level, extra_words: shown.extra_words })) setDraft(null);
  };
  return (
    <Section
      title="What is hidden"
      about={`${formatCount(settings.rule_count)} rules find secrets before anything is shown, indexed or copied. The log files themselves stay as they are.`}
    >
      <Levels value={shown.level} onChange={(level) => change({ level })} />
      <OwnWords words={shown.extra_words} onChange={(extra_words) => change({ extra_words })} />
      {isChanged && (
        <div className={styles.apply} role="group" aria-label="Changes that are not saved yet">
          <button
            type="button"
            className={`${controls.button} ${styles.primary}`}
            disabled={is_busy}
            onClick={() => void apply()}
          >
            {is_busy ? 'Saving' : 'Save and read again'}
          </button>
          <button type="button" className={controls.button} disabled={is_busy} onClick={() => setDraft(null)}>
            Undo
          </button>
          <span className={styles.note}>All logs are read again under it, in the background.</span>
        </div>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {error.message}
        </p>
      )}
    </Section>
  );
}

function Levels({ value, onChange }: { value: RedactionLevel; onChange(level: RedactionLevel): void }) {
  const name = useId();
  return (
    <fieldset className={styles.levels}>
      <legend className="sr-only">Level of redaction</legend>
      {levels.map((level) => (
        <label key={level.value} className={styles.level}>
          <input type="radio" name={name} checked={level.value === value} onChange={() => onChange(level.value)} />
          <span>
            <strong>{level.label}</strong>
            <span className={styles.note}>{level.about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function OwnWords({ words, onChange }: { words: readonly string[]; onChange(words: string[]): void }) {
  const [typed, setTyped] = useState('');
  const word = ExtraWord.safeParse(typed);
  const isKnown = word.success && words.some((each) => each.toLowerCase() === word.data.toLowerCase());
  const add = () => {
    if (word.success && !isKnown) onChange([...words, word.data]);
    if (word.success) setTyped('');
  };
  const isTooShort = typed.trim() !== '' && !word.success;
  return (
    <div className={styles.own}>
      <h3>Own words to hide</h3>
      <p className={styles.note}>
        Names of customers, hosts or projects: hidden wherever they stand, in any case. Kept in Rearview’s settings file
        on this machine, as plain text.
      </p>
      <WordChips
        words={words}
        label="Own words"
        nameOf={(each) => `Show “${each}” again`}
        title="Show it again"
        onChange={onChange}
      />
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          className={controls.field}
          aria-label="Word to hide"
          aria-describedby={isTooShort ? 'own-word-problem' : undefined}
          placeholder="Three characters or more"
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className={controls.button} disabled={!word.success}>
          Hide this word
        </button>
      </form>
      {isTooShort && (
        <p id="own-word-problem" className={styles.note}>
          A word needs three characters or more; shorter ones would hide too much.
        </p>
      )}
    </div>
  );
}
