import type { Session } from '../../contract/session.ts';
import { api } from '../api/api.ts';
import { copyText } from '../parts/copy.ts';
import type { IconName } from '../parts/Icon.tsx';
import { lastValue, useAnswer } from '../store/loadable.ts';
import { go, sessionPlace } from '../store/place.ts';
import { showSamples } from '../store/mode.ts';
import { setTheme, togglePane } from '../store/preferences.ts';
import { scanAgain } from '../store/status.ts';
import { lastPlaceOf } from './last-places.ts';
import { showOverlay } from './overlay.ts';
import { screens } from './places.ts';

/** One thing the palette can go to or do. */
export type Entry =
  | { kind: 'command'; key: string; label: string; icon: IconName; keys: string | null; run(): void }
  | { kind: 'session'; key: string; session: Session; run(): void };

type Command = Extract<Entry, { kind: 'command' }>;

const mostSessions = 30;
/** Sessions offered before anything is typed. */
const mostRecent = 8;

/** What fits the words typed: screens, sessions with the newest first, commands. */
export function usePaletteEntries(typed: string): { entries: Entry[]; isWaiting: boolean } {
  const q = typed.trim();
  const answer = useAnswer(`palette ${q}`, () => api.sessions({ q: q || undefined, limit: mostSessions }));
  const sessions = lastValue(answer)?.sessions ?? [];
  const places = goTos().filter((each) => holdsAll(each.label, q));
  const deeds = commands().filter((each) => holdsAll(each.label, q));
  const found = sessions.slice(0, q === '' ? mostRecent : mostSessions).map(entryOf);
  return { entries: [...places, ...found, ...deeds], isWaiting: answer.state === 'loading' };
}

function entryOf(session: Session): Entry {
  const key = `${session.source}/${session.session_id}`;
  return { kind: 'session', key, session, run: () => go(sessionPlace(session)) };
}

const goTos = (): Command[] =>
  screens.map(({ label, icon, keys, place }) => command(label, icon, () => go(lastPlaceOf(place)), keys));

function commands(): Command[] {
  return [
    command('Look for new sessions now', 'reload', () => void scanAgain()),
    command('Show the sample sessions', 'sessions', () => void showSamples(true)),
    command('Close the sample sessions', 'close', () => void showSamples(false)),
    command('Copy the link to this place', 'copy', () => void copyText(location.href)),
    command('Show or hide the list beside a session', 'panel', () => togglePane('list'), '['),
    command('Theme: as the system', 'system', () => setTheme('system')),
    command('Theme: light', 'light', () => setTheme('light')),
    command('Theme: dark', 'dark', () => setTheme('dark')),
    command('Show all keys', 'keys', () => showOverlay('keys'), '?'),
  ];
}

function command(label: string, icon: IconName, run: () => void, keys: string | null = null): Command {
  return { kind: 'command', key: label, label, icon, keys, run };
}

/** True when each word begins a word of the label. */
export function holdsAll(label: string, words: string): boolean {
  const small = ` ${label.toLowerCase()}`;
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => word === '' || small.includes(` ${word}`));
}
