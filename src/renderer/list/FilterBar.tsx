import { useId, useMemo, useRef, useState } from 'react';
import { noProject } from '../../contract/session.ts';
import { shortNames } from '../format/paths.ts';
import { localDay } from '../format/times.ts';
import { plainText } from '../format/visible-text.ts';
import { useKeys } from '../keys/keys.ts';
import { tagsIn, useMarks } from '../marks/marks.ts';
import { SavedFilters } from '../marks/SavedFilters.tsx';
import { Choice } from '../parts/Choice.tsx';
import controls from '../parts/controls.module.css';
import { Icon } from '../parts/Icon.tsx';
import { TypedBox } from '../parts/TypedBox.tsx';
import { type FilterWords, parseFilterWords, setFilterWord } from '../store/filter-words.ts';
import type { ListView } from '../store/place.ts';
import { projectsIn, type SessionSort, sortNames } from '../store/session-query.ts';
import { useKnownSources } from '../store/sources.ts';
import styles from './FilterBar.module.css';
import { FilterHelp } from './FilterHelp.tsx';
import type { Sections } from './sections.ts';

interface Props {
  view: ListView;
  onView(view: ListView, isTyping?: boolean): void;
  found: Sections;
}

/** The filter box, and menus that write words into it. */
export function FilterBar({ view, onView, found }: Props) {
  const words = parseFilterWords(view.q);
  const [isOpen, setIsOpen] = useState(false);
  const menus = useId();
  const set = (name: Parameters<typeof setFilterWord>[1], value: string | null) =>
    onView({ ...view, q: setFilterWord(view.q, name, value) });
  const sources = useKnownSources();
  const { facets, query } = found;
  const tags = tagsIn(useMarks());
  const names = useMemo(() => shortNames(projectsIn(facets)), [facets]);
  return (
    <search className={styles.bar}>
      <FilterBox value={view.q} onChange={(q) => onView({ ...view, q }, true)} />
      <FilterHelp />
      <button
        type="button"
        className={`${controls.button} ${styles.fold}`}
        aria-expanded={isOpen}
        aria-controls={menus}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="filter" />
        Filters{countSet(words) > 0 && `: ${countSet(words)}`}
      </button>
      <span id={menus} className={styles.menus} data-open={isOpen}>
        <Choice
          label="Source"
          value={words.source === null ? null : (query.source ?? null)}
          choices={sources.map((card) => ({ value: card.source, label: card.provider_label }))}
          onChange={(value) => set('source', value)}
        />
        <Choice
          label="Project"
          value={words.project}
          choices={(facets?.projects ?? []).flatMap(({ project_dir, session_count }) =>
            project_dir === null
              ? [{ value: noProject, label: `No project (${session_count})` }]
              : [
                  {
                    value: project_dir,
                    label: `${plainText(names.get(project_dir) ?? project_dir)} (${session_count})`,
                  },
                ],
          )}
          onChange={(value) => set('project', value)}
        />
        <Choice
          label="Model"
          value={words.model}
          choices={(facets?.models ?? []).map(({ model, session_count }) => ({
            value: model,
            label: `${plainText(model)} (${session_count})`,
          }))}
          onChange={(value) => set('model', value)}
        />
        {tags.length > 0 && (
          <Choice
            label="Tag"
            value={words.tag}
            choices={tags.map(({ tag, count }) => ({ value: tag, label: `${plainText(tag)} (${count})` }))}
            onChange={(value) => set('tag', value)}
          />
        )}
        <Choice
          label="Time"
          value={words.after}
          choices={times(words.after)}
          onChange={(value) => set('after', value)}
        />
        <Choice label="Length" value={words.length} choices={lengths} onChange={(value) => set('length', value)} />
        <span className={styles.has} role="group" aria-label="Only sessions with">
          {(['error', 'edit', 'live'] as const).map((value) => (
            <button
              key={value}
              type="button"
              className={controls.button}
              aria-pressed={words.has.includes(value)}
              onClick={() => set('has', value)}
            >
              {hasNames[value]}
            </button>
          ))}
        </span>
      </span>
      <SavedFilters place="sessions" q={view.q} onChoose={(q) => onView({ ...view, q })} />
      <span className={styles.order}>
        <Choice
          label="Group"
          none={null}
          value={view.group}
          choices={groups}
          onChange={(value) => onView({ ...view, group: (value ?? 'none') as ListView['group'] })}
        />
        <Choice
          label="Order"
          none={null}
          value={view.sort}
          choices={Object.entries(sortNames).map(([value, label]) => ({ value, label }))}
          onChange={(value) => onView({ ...view, sort: (value ?? 'recent') as SessionSort })}
        />
      </span>
    </search>
  );
}

/** How many filters are set, for a place where they are folded away. */
function countSet({ source, project, model, branch, after, before, has, ...rest }: FilterWords): number {
  const calls = [rest.tag, rest.is, rest.tool, rest.program, rest.command, rest.file, rest.cost];
  const spans = [rest.length, rest.active, rest.weekday, rest.hour, rest.edited];
  return (
    [source, project, model, branch, after, before, ...calls, ...spans].filter((value) => value !== null).length +
    has.length
  );
}

function FilterBox({ value, onChange }: { value: string; onChange(value: string): void }) {
  const box = useRef<HTMLInputElement>(null);
  useKeys('List of sessions', [{ keys: 'f', about: 'Filter the list', run: () => box.current?.focus() }]);
  return (
    <TypedBox
      ref={box}
      className={`${controls.field} ${styles.box}`}
      value={value}
      onValue={onChange}
      placeholder="Filter: words, project:api model:opus has:error after:2026-10-01"
      aria-label="Filter sessions"
      title="Words to be found in title, project, branch or id, and filters; the button beside it tells them all"
    />
  );
}

const hasNames = { error: 'Errors', edit: 'Edits', live: 'Live' };
/** From first to last message. */
const lengths = [
  { value: '<5m', label: 'Under 5 min' },
  { value: '5m..1h', label: '5 min to 1 h' },
  { value: '1h..4h', label: '1 h to 4 h' },
  { value: '>=4h', label: '4 h and more' },
];
const groups = [
  { value: 'day', label: 'By day' },
  { value: 'project', label: 'By project' },
  { value: 'none', label: 'Not grouped' },
];

function times(chosen: string | null): { value: string; label: string }[] {
  const choices = [
    { value: dayBefore(0), label: 'Today' },
    { value: dayBefore(6), label: 'Last 7 days' },
    { value: dayBefore(29), label: 'Last 30 days' },
    { value: dayBefore(89), label: 'Last 90 days' },
  ];
  const isKnown = chosen === null || choices.some((choice) => choice.value === chosen);
  return isKnown ? choices : [...choices, { value: chosen, label: `Since ${chosen}` }];
}

function dayBefore(days: number): string {
  const today = new Date();
  return localDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days));
}
