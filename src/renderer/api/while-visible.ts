/**
 * Runs something for as long as the page can be seen, and returns what ends it for good. A browser opens six
 * connections to one host at most: pages in the background must not keep theirs from the one in front.
 */
export function whileVisible(start: (isResumed: boolean) => () => void): () => void {
  let stop = document.hidden ? null : start(false);
  const follow = (): void => {
    if (document.hidden) stop?.();
    stop = document.hidden ? null : (stop ?? start(true));
  };
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
    stop = null;
  };
}
