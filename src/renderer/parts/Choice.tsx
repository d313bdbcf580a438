import controls from './controls.module.css';
import { Icon } from './Icon.tsx';

interface Props {
  label: string;
  value: string | null;
  choices: readonly { value: string; label: string }[];
  /** The choice that stands for none, `Any` unless given; null when there must be one. */
  none?: string | null;
  onChange(value: string | null): void;
}

/** A menu of choices that shows what it is for, and stands out when it narrows something. */
export function Choice({ label, value, choices, none = 'any', onChange }: Props) {
  const isKnown = value === null || choices.some((choice) => choice.value === value);
  return (
    <span className={controls.choice}>
      <select
        className={controls.select}
        aria-label={label}
        title={label}
        value={value ?? ''}
        data-set={none !== null && value !== null}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {none !== null && <option value="">{`${label}: ${none}`}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
