import { useMemo, useState } from 'react';
import type { Hit } from '../../../contract/methods.ts';
import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { useLatest } from '../../parts/use-latest.ts';
import { type Loadable, useAnswer } from '../../store/loadable.ts';
import type { SearchPlace } from '../../store/place.ts';

const pageSize = 30;
/** Asked for by themselves, so that they are there sooner: more than fit into most windows. */
const firstHits = 12;
/** So many hits of each session are shown; the rest is found in the session itself. */
const perSession = 3;

export interface Hits {
  /** The words these hits are for; older ones stay until the new ones are there. */
  q: string;
  hits: readonly Hit[];
  total: number;
  total_sessions: number;
  next_offset: number | null;
}

export interface Search {
  found: Hits | null;
  error: ApiError | null;
  is_waiting: boolean;
  /** Asks for the next page. */
  more(): void;
}

/** Looks for words, and keeps showing what was found before until there is an answer; an error is one too. */
export function useSearch({ q, source, order }: Omit<SearchPlace, 'screen'>): Search {
  const key = q === '' ? null : `search ${source} ${order} ${q}`;
  const question = { q, source, order, per_session: perSession };
  const answer = useAnswer(key, () => api.search({ ...question, limit: firstHits }));
  const value = answer.state === 'ready' ? answer.value : null;
  const restKey = key === null || value === null || value.next_offset === null ? null : `rest of ${key}`;
  const rest = useAnswer(restKey, () => api.search({ ...question, offset: firstHits, limit: pageSize - firstHits }));
  const [asked, setLater] = useState<Later>({ key: null, ...nothingMore });
  const first = useLatest(useMemo(() => value && firstPage(q, value, rest), [q, value, rest]));
  const later = asked.key === key ? asked : nothingMore;
  const found = key === null || first === null || answer.state === 'failed' ? null : joined(first, later.pages);
  const more = async () => {
    if (key === null || found?.next_offset == null) return;
    const result = await api.search({ ...question, limit: pageSize, offset: found.next_offset });
    setLater(
      result.ok
        ? { key, pages: [...later.pages, result.value], error: null }
        : { key, pages: later.pages, error: result.error },
    );
  };
  const failed = [answer, rest].find((one) => one.state === 'failed');
  const is_waiting = answer.state === 'loading' || rest.state === 'loading';
  return { found, error: failed?.error ?? later.error, is_waiting, more: () => void more() };
}

type Page = Omit<Hits, 'q'>;

/** What came of asking for more of one question. */
interface Later {
  key: string | null;
  pages: readonly Page[];
  error: ApiError | null;
}

const nothingMore = { pages: [], error: null };

/** The first hits, and the rest of their page once it is there; until then nobody can ask for the next one. */
function firstPage(q: string, value: Page, rest: Loadable<Page>): Hits {
  const first = { ...value, q };
  return rest.state === 'ready' ? joined(first, [rest.value]) : { ...first, next_offset: null };
}

function joined(first: Hits, pages: readonly Page[]): Hits {
  const last = pages.at(-1) ?? first;
  return { ...first, hits: [...first.hits, ...pages.flatMap((page) => page.hits)], next_offset: last.next_offset };
}

/** Hits by session, in the order in which the sessions first appear. */
export function groupBySession(hits: readonly Hit[]): { key: string; hits: [Hit, ...Hit[]] }[] {
  const groups = new Map<string, [Hit, ...Hit[]]>();
  for (const hit of hits) {
    const key = `${hit.source}/${hit.session_id}`;
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return [...groups].map(([key, own]) => ({ key, hits: own }));
}
