import { api } from '../api/api.ts';
import { formatCounted } from '../format/numbers.ts';
import controls from '../parts/controls.module.css';
import { lastValue, useAnswer } from '../store/loadable.ts';
import type { SessionQuery } from '../store/session-query.ts';
import { useMarks } from './marks.ts';

interface Props {
  /** What the sessions are chosen by, besides being hidden. */
  query: SessionQuery;
  /** The address of the list that shows them. */
  href: string;
  /** What is said of them; they themselves are the link. */
  before?: string;
  after?: string;
  className?: string;
}

/** Says that sessions which the person left out of lists are among what is counted, or fit a filter; nothing when there are none. */
export function HiddenSessions({ query, href, before = '', after = '', className }: Props) {
  const hidden = useMarks()?.sessions.filter(({ is_hidden }) => is_hidden).length ?? 0;
  const wanted = { ...query, is: 'hidden', pins: 'among', limit: 1 } as const;
  const key = hidden === 0 ? null : `hidden ${hidden} ${JSON.stringify(wanted)}`;
  const count = lastValue(useAnswer(key, () => api.sessions(wanted)))?.total ?? 0;
  if (count === 0) return null;
  return (
    <span className={className}>
      {before}
      <a className={controls.link} href={href}>
        {formatCounted(count, 'hidden session')}
      </a>
      {after}
    </span>
  );
}
