import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './Modal.module.css';

interface Props {
  label: string;
  onClose(): void;
  className?: string;
  children: ReactNode;
}

/** A native modal dialog: keeps the focus inside, gives it back, and closes on Escape and on a click beside it. */
export function Modal({ label, onClose, className = '', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element?.open) element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape does it by key
    <dialog
      ref={dialog}
      className={`${styles.modal} ${className}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
