import { useState } from 'react';
import type { Session } from '../../../contract/session.ts';
import { useKeys } from '../../keys/keys.ts';
import buttons from '../parts/buttons.module.css';
import { ExportDialog } from './ExportDialog.tsx';

/** Opens the export of the session on the screen. */
export function ExportAction({ session }: { session: Session }) {
  const [isOpen, setIsOpen] = useState(false);
  const open = () => setIsOpen(true);
  useKeys('Session', [{ keys: 'Mod+e', about: 'Export the session to a file', run: open }]);
  return (
    <>
      <button
        type="button"
        className={buttons.small}
        title="Write the session to a file, with secrets hidden"
        aria-haspopup="dialog"
        onClick={open}
      >
        Export…
      </button>
      {isOpen && <ExportDialog session={session} onClose={() => setIsOpen(false)} />}
    </>
  );
}
