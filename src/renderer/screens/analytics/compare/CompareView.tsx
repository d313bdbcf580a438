import { Segments } from '../../../parts/Segments.tsx';
import type { AnalyticsPlace, CompareKind } from '../../../store/analytics-place.ts';
import { go } from '../../../store/place.ts';
import styles from './compare.module.css';
import { SessionSides } from './SessionSides.tsx';
import { SidePicker } from './SidePicker.tsx';
import { sidesOf } from './sides.ts';
import { UsageSides } from './UsageSides.tsx';

/** Two ranges, models, projects or sessions side by side, with what is different. */
export default function CompareView({ place }: { place: AnalyticsPlace }) {
  const [a, b] = sidesOf(place);
  return (
    <>
      <div className={styles.controls}>
        <Segments<CompareKind>
          label="Compare two"
          value={place.by}
          choices={kinds}
          onChange={(by) => go({ ...place, by, a: null, b: null })}
        />
        <SidePicker place={place} side="a" value={a} />
        <span aria-hidden="true">with</span>
        <SidePicker place={place} side="b" value={b} />
      </div>
      {a === null || b === null ? (
        <p className={styles.none}>Choose two {kinds.find(({ value }) => value === place.by)?.label.toLowerCase()}.</p>
      ) : place.by === 'session' ? (
        <SessionSides key={`${a} ${b}`} a={a} b={b} />
      ) : (
        <UsageSides place={place} a={a} b={b} />
      )}
    </>
  );
}

const kinds: readonly { value: CompareKind; label: string }[] = [
  { value: 'range', label: 'Ranges' },
  { value: 'model', label: 'Models' },
  { value: 'project', label: 'Projects' },
  { value: 'session', label: 'Sessions' },
];
