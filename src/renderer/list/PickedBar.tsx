import { useState } from 'react';
import type { Session } from '../../contract/session.ts';
import { csvFrom } from '../format/csv.ts';
import { formatCost, formatCounted, formatTokens } from '../format/numbers.ts';
import { type MarksChange, putMarks } from '../marks/marks.ts';
import { MarksDialog } from '../marks/MarksDialog.tsx';
import controls from '../parts/controls.module.css';
import { CopyButton } from '../parts/CopyButton.tsx';
import { type AnalyticsPlace, plainAnalytics } from '../store/analytics-place.ts';
import { addressOf, sessionPlace } from '../store/place.ts';
import { clearSelection, useSelection } from '../store/selection.ts';
import styles from './PickedBar.module.css';

/** What the picked sessions come to, and ways to take them along. Not there when none is picked. */
export function PickedBar() {
  const picked = [...useSelection().values()];
  const [isTagging, setIsTagging] = useState(false);
  if (picked.length === 0) return null;
  const areAllPinned = picked.every((session) => session.marks?.is_pinned);
  const areAllHidden = picked.every((session) => session.marks?.is_hidden);
  return (
    <div className={styles.bar} role="region" aria-label="Picked sessions">
      <span>{formatCounted(picked.length, 'session')} picked</span>
      <span>{formatTokens(sum(picked.map((session) => session.tokens.total)))} tokens</span>
      <span>{costOf(picked)}</span>
      <span className={styles.actions}>
        {picked.length === 2 && (
          <a className={controls.quiet} href={`#${addressOf(comparisonOf(picked))}`}>
            Compare
          </a>
        )}
        <button type="button" className={controls.quiet} onClick={() => setAll(picked, { is_pinned: !areAllPinned })}>
          {areAllPinned ? 'Unpin' : 'Pin'}
        </button>
        <button type="button" className={controls.quiet} aria-haspopup="dialog" onClick={() => setIsTagging(true)}>
          Tag…
        </button>
        <button type="button" className={controls.quiet} onClick={() => setAll(picked, { is_hidden: !areAllHidden })}>
          {areAllHidden ? 'Show in lists' : 'Hide'}
        </button>
        <CopyButton text={() => linksTo(picked)}>Copy links</CopyButton>
        <CopyButton text={() => sessionsAsCsv(picked)}>Copy as CSV</CopyButton>
        <button type="button" className={controls.quiet} onClick={clearSelection}>
          Drop
        </button>
      </span>
      {isTagging && (
        <MarksDialog
          sessions={picked}
          onClose={() => {
            setIsTagging(false);
            clearSelection();
          }}
        />
      )}
    </div>
  );
}

/** Puts the same on all of them; what is picked is dropped, since its rows may move. */
function setAll(picked: readonly Session[], change: MarksChange): void {
  for (const session of picked) void putMarks(session, change);
  clearSelection();
}

function costOf(sessions: readonly Session[]): string {
  const known = sessions.flatMap((session) => session.cost_usd ?? []);
  const rest = sessions.length - known.length;
  if (known.length === 0) return 'cost unknown';
  return `${formatCost(sum(known))}${rest > 0 ? ` and ${rest} of unknown cost` : ''}`;
}

const comparisonOf = (picked: readonly Session[]): AnalyticsPlace => {
  const [a = null, b = null] = picked.map(({ source, session_id }) => `${source}/${session_id}`);
  return { ...plainAnalytics, view: 'compare', by: 'session', a, b };
};

const linksTo = (sessions: readonly Session[]): string =>
  sessions.map((session) => `${location.href.split('#')[0]}#${addressOf(sessionPlace(session))}`).join('\n');

const fields = [
  'session_id',
  'source',
  'title',
  'project_dir',
  'git_branch',
  'first_message_at',
  'last_message_at',
  'duration_ms',
  'message_count',
  'tool_call_count',
  'error_count',
  'cost_usd',
  'lines_added',
  'lines_removed',
] as const satisfies readonly (keyof Session)[];

function sessionsAsCsv(sessions: readonly Session[]): string {
  const rows = sessions.map((session) => [
    ...fields.map((field) => session[field]),
    session.models.join(' '),
    session.tokens.total,
  ]);
  return csvFrom([...fields, 'models', 'tokens'], rows);
}

const sum = (figures: readonly number[]): number => figures.reduce((all, each) => all + each, 0);
