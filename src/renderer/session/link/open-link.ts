import { create } from 'zustand';
import { checkLink, type SafeLink } from './check-link.ts';

/** The address the person is being asked about; null when none is. */
export const useAskedLink = create<{ asked: SafeLink | null }>(() => ({ asked: null }));

/** The only way to a web page from inside a log. Asks the person first: the desktop window itself, here in a browser. */
export function openLink(href: string): void {
  const check = checkLink(href);
  if (!check.ok) return;
  if (window.rearview) void window.rearview.openLink(check.link.url);
  else useAskedLink.setState({ asked: check.link });
}

/** The person's answer in a browser. */
export function answerLink(isWanted: boolean): void {
  const { asked } = useAskedLink.getState();
  useAskedLink.setState({ asked: null });
  if (asked && isWanted) window.open(asked.url, '_blank', 'noopener,noreferrer');
}
