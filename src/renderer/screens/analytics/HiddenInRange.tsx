import { HiddenSessions } from '../../marks/HiddenSessions.tsx';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { addressOf } from '../../store/place.ts';
import { readFilterBox } from '../../store/session-query.ts';
import { useKnownSources } from '../../store/sources.ts';
import { listPlace } from './range.ts';

interface Props {
  place: AnalyticsPlace;
  before?: string;
  after?: string;
  className?: string;
}

/** Hiding a session takes it out of lists; what was used and spent in it stays counted, which is said here. */
export function HiddenInRange({ place, ...words }: Props) {
  const target = listPlace(place, { is: 'hidden' });
  const { query } = readFilterBox(target.list.q, target.list.sort, useKnownSources());
  return <HiddenSessions query={query} href={`#${addressOf(target)}`} {...words} />;
}
