/**
 * Lets the bytes behind the address of an image go, once the element that draws it is done with them: one that has left
 * the screen while it loads would complain that its address is gone.
 */
export function releaseImage(url: string, element: HTMLImageElement | null): void {
  const revoke = (): void => URL.revokeObjectURL(url);
  if (!element || element.complete) return revoke();
  element.addEventListener('load', revoke, { once: true });
  element.addEventListener('error', revoke, { once: true });
}
