const place = 'rearview-token';

/**
 * The token of the web host. It comes as `#token=…` in the first address, is kept for this tab alone, and is taken
 * out of the address so that it is not copied or bookmarked. Null when there is none.
 */
export function takeToken(): string | null {
  const match = /^#token=([^&]+)(?:&(.*))?$/.exec(location.hash);
  if (!match?.[1]) return sessionStorage.getItem(place);
  const token = decodeURIComponent(match[1]);
  sessionStorage.setItem(place, token);
  history.replaceState(null, '', `${location.pathname}${location.search}#${match[2] ?? '/home'}`);
  return token;
}
