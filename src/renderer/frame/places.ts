import type { IconName } from '../parts/Icon.tsx';
import { plainAnalytics } from '../store/analytics-place.ts';
import { type Place, plainList, plainSearch } from '../store/place.ts';

/** The screens one can go to from everywhere. */
export const screens: readonly {
  label: string;
  icon: IconName;
  keys: string;
  place: Place;
  holds: readonly Place['screen'][];
}[] = [
  { label: 'Home', icon: 'home', keys: 'g h', place: { screen: 'home' }, holds: ['home'] },
  {
    label: 'Sessions',
    icon: 'sessions',
    keys: 'g s',
    place: { screen: 'sessions', list: plainList },
    holds: ['sessions', 'session'],
  },
  { label: 'Search', icon: 'search', keys: '/', place: plainSearch, holds: ['search'] },
  {
    label: 'Analytics',
    icon: 'analytics',
    keys: 'g a',
    place: plainAnalytics,
    holds: ['analytics'],
  },
  { label: 'Settings', icon: 'settings', keys: 'g ,', place: { screen: 'settings' }, holds: ['settings'] },
];
