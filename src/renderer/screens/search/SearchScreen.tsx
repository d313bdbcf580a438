import { type KeyboardEvent, useRef } from 'react';
import { formatCounted } from '../../format/numbers.ts';
import { useKeys } from '../../keys/keys.ts';
import { SavedFilters } from '../../marks/SavedFilters.tsx';
import { Choice } from '../../parts/Choice.tsx';
import controls from '../../parts/controls.module.css';
import { wordsToFind } from '../../session/find/words-to-find.ts';
import { Failed, Nothing } from '../../parts/Notice.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { TypedBox } from '../../parts/TypedBox.tsx';
import { addressOf, go, type SearchPlace, searchOrders } from '../../store/place.ts';
import { useKnownSources } from '../../store/sources.ts';
import { useStatus } from '../../store/status.ts';
import { groupBySession, type Hits, useSearch } from './hits.ts';
import { HitGroup } from './HitGroup.tsx';
import styles from './SearchScreen.module.css';

/** Words in all sessions: prompts, answers, reasoning, tool input and output. */
export function SearchScreen({ place }: { place: SearchPlace }) {
  const q = place.q.trim();
  const search = useSearch({ ...place, q });
  const find = wordsToFind(q);
  const sources = useKnownSources();
  const list = useRef<HTMLDivElement>(null);
  useKeys('Search', [
    { keys: 'j', about: 'Next hit', run: () => step(list.current, 1) },
    { keys: 'k', about: 'Previous hit', run: () => step(list.current, -1) },
  ]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && step(list.current, 1)) event.preventDefault();
    if (event.key === 'Enter') step(list.current, 1);
  };
  return (
    <Screen title="Search">
      <search className={styles.bar}>
        <TypedBox
          className={`${controls.field} ${styles.box}`}
          data-search-box=""
          autoFocus={q === ''}
          value={place.q}
          onValue={(value) => go({ ...place, q: value }, { replace: true })}
          onKeyDown={press}
          aria-label="Search text in all sessions"
          placeholder="Words in prompts, answers, reasoning, commands and their output"
        />
        <Choice
          label="Source"
          value={place.source === 'all' ? null : place.source}
          choices={sources.map((card) => ({ value: card.source, label: card.provider_label }))}
          onChange={(source) => go({ ...place, source: source ?? 'all' }, { replace: true })}
        />
        <Choice
          label="Order"
          none={null}
          value={place.order}
          choices={orders}
          onChange={(value) => {
            const order = searchOrders.find((one) => one === value);
            if (order) go({ ...place, order }, { replace: true });
          }}
        />
        <SavedFilters place="search" q={place.q} onChoose={(value) => go({ ...place, q: value })} />
      </search>
      <p className={styles.summary} role="status">
        {q !== '' && search.found && summaryOf(search.found)} <Unindexed />
      </p>
      {search.error && <Failed error={search.error} />}
      {q === '' && <Hint />}
      {search.found?.total === 0 && search.found.q === q && <AsPart place={{ ...place, q }} />}
      <div ref={list} aria-busy={search.is_waiting} className={styles.hits}>
        {q !== '' &&
          groupBySession(search.found?.hits ?? []).map(({ key, hits }) => (
            <HitGroup key={key} hits={hits} find={find} />
          ))}
      </div>
      {q !== '' && search.found?.next_offset != null && (
        <button type="button" className={controls.button} onClick={search.more}>
          Show more
        </button>
      )}
    </Screen>
  );
}

function summaryOf({ total, total_sessions, q }: Hits): string {
  if (total === 0) return `No message holds “${q}”.`;
  return `${formatCounted(total, 'message')} in ${formatCounted(total_sessions, 'session')}`;
}

const orders = [
  { value: 'best', label: 'Best first' },
  { value: 'newest', label: 'Newest first' },
];

/** A word that stands nowhere as a whole may be a part of others. */
function AsPart({ place }: { place: SearchPlace }) {
  if (!/^[\p{L}\p{N}_]+\*?$/u.test(place.q)) return null;
  const q = `*${place.q.replace(/\*$/, '')}*`;
  return (
    <p>
      <a href={`#${addressOf({ ...place, q })}`}>Look for it as a part of words</a>
    </p>
  );
}

/** Says when not everything can be found yet. */
function Unindexed() {
  const status = useStatus();
  if (!status || status.text_done) return null;
  const left = status.sessions_total - status.sessions_done;
  return (
    <span className={styles.unindexed}>
      {left > 0 ? `The text of ${formatCounted(left, 'session')} is not indexed yet.` : 'Some text is not indexed yet.'}
    </span>
  );
}

function Hint() {
  return (
    <Nothing title="Messages that hold all the words are found.">
      <dl className={styles.ways}>
        {ways.map(([words, about]) => (
          <div key={words}>
            <dt>
              <code>{words}</code>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p>Secrets are never found: they are not in the index.</p>
    </Nothing>
  );
}

const ways = [
  ['"not found"', 'words in a row, as they stand'],
  ['redact*', 'words that begin so'],
  ['*ession*', 'a part of a word; of several too: *port.close(*'],
  ['-test', 'messages without this word'],
  ['cat OR dog', 'one of them is enough'],
  ['project:api tool:bash', 'also source, model, file, branch, role: …'],
  ['is:error has:edit cost:>2', 'also is:live, before:2026-10-01, after: …'],
] as const;

/** Moves the focus to the next or previous hit; false when there is none. */
function step(list: HTMLElement | null, by: 1 | -1): boolean {
  const links = [...(list?.querySelectorAll<HTMLElement>('a[data-hit]') ?? [])];
  const place = links.indexOf(document.activeElement as HTMLElement);
  const next = links[place < 0 ? 0 : place + by];
  next?.focus();
  return next !== undefined;
}
