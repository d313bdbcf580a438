import { useState } from 'react';
import controls from '../parts/controls.module.css';
import { Icon } from '../parts/Icon.tsx';
import { Modal } from '../parts/Modal.tsx';
import { ModalHead } from '../parts/ModalHead.tsx';
import styles from './FilterHelp.module.css';

/** A button that tells all words the filter box knows. */
export function FilterHelp() {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <button
        type="button"
        className={controls.quiet}
        title="Words that can be typed as filters"
        aria-label="Words that can be typed as filters"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <Icon name="help" />
      </button>
      {isOpen && (
        <Modal label="Words that can be typed as filters" onClose={close}>
          <ModalHead title="Filters that can be typed" onClose={close} />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that it can be scrolled by key */}
          <div className={styles.words} role="region" aria-label="Filters" tabIndex={0}>
            <p>
              All of them must hold. Words without a colon are looked for in title, project, branch, id, tags and notes.
            </p>
            <dl>
              {filterWays.map(([words, about]) => (
                <div key={words} className={styles.line}>
                  <dt>
                    <code>{words}</code>
                  </dt>
                  <dd>{about}</dd>
                </div>
              ))}
            </dl>
          </div>
        </Modal>
      )}
    </>
  );
}

/** Each filter as one may type it, and what it keeps. */
export const filterWays = [
  ['project:api', 'the project, or a part of its folder; project:none for sessions without one'],
  ['source:codex  model:opus  branch:main', 'a part of the name is enough'],
  ['after:2026-10-01  before:2026-10-31', 'anything in these days'],
  ['length:>2h  length:15m..1h', 'from first to last message; units are s, m, h and d'],
  ['active:<5m  active:30m..2h', 'time worked in: pauses of more than five minutes are left out'],
  ['weekday:mon  hour:9  hour:22-23', 'a prompt or an API call on this weekday, in these hours, by the local clock'],
  ['edited:1  edited:never', 'the first file was changed in this turn, or none was'],
  ['cost:>2  cost:<0.50', 'dollars'],
  ['tool:Bash  program:git  command:"npm test"', 'what was called, by its whole name'],
  ['file:src/db.ts', 'a file that was read or written, by a part of its path'],
  ['has:error', 'also edit, live, denied, subagent, compaction, hook, review, retry, problem, usage, activity'],
  ['tag:later  is:pinned', 'what you put on sessions; also is:hidden, is:noted, and is:gone for deleted logs'],
] as const;
