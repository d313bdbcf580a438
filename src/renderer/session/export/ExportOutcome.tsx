import { useEffect, useRef } from 'react';
import { formatBytes, formatCount, formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { Failed } from '../../parts/Notice.tsx';
import { Safe } from '../../parts/Safe.tsx';
import { levels } from '../../screens/settings/levels.ts';
import type { ExportStep } from './export-store.ts';
import { phases } from './export-words.ts';
import styles from './export.module.css';
import { HiddenRules } from './HiddenRules.tsx';
import type { ExportProgress, MadeExport } from './make-export.ts';

/** What came of the check so far. Takes the focus once it is over, as there is something to read then. */
export function ExportOutcome({ at }: { at: ExportStep }) {
  const pane = useRef<HTMLElement>(null);
  const isOver = at.step === 'checked' || at.step === 'failed';
  useEffect(() => {
    if (!isOver) return;
    pane.current?.focus({ preventScroll: true });
    pane.current?.scrollIntoView({ block: 'start' });
  }, [isOver]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section ref={pane} className={styles.outcome} aria-label="What was hidden" tabIndex={0}>
      <p className="sr-only" role="status">
        {saidAt(at)}
      </p>
      {at.step === 'choosing' && <Before />}
      {at.step === 'checking' && <Progress progress={at.progress} />}
      {at.step === 'checked' && <Checked made={at.made} />}
      {at.step === 'failed' && <Failed error={at.error} />}
    </section>
  );
}

/** What is said aloud; a failure says itself. */
function saidAt(at: ExportStep): string {
  if (at.step === 'checking') return phases[at.progress?.phase ?? 'checking'];
  return at.step === 'checked' ? hiddenWords(at.made) : '';
}

function hiddenWords({ hidden }: MadeExport): string {
  if (hidden.length === 0) return 'Nothing was hidden';
  const count = hidden.reduce((sum, each) => sum + each.count, 0);
  return `Hidden in ${formatCounted(count, 'place')}, by ${formatCounted(hidden.length, 'rule')}`;
}

function Before() {
  return (
    <>
      <h3>Nothing is saved yet</h3>
      <p className={styles.note}>
        The check reads the whole session, twice: what turns out to be a secret at its end is hidden at its beginning
        too. It then shows what was hidden, rule by rule, before you save anything.
      </p>
      <p className={styles.note}>
        Marks stand in place of hidden values. Equal marks stand for equal values, and mean nothing in any other file.
      </p>
    </>
  );
}

function Progress({ progress }: { progress: ExportProgress | null }) {
  const words = phases[progress?.phase ?? 'checking'];
  const { messages_done, messages_total } = progress ?? { messages_done: 0, messages_total: 0 };
  const isKnown = messages_total > 0;
  return (
    <>
      <h3>{words}</h3>
      <progress
        className={controls.progress}
        aria-label={words}
        value={isKnown ? messages_done : undefined}
        max={isKnown ? messages_total : undefined}
      />
      {isKnown && (
        <p className={styles.note} data-number="">
          {formatCount(messages_done)} of {formatCount(messages_total)} messages; each is read twice
        </p>
      )}
    </>
  );
}

function Checked({ made }: { made: MadeExport }) {
  const level = levels.find(({ value }) => value === made.level)?.label ?? made.level;
  return (
    <>
      <h3>{hiddenWords(made)}</h3>
      <dl className={styles.facts}>
        <dt>File</dt>
        <dd>
          <Safe text={made.file_name} most={120} />, {formatBytes(made.bytes)}
        </dd>
        <dt>Level</dt>
        <dd>{level}</dd>
      </dl>
      <p className={styles.note}>
        Images are left out: nothing can be hidden in them. No rule knows every secret, so look at the file before you
        give it away.
      </p>
      {made.hidden.length > 0 && <HiddenRules hidden={made.hidden} />}
    </>
  );
}
