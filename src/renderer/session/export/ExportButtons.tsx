import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../../contract/result.ts';
import controls from '../../parts/controls.module.css';
import { CopyButton } from '../../parts/CopyButton.tsx';
import type { ExportStep } from './export-store.ts';
import styles from './export.module.css';
import type { MadeExport } from './make-export.ts';
import { saveExport } from './save-export.ts';

/** More than this is not put into the clipboard. */
export const mostCopiedBytes = 5_000_000;

interface Props {
  at: ExportStep;
  onCheck(): void;
  onStop(): void;
  onClose(): void;
}

/** What can be done next. */
export function ExportButtons({ at, onCheck, onStop, onClose }: Props) {
  return (
    <footer className={styles.foot}>
      {at.step === 'checked' ? (
        <Keeping made={at.made} />
      ) : at.step === 'checking' ? (
        <NextButton key="cancel" className={controls.button} onPress={onStop}>
          Cancel
        </NextButton>
      ) : (
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            Close
          </button>
          <NextButton key="check" className={primary} onPress={onCheck}>
            {at.step === 'failed' ? 'Try again' : 'Check'}
          </NextButton>
        </>
      )}
    </footer>
  );
}

const primary = `${controls.button} ${styles.primary}`;

/** Takes the focus when the button that had it went away, as the one in whose place it came. */
function NextButton(props: { className?: string; onPress(): void; children: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  return (
    <button ref={button} type="button" className={props.className} onClick={props.onPress}>
      {props.children}
    </button>
  );
}

type Saving = { step: 'none' | 'saving' | 'saved' } | { step: 'failed'; error: ApiError };

function Keeping({ made }: { made: MadeExport }) {
  const [saving, setSaving] = useState<Saving>({ step: 'none' });
  const save = async () => {
    setSaving({ step: 'saving' });
    const result = await saveExport(made);
    if (!result.ok) setSaving({ step: 'failed', error: result.error });
    else setSaving({ step: result.value.saved ? 'saved' : 'none' });
  };
  return (
    <>
      <p className={saving.step === 'failed' ? styles.problem : styles.note} role="status">
        {saving.step === 'failed' && [saving.error.message, saving.error.advice].join(' ')}
        {saving.step === 'saved' && (window.rearview ? 'Saved.' : 'Given to the browser to save.')}
      </p>
      {made.bytes <= mostCopiedBytes && (
        <CopyButton className={controls.button} text={() => made.parts.join('')}>
          Copy
        </CopyButton>
      )}
      <button type="button" className={primary} disabled={saving.step === 'saving'} onClick={() => void save()}>
        {saving.step === 'saving' ? 'Saving' : 'Save…'}
      </button>
    </>
  );
}
