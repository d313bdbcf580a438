import { useKeys } from '../keys/keys.ts';
import { go, plainSearch } from '../store/place.ts';
import { togglePane } from '../store/preferences.ts';
import { lastPlaceOf } from './last-places.ts';
import { currentOverlay, showOverlay, switchOverlay } from './overlay.ts';
import { screens } from './places.ts';

/** The keys that work everywhere. */
export function GlobalKeys() {
  useKeys('Everywhere', [
    ...screens
      .filter((screen) => screen.keys.startsWith('g '))
      .map(({ keys, label, place }) => ({ keys, about: `Go to ${label}`, run: () => go(lastPlaceOf(place)) })),
    { keys: '/', about: 'Search text in all sessions', run: () => goToSearch() },
    {
      keys: 'Mod+k',
      about: 'Go to a session, a screen or a command',
      run: () => switchOverlay('palette'),
      inFields: true,
    },
    { keys: '[', about: 'Show or hide the list beside a session', run: () => togglePane('list') },
    { keys: ']', about: 'Show or hide the inspector of a session', run: () => togglePane('inspector') },
    { keys: 'Escape', about: 'Close what is open over the screen', run: closeOverlay, inFields: true },
    { keys: '?', about: 'Show all keys', run: () => showOverlay('keys') },
  ]);
  return null;
}

function closeOverlay(): boolean {
  const isOpen = currentOverlay() !== null;
  showOverlay(null);
  return isOpen;
}

function goToSearch(): void {
  go(lastPlaceOf(plainSearch));
  /* The box may be drawn only after this. */
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-search-box]')?.select());
}
