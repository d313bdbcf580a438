import { currentPlace, go } from '../../store/place.ts';

/** Shows what the session did with a file; an empty path shows the list of files alone. */
export function showFile(file: string): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: 'files', file });
}
