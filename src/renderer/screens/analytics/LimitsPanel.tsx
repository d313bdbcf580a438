import type { SourceCard } from '../../../contract/source.ts';
import { formatExact, formatRelative } from '../../format/times.ts';
import { Safe } from '../../parts/Safe.tsx';
import { Time } from '../../parts/Time.tsx';
import { useNow } from '../../store/now.ts';
import { useKnownSources } from '../../store/sources.ts';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';

interface LimitRow {
  card: SourceCard;
  limit: SourceCard['limits'][number];
}

/** How far the accounts' limits were used up when agents last logged them; not there when none logs any. */
export function LimitsPanel({ source }: { source: string }) {
  const now = useNow();
  const cards = useKnownSources().filter((card) => source === 'all' || card.source === source);
  const rows = cards.flatMap((card) => card.limits.map((limit): LimitRow => ({ card, limit })));
  const accounts = cards.filter((card) => card.plan !== null || card.credits !== null);
  if (rows.length === 0 && accounts.length === 0) return null;
  return (
    <FigureTable<LimitRow>
      title="Limits of the account, as last logged"
      rows={rows}
      keyOf={({ card, limit }) => `${card.source} ${limit.name}`}
      columns={columnsAt(now)}
      size={({ limit }) => limit.used_percent}
      most={100}
      none="No limit is logged."
      note={
        accounts.length === 0
          ? undefined
          : accounts.map((card) => (
              <span key={card.source}>
                {card.provider_label}
                {card.plan !== null && (
                  <>
                    : plan <Safe text={card.plan} most={60} />
                  </>
                )}
                {card.credits !== null && (
                  <>
                    , credits <Safe text={card.credits} most={60} />
                  </>
                )}
                .{' '}
              </span>
            ))
      }
    />
  );
}

const columnsAt = (now: number): readonly FigureColumn<LimitRow>[] => [
  {
    head: 'Limit',
    is_name: true,
    cell: ({ card, limit }) => (
      <>
        {card.provider_label}: <Safe text={limit.name} most={60} />
      </>
    ),
    csv: ({ card, limit }) => `${card.provider_label}: ${limit.name}`,
  },
  { head: 'Used', cell: ({ limit }) => `${Math.round(limit.used_percent)} %`, csv: ({ limit }) => limit.used_percent },
  {
    head: 'Resets',
    cell: ({ limit }) => resets(limit.resets_at, now),
    csv: ({ limit }) => limit.resets_at,
  },
  { head: 'Logged', cell: ({ limit }) => <Time at={limit.at} />, csv: ({ limit }) => limit.at },
];

/** When a window starts anew; after that the figure says nothing of now. */
function resets(at: string | null, now: number) {
  if (at === null) return 'unknown';
  const isOver = Date.parse(at) < now;
  return (
    <span title={formatExact(at)}>
      {isOver ? `was reset ${formatRelative(at, now)}` : formatExact(at).slice(0, 16)}
    </span>
  );
}
