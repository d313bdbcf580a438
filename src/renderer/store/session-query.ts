import type { Input } from '../../contract/api.ts';

export type SessionSort = NonNullable<Input<'sessions'>['sort']>;

/** The orders of the list, with their names for people. */
export const sortNames: Record<SessionSort, string> = {
  recent: 'Newest first',
  oldest: 'Oldest first',
  cost: 'Highest cost',
  tokens: 'Most tokens',
  messages: 'Most messages',
  duration: 'Longest',
  errors: 'Most errors',
  title: 'Title',
};
export const sessionSorts = Object.keys(sortNames) as SessionSort[];
