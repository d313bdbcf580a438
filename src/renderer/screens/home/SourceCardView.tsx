import { assertNever } from '../../../contract/result.ts';
import type { SourceCard, SourceStatus } from '../../../contract/source.ts';
import { formatBytes, formatCount, formatCounted } from '../../format/numbers.ts';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { Safe } from '../../parts/Safe.tsx';
import { SourceMark } from '../../parts/SourceMark.tsx';
import { Time } from '../../parts/Time.tsx';
import { addressOf, plainList } from '../../store/place.ts';
import { setFilterWord } from '../../store/filter-words.ts';
import { Limits } from './Limits.tsx';
import styles from './SourceCardView.module.css';
import { Sparkline } from './Sparkline.tsx';

/** One source: how it stands, why, where was looked, and what there is. */
export function SourceCardView({ card }: { card: SourceCard }) {
  const hasSessions = card.session_count > 0;
  const { word, icon } = statusWords(card.source_status);
  return (
    <article className={styles.card} aria-label={card.provider_label}>
      <header className={styles.head}>
        <SourceMark source={card.source} label={card.provider_label} />
        <h3>
          {hasSessions ? (
            <a className={styles.open} href={`#${listAddress(card.source)}`}>
              {card.provider_label}
            </a>
          ) : (
            card.provider_label
          )}
        </h3>
        <span className={styles.status} data-status={card.source_status}>
          <Icon name={icon} />
          {word}
        </span>
      </header>
      {hasSessions ? <Figures card={card} /> : <p className={styles.reason}>{card.status_reason}</p>}
      <Limits card={card} />
      {card.setup_hint && <p className={styles.hint}>{card.setup_hint}</p>}
      <Whereabouts card={card} />
      <Remarks card={card} />
    </article>
  );
}

function Figures({ card }: { card: SourceCard }) {
  return (
    <>
      <dl className={styles.figures}>
        <Figure label="Sessions" value={formatCount(card.session_count)} />
        <Figure label="Messages" value={formatCount(card.message_count)} />
        <Figure label="On disk" value={formatBytes(card.bytes)} />
      </dl>
      <Sparkline counts={card.daily_sessions} />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Whereabouts({ card }: { card: SourceCard }) {
  const paths = card.source_paths.length > 0 ? card.source_paths : card.source_path === null ? [] : [card.source_path];
  return (
    <dl className={styles.facts}>
      {paths.length > 0 && (
        <div>
          <dt>Looked in</dt>
          <dd className={styles.paths}>
            {paths.map((path) => (
              <code key={path}>
                <Safe text={path} />
              </code>
            ))}
          </dd>
        </div>
      )}
      {card.last_activity_at !== null && (
        <div>
          <dt>Last activity</dt>
          <dd>
            <Time at={card.last_activity_at} />
          </dd>
        </div>
      )}
      <div>
        <dt>Last looked</dt>
        <dd>{card.last_scanned_at === null ? 'not yet' : <Time at={card.last_scanned_at} />}</dd>
      </div>
    </dl>
  );
}

function Remarks({ card }: { card: SourceCard }) {
  const lines = card.problem_count > 0 ? [`${formatCounted(card.problem_count, 'line')} could not be read.`] : [];
  const remarks = [...lines, ...card.remarks];
  if (remarks.length === 0) return null;
  return (
    <details className={styles.remarks}>
      <summary>{formatCounted(remarks.length, 'remark')}</summary>
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>
            <Safe text={remark} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function statusWords(status: SourceStatus): { word: string; icon: IconName } {
  switch (status) {
    case 'available':
      return { word: 'Available', icon: 'check' };
    case 'empty':
      return { word: 'No sessions yet', icon: 'circle' };
    case 'not_found':
      return { word: 'Not found', icon: 'circle' };
    case 'not_configured':
      return { word: 'Not set up', icon: 'circle' };
    case 'unreadable':
      return { word: 'Not readable', icon: 'warning' };
    case 'unsupported':
      return { word: 'Not supported', icon: 'warning' };
    default:
      return assertNever(status);
  }
}

const listAddress = (source: string): string =>
  addressOf({ screen: 'sessions', list: { ...plainList, q: setFilterWord('', 'source', source) } });
