import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { noProject } from '../../contract/session.ts';
import { api } from '../api/api.ts';
import { lastValue, useAnswer } from '../store/loadable.ts';
import type { ListView } from '../store/place.ts';
import { type Facets, readFilterBox, type SessionQuery, type SourceName } from '../store/session-query.ts';
import type { SessionPages } from '../store/session-pages.ts';
import { sessionList, useListVersion } from '../store/sessions.ts';
import { useKnownSources } from '../store/sources.ts';
import type { Section } from './rows.ts';

/** Projects whose sessions are shown in a list that is grouped by project. */
const openProjects = createStore<{ open: ReadonlySet<string> }>(() => ({ open: new Set() }));

export function switchProject(key: string): void {
  const open = new Set(openProjects.getState().open);
  if (!open.delete(key)) open.add(key);
  openProjects.setState({ open });
}

export interface Sections {
  /** Names the query and its grouping. */
  key: string;
  sections: readonly Section[];
  /** The lists behind the sections. */
  lists: readonly SessionPages[];
  query: SessionQuery;
  /** Sentences about how the filter was read. */
  notes: readonly string[];
  facets: Facets | null;
  /** True while another filter is already typed whose sessions are on their way. */
  is_stale: boolean;
}

/**
 * What the list shows for a view: one section, or one for each project. Draws again when its sessions change, and
 * goes on showing what was there until the sessions of a new filter have come.
 */
export function useSections(wanted: ListView): Sections {
  const facets = lastValue(useAnswer('facets', () => api.facets({})));
  const sources = useKnownSources();
  const [shown, setShown] = useState(wanted);
  const wantedReading = useMemo(() => readView(wanted, facets, sources), [wanted, facets, sources]);
  const isReady = useIsReady(wantedReading.lists);
  if (isReady && shown !== wanted) setShown(wanted);
  const shownReading = useMemo(() => readView(shown, facets, sources), [shown, facets, sources]);
  const reading = isReady ? wantedReading : shownReading;
  const open = useStore(openProjects, (state) => state.open);
  useListVersion(reading.lists);
  const sections = reading.projects
    ? reading.projects.map((project, place) => projectSection(project, reading, place, open, facets))
    : reading.lists.map(wholeSection);
  return { ...reading, sections, notes: wantedReading.notes, facets, is_stale: reading.key !== wantedReading.key };
}

interface Reading {
  key: string;
  query: SessionQuery;
  notes: readonly string[];
  lists: readonly SessionPages[];
  /** The project of each list; null when the list is not grouped by project. */
  projects: readonly (string | null)[] | null;
}

function readView(view: ListView, facets: Facets | null, sources: readonly SourceName[]): Reading {
  const { query: words, notes } = readFilterBox(view.q, view.sort, sources);
  const query: SessionQuery = { ...words, pins: 'first' };
  const key = JSON.stringify([view.group, query]);
  if (view.group !== 'project') return { key, query, notes, lists: [sessionList(query)], projects: null };
  const projects = projectsMeant(facets, query.project ?? null);
  const lists = projects.map((project) => sessionList({ ...query, project: project ?? noProject }));
  return { key, query, notes, lists, projects };
}

/** The projects that a filter by project means, as the engine reads it; null for sessions without one. */
function projectsMeant(facets: Facets | null, wanted: string | null): (string | null)[] {
  const known = facets?.projects.map(({ project_dir }) => project_dir) ?? [];
  if (wanted === null) return known;
  if (wanted === noProject) return known.filter((project) => project === null);
  if (known.includes(wanted)) return [wanted];
  return known.filter((project) => project?.toLowerCase().includes(wanted.toLowerCase()));
}

/** True once a list of its own has come; lists of projects are filled one by one, when they are opened. */
function useIsReady(lists: readonly SessionPages[]): boolean {
  useListVersion(lists);
  const [list] = lists;
  const isReady = lists.length !== 1 || list === undefined || list.total() !== null || list.error() !== null;
  useEffect(() => {
    if (!isReady) list?.want(0, 1);
  }, [isReady, list]);
  return isReady;
}

function projectSection(
  project: string | null,
  { lists, query }: Reading,
  place: number,
  open: ReadonlySet<string>,
  facets: Facets | null,
): Section {
  const pages = lists[place] ?? null;
  const all = facets?.projects.find((each) => each.project_dir === project)?.session_count ?? null;
  const count = pages?.total() ?? (hasFilter(query) ? null : all);
  return {
    key: project ?? '',
    heading: { project_dir: project },
    count,
    is_open: open.has(project ?? '') || lists.length === 1,
    pages,
  };
}

const wholeSection = (pages: SessionPages): Section => ({
  key: 'all',
  heading: null,
  count: pages.total(),
  is_open: true,
  pages,
});

function hasFilter({ sort: _sort, pins: _pins, source, project: _project, ...rest }: SessionQuery): boolean {
  return source !== 'all' || Object.values(rest).some((value) => value !== undefined);
}
