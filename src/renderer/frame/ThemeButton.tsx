import { Icon } from '../parts/Icon.tsx';
import { setTheme, type Theme, useTheme } from '../store/preferences.ts';
import styles from './Rail.module.css';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const names: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Goes round the themes: that of the system, light, dark. */
export function ThemeButton() {
  const theme = useTheme();
  return (
    <button
      type="button"
      className={styles.item}
      onClick={() => setTheme(next[theme])}
      title={`Theme: ${names[theme]}. Click for ${names[next[theme]]}`}
    >
      <Icon name={theme} />
      <span className={styles.label}>
        <span className="sr-only">Theme: </span>
        {names[theme]}
      </span>
    </button>
  );
}
