/** What is looked at in the sender of a message; a part of Electron's `IpcMainInvokeEvent`. */
export interface SenderFacts {
  sender: { readonly id: number; isDestroyed(): boolean };
  senderFrame: {
    readonly detached: boolean;
    readonly origin: string;
    readonly parent: unknown;
    readonly url: string;
  } | null;
}

/**
 * Whether a message comes from the page itself: the main frame of our window, still attached, showing our origin.
 * To be asked before the first `await`: afterwards the frame may have become another one.
 */
export function isTrustedSender(event: SenderFacts, origin: string, isOurs: (contentsId: number) => boolean): boolean {
  const frame = event.senderFrame;
  if (!frame || frame.detached || frame.parent !== null) return false;
  if (event.sender.isDestroyed() || !isOurs(event.sender.id)) return false;
  return frame.origin === origin && frame.url.startsWith(`${origin}/`);
}
