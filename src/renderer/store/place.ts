import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { analyticsFromParams, analyticsParams, type AnalyticsPlace } from './analytics-place.ts';
import type { SessionSort } from './session-query.ts';
import { sessionSorts } from './session-query.ts';

/** How the list of sessions is filtered and laid out; it stays beside an open session. */
export interface ListView {
  /** The filter box, as typed. */
  q: string;
  group: 'day' | 'project' | 'none';
  sort: SessionSort;
}

export const sessionTabs = ['transcript', 'timeline', 'context', 'files', 'raw', 'problems'] as const;
export type SessionTab = (typeof sessionTabs)[number];

export interface SessionPlace {
  screen: 'session';
  source: string;
  session_id: string;
  tab: SessionTab;
  /** Index of the message in view or asked for; null for where reading usually starts. */
  m: number | null;
  /** The subagent whose thread is shown; null for the main thread. */
  agent: string | null;
  /** Words to mark and step through; empty for none. */
  find: string;
  /** The file whose history is shown; empty for none. */
  file: string;
  list: ListView;
}

export const searchOrders = ['best', 'newest'] as const;

export interface SearchPlace {
  screen: 'search';
  q: string;
  source: string;
  /** Which sessions come first. */
  order: (typeof searchOrders)[number];
}

/** Every place of the app. Each has an address, so that back, forward, reload and copied links work. */
export type Place =
  | { screen: 'home' }
  | { screen: 'sessions'; list: ListView }
  | SessionPlace
  | SearchPlace
  | AnalyticsPlace
  | { screen: 'settings' };

export const plainList: ListView = { q: '', group: 'day', sort: 'recent' };

export const plainSearch: SearchPlace = { screen: 'search', q: '', source: 'all', order: 'best' };

/** The place of one session with everything else as usual. */
export function sessionPlace(
  session: { source: string; session_id: string },
  more: Partial<Omit<SessionPlace, 'screen'>> = {},
): SessionPlace {
  const { source, session_id } = session;
  const usual = { tab: 'transcript', m: null, agent: null, find: '', file: '', list: plainList } as const;
  return { screen: 'session', ...usual, ...more, source, session_id };
}

/** The address of a place, to be put behind `#`: `/session/<source>/<id>?m=12`. What is as usual is left out. */
export function addressOf(place: Place): string {
  switch (place.screen) {
    case 'home':
      return '/home';
    case 'settings':
      return '/settings';
    case 'sessions':
      return address(['sessions'], listParams(place.list));
    case 'session':
      return address(['session', place.source, place.session_id], {
        tab: place.tab === 'transcript' ? null : place.tab,
        m: place.m === null ? null : String(place.m),
        agent: place.agent,
        find: place.find,
        file: place.file,
        ...listParams(place.list),
      });
    case 'search':
      return address(['search'], {
        q: place.q,
        source: place.source === plainSearch.source ? null : place.source,
        order: place.order === plainSearch.order ? null : place.order,
      });
    case 'analytics':
      return address(['analytics'], analyticsParams(place));
  }
}

/** The place an address names; home for an address that names none. */
export function placeFromAddress(text: string): Place {
  const [path = '', query = ''] = splitOnce(text.replace(/^#/, ''), '?');
  const [screen, ...parts] = path.split('/').filter(Boolean).map(decodePart);
  const params = new URLSearchParams(query);
  if (screen === 'sessions') return { screen, list: listFrom(params) };
  if (screen === 'search')
    return {
      screen,
      q: params.get('q') ?? '',
      source: params.get('source') || plainSearch.source,
      order: oneOf(searchOrders, params.get('order')) ?? plainSearch.order,
    };
  if (screen === 'analytics') return analyticsFromParams(params);
  if (screen === 'settings') return { screen };
  const [source, session_id] = parts;
  if (screen === 'session' && source && session_id) {
    return {
      screen,
      source,
      session_id,
      tab: oneOf(sessionTabs, params.get('tab')) ?? 'transcript',
      m: wholeNumber(params.get('m')),
      agent: params.get('agent') || null,
      find: params.get('find') ?? '',
      file: params.get('file') ?? '',
      list: listFrom(params),
    };
  }
  return { screen: 'home' };
}

function listParams(list: ListView): Record<string, string | null> {
  return {
    q: list.q,
    group: list.group === plainList.group ? null : list.group,
    sort: list.sort === plainList.sort ? null : list.sort,
  };
}

function listFrom(params: URLSearchParams): ListView {
  return {
    q: params.get('q') ?? '',
    group: oneOf(['day', 'project', 'none'] as const, params.get('group')) ?? plainList.group,
    sort: oneOf(sessionSorts, params.get('sort')) ?? plainList.sort,
  };
}

function address(parts: string[], params: Record<string, string | null>): string {
  const kept = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(kept).toString();
  return `/${parts.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const store = createStore<{ place: Place }>(() => ({ place: placeFromAddress(globalThis.location?.hash ?? '') }));

/** The place now shown. Changes with the address bar, back and forward. */
export const currentPlace = (): Place => store.getState().place;

/** Calls `listener` after each change of place until the returned function is called. */
export const onPlace = (listener: (place: Place) => void): (() => void) =>
  store.subscribe((state) => listener(state.place));

/** The place now shown, for a component. */
export const usePlace = (): Place => useStore(store, (state) => state.place);

/** Goes to a place. `replace` for what should leave no step behind, such as typing in a filter or scrolling. */
export function go(place: Place, { replace = false }: { replace?: boolean } = {}): void {
  const hash = `#${addressOf(place)}`;
  if (hash === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  store.setState({ place });
}

/** Follows back, forward and edits of the address from now on. Called once, at the start. */
export function followAddress(): void {
  window.addEventListener('popstate', readAddress);
  window.addEventListener('hashchange', readAddress);
  readAddress();
}

/* A place keeps its identity for as long as its address does not change. */
function readAddress(): void {
  const place = placeFromAddress(location.hash);
  if (addressOf(place) !== addressOf(currentPlace())) store.setState({ place });
}
