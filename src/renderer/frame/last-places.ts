import { onPlace, type Place, currentPlace } from '../store/place.ts';

type Screen = Place['screen'];
const last = new Map<Screen, Place>();
let isFollowing = false;

/** Remembers where each screen was left, so that going back to it finds its filters. Called once, at the start. */
export function followLastPlaces(): void {
  if (isFollowing) return;
  isFollowing = true;
  remember(currentPlace());
  onPlace(remember);
}

function remember(place: Place): void {
  last.set(place.screen, place);
}

/** The place a screen was left at, or the given one. The list of sessions is gone to without the session. */
export function lastPlaceOf(place: Place): Place {
  if (place.screen !== 'sessions') return last.get(place.screen) ?? place;
  const recent = [...last.values()].toReversed().find((each) => 'list' in each);
  const list = recent && 'list' in recent ? recent.list : place.list;
  return { screen: 'sessions', list };
}
