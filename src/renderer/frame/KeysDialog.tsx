import { boundKeys, type KeyBinding, shownKeys } from '../keys/keys.ts';
import { Modal } from '../parts/Modal.tsx';
import { ModalHead } from '../parts/ModalHead.tsx';
import styles from './KeysDialog.module.css';
import { closeOverlay, useOverlay } from './overlay.ts';

/** All keys that work at the moment. */
export function KeysDialog() {
  const overlay = useOverlay();
  if (overlay !== 'keys') return null;
  return (
    <Modal label="Keys" onClose={closeOverlay}>
      <ModalHead title="Keys" onClose={closeOverlay} />
      <div className={styles.groups}>
        {boundKeys()
          .filter((group) => group.bindings.length > 0)
          .map(({ title, bindings }) => (
            <section key={title}>
              <h2>{title}</h2>
              <dl className={styles.keys}>
                {[...byWords(bindings)].map(([about, keys]) => (
                  <div key={about} className={styles.line}>
                    <dt>{about}</dt>
                    <dd>
                      {keys.map((each, place) => (
                        <span key={each}>
                          {place > 0 && ' or '}
                          <Keys keys={each} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }) {
  return shownKeys(keys).map((key, place) =>
    key === 'then' ? (
      // oxlint-disable-next-line react/no-array-index-key -- the keys of one binding never change
      <span key={place} className={styles.then}>
        {' then '}
      </span>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- as above
      <kbd key={place} className={styles.key}>
        {key}
      </kbd>
    ),
  );
}

function byWords(bindings: readonly KeyBinding[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { about, keys } of bindings) groups.set(about, [...(groups.get(about) ?? []), keys]);
  return groups;
}
