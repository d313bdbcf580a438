import type { Connection } from '../contract/api.ts';
import type { Result } from '../contract/result.ts';

/** The channels between the desktop window and its main process. There are no others. */
export const channels = {
  /** Carries every method: `(name, input)` → Result. */
  call: 'rearview:call',
  /** `(url)` → Result: asks the person, then hands the address to their browser. */
  openLink: 'rearview:open-link',
  /** `(name, parts)` → Result: asks the person for a place, then writes a new file there. */
  saveFile: 'rearview:save-file',
  /** News of the engine, towards the window. */
  event: 'rearview:event',
} as const;

/** What the desktop window finds at `window.rearview`. */
export interface DesktopBridge extends Connection {
  /** Asks the person whether to open an https address in their browser. Anything but a plain https address is refused. */
  openLink(url: string): Promise<Result<{ opened: boolean }>>;
  /**
   * Asks the person where to keep a file of this name, and writes its parts there, one after the other, as UTF-8. Only
   * new files are written, none among the logs of an agent or in Rearview's own data. False when the person thought
   * better of it; the page is not told the place.
   */
  saveFile(name: string, parts: readonly string[]): Promise<Result<{ saved: boolean }>>;
}
