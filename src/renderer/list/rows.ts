import type { Session } from '../../contract/session.ts';
import type { SessionPages } from '../store/session-pages.ts';

/** A stretch of the list: all of it, or one project. */
export interface Section {
  key: string;
  /** Null when the section has no heading: the list is not grouped by project. */
  heading: { project_dir: string | null } | null;
  /** How many sessions it holds, as far as known. */
  count: number | null;
  is_open: boolean;
  /** Null for sessions that cannot be asked for by themselves. */
  pages: SessionPages | null;
}

export type ListRow =
  | { kind: 'heading'; section: Section }
  | { kind: 'session'; section: Section; index: number; session: Session | null };

/** Rows shown for a section whose length is not known yet. */
const unknownLength = 40;

/** Headings and sessions of all sections, one below the other. */
export function countRows(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + rowsOf(section), 0);
}

/** The row at a place of the list. Null behind the end. */
export function rowAt(sections: readonly Section[], place: number): ListRow | null {
  let first = 0;
  for (const section of sections) {
    const rows = rowsOf(section);
    if (place < first + rows) return rowIn(section, place - first);
    first += rows;
  }
  return null;
}

/** Tells each section which of its rows are looked at. `to` is not included. */
export function wantRows(sections: readonly Section[], from: number, to: number): void {
  let first = 0;
  for (const section of sections) {
    const rows = rowsOf(section);
    const start = Math.max(from, first);
    const end = Math.min(to, first + rows);
    if (start < end) wantIn(section, start - first, end - first);
    first += rows;
  }
}

/** The place of a session among the rows that are held; -1 when it is not held. */
export function placeOf(sections: readonly Section[], from: number, to: number, key: string): number {
  for (let place = from; place < to; place += 1) {
    const row = rowAt(sections, place);
    if (row?.kind === 'session' && row.session && keyOf(row.session) === key) return place;
  }
  return -1;
}

export const keyOf = (session: { source: string; session_id: string }): string =>
  `${session.source}/${session.session_id}`;

function rowsOf(section: Section): number {
  const headings = section.heading ? 1 : 0;
  return section.is_open ? headings + (section.pages?.total() ?? section.count ?? unknownLength) : headings;
}

function rowIn(section: Section, place: number): ListRow {
  if (section.heading && place === 0) return { kind: 'heading', section };
  const index = place - (section.heading ? 1 : 0);
  return { kind: 'session', section, index, session: section.pages?.at(index) ?? null };
}

function wantIn(section: Section, start: number, end: number): void {
  const headings = section.heading ? 1 : 0;
  if (!section.is_open) {
    if (section.count === null) section.pages?.wantTotal();
    return;
  }
  section.pages?.want(Math.max(0, start - headings), Math.max(1, end - headings));
}
