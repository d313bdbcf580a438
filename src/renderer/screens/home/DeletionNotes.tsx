import type { SourceCard } from '../../../contract/source.ts';
import { formatCounted } from '../../format/numbers.ts';
import { formatDay, localDay } from '../../format/times.ts';
import { Icon } from '../../parts/Icon.tsx';
import { setFilterWord } from '../../store/filter-words.ts';
import { addressOf, plainList } from '../../store/place.ts';
import styles from './DeletionNotes.module.css';

const dayMs = 86_400_000;

/** Which agents are about to delete sessions of their own accord, by what rule, and how to keep them. */
export function DeletionNotes({ cards }: { cards: readonly SourceCard[] }) {
  return cards.map((card) =>
    card.deletion && card.deletion.due_count > 0 ? (
      <Note key={card.source} card={card} deletion={card.deletion} />
    ) : null,
  );
}

function Note({ card, deletion }: { card: SourceCard; deletion: NonNullable<SourceCard['deletion']> }) {
  const { assumed_days, setting, due_count, first_due_at, overdue_count } = deletion;
  const first = first_due_at === null ? '' : `, the first ${dueWords(localDay(new Date(first_due_at)))}`;
  return (
    <section className={styles.note} aria-label={`${card.provider_label} deletes sessions`}>
      <Icon name="warning" className={styles.icon} />
      <div>
        <p className={styles.title}>
          {card.provider_label} will delete{' '}
          <a href={`#${listAddress(card, assumed_days)}`}>{formatCounted(due_count, 'session')}</a> within 7 days{first}
          .
        </p>
        <p className={styles.why}>
          It deletes what it has not written to for {assumed_days} days. That is its default: its settings are never
          opened here, so a <code>{setting}</code> of your own is not known. Raise it there to keep sessions longer;
          Rearview keeps figures and titles of deleted sessions, not their text.
          {overdue_count > 0 &&
            ` ${formatCounted(overdue_count, 'session')} older than that ${overdue_count === 1 ? 'is' : 'are'} still there, so it may be set already.`}
        </p>
      </div>
    </section>
  );
}

/** `today`, `on 21 Nov`. */
const dueWords = (day: string): string => (day <= daysAgo(0) ? 'today' : `on ${formatDay(day)}`);

const daysAgo = (count: number): string => localDay(new Date(Date.now() - count * dayMs));

/** The sessions that are due: last written to between the rule's age and a week less. */
function listAddress(card: SourceCard, days: number): string {
  let q = setFilterWord('', 'source', card.source);
  q = setFilterWord(q, 'after', daysAgo(days));
  q = setFilterWord(q, 'before', daysAgo(days - 7));
  return addressOf({ screen: 'sessions', list: { ...plainList, q, sort: 'oldest' } });
}
