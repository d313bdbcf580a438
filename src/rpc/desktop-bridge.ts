import type { Connection } from '../contract/api.ts';
import type { Result } from '../contract/result.ts';

/** The channels between the desktop window and its main process. There are no others. */
export const channels = {
  /** Carries every method: `(name, input)` → Result. */
  call: 'rearview:call',
  /** `(url)` → Result: asks the person, then hands the address to their browser. */
  openLink: 'rearview:open-link',
  /** News of the engine, towards the window. */
  event: 'rearview:event',
} as const;

/** What the desktop window finds at `window.rearview`. */
export interface DesktopBridge extends Connection {
  /** Asks the person whether to open an https address in their browser. Anything but a plain https address is refused. */
  openLink(url: string): Promise<Result<{ opened: boolean }>>;
}
