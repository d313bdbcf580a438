import { useDeferredValue, useEffect, useState } from 'react';
import type { Output } from '../../../contract/api.ts';
import { mostTriedText, type RedactionLevel, type SettingsAnswer } from '../../../contract/settings.ts';
import type { Result } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { formatCounted } from '../../format/numbers.ts';
import chips from '../../parts/Chips.module.css';
import { Segments } from '../../parts/Segments.tsx';
import { Pieces } from '../../session/text/Pieces.tsx';
import { levels } from './levels.ts';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

type Tried = Result<Output<'redactText'>>;
const pause_ms = 200;

/** A box for text that shows what would be hidden in it. The text goes to the engine and is kept nowhere. */
export function TrySection({ settings }: { settings: SettingsAnswer }) {
  const [text, setText] = useState('');
  const [level, setLevel] = useState<RedactionLevel>(settings.level);
  const deferred = useDeferredValue(text);
  const stamp = [settings.rules_version, ...settings.extra_words].join('\n');
  return (
    <Section
      title="Try the rules"
      about="Paste any text to see what would be hidden in it. It goes no further than this machine and is kept nowhere."
    >
      <Segments
        label="Level to try"
        value={level}
        choices={levels.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => setLevel(value)}
      />
      <textarea
        className={styles.text}
        aria-label="Text to try"
        placeholder="export API_TOKEN=…"
        rows={5}
        maxLength={mostTriedText}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className={styles.tried}>
        {deferred !== '' && <TriedText key={stamp} text={deferred} level={level} />}
      </div>
    </Section>
  );
}

/** The outcome for a text, a moment after the last key. */
function TriedText({ text, level }: { text: string; level: RedactionLevel }) {
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      const result = await api.redactText({ text, level });
      if (!isOver) setTried(result);
    };
    const timer = setTimeout(() => void ask(), pause_ms);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, level]);
  if (tried === null) return null;
  return tried.ok ? <Outcome tried={tried.value} /> : <p className={styles.error}>{tried.error.message}</p>;
}

function Outcome({ tried }: { tried: Output<'redactText'> }) {
  return (
    <>
      <pre className={styles.result} aria-label="As it would be shown">
        <Pieces text={tried.text} />
      </pre>
      {tried.counts.length === 0 ? (
        <p className={styles.note}>No rule found anything in it.</p>
      ) : (
        <ul className={chips.chips} aria-label="What each rule hid">
          {tried.counts.map(({ rule, count }) => (
            <li key={rule} className={chips.chip}>
              {rule.replaceAll('-', ' ')}
              <span className={styles.note}>{formatCounted(count, 'time')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
