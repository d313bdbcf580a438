import controls from './controls.module.css';
import { Icon } from './Icon.tsx';
import styles from './ModalHead.module.css';

/** What a dialog is about, and the button that closes it. */
export function ModalHead({ title, onClose }: { title: string; onClose(): void }) {
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      <button type="button" className={controls.quiet} onClick={onClose} aria-label="Close">
        <Icon name="close" />
      </button>
    </header>
  );
}
