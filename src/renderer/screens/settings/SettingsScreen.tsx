import type { SettingsAnswer } from '../../../contract/settings.ts';
import { api } from '../../api/api.ts';
import { Failed } from '../../parts/Notice.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Segments } from '../../parts/Segments.tsx';
import { askAgain, lastValue, useAnswer } from '../../store/loadable.ts';
import { setTheme, type Theme, useTheme } from '../../store/preferences.ts';
import { HidingSection } from './HidingSection.tsx';
import { MarksSection } from './MarksSection.tsx';
import { OwnDataSection } from './OwnDataSection.tsx';
import { PlacesSection } from './PlacesSection.tsx';
import { Section } from './Section.tsx';
import styles from './settings.module.css';
import { TrySection } from './TrySection.tsx';

/** What is hidden, where is looked, how it looks, and what Rearview keeps. */
export default function SettingsScreen() {
  const answer = useAnswer('settings', () => api.settings({}));
  const settings = lastValue(answer);
  return (
    <Screen title="Settings">
      {answer.state === 'failed' && <Failed error={answer.error} onAgain={() => askAgain('settings')} />}
      {!settings && answer.state !== 'failed' && (
        <div className={styles.waiting} aria-busy="true" aria-label="Loading" />
      )}
      {settings && <Sections settings={settings} />}
    </Screen>
  );
}

function Sections({ settings }: { settings: SettingsAnswer }) {
  return (
    <div className={styles.sections}>
      {settings.mode === 'samples' && (
        <p className={styles.state}>
          While the sample sessions are shown, these settings are theirs and are not changed.
        </p>
      )}
      <HidingSection settings={settings} />
      <TrySection settings={settings} />
      <PlacesSection settings={settings} />
      <MarksSection />
      <ThemeSection />
      <Section
        title="Prices"
        about="Costs are counted with list prices that come with Rearview; nothing is asked of any provider."
      >
        <p>
          The prices are those of <strong>{settings.prices_as_of}</strong>. Each call is priced by its own day. Calls of
          models without a known price are counted as tokens without a price, never as free.
        </p>
      </Section>
      <OwnDataSection settings={settings} />
      <Section title="Versions">
        <dl className={styles.facts}>
          <dt>Rearview</dt>
          <dd>{settings.versions.rearview}</dd>
          <dt>Node</dt>
          <dd>{settings.versions.node}</dd>
          <dt>SQLite</dt>
          <dd>{settings.versions.sqlite}</dd>
          <dt>Rules</dt>
          <dd>
            <code>{settings.rules_version}</code>
          </dd>
        </dl>
      </Section>
    </div>
  );
}

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function ThemeSection() {
  return (
    <Section title="Appearance">
      <Segments label="Theme" value={useTheme()} choices={themes} onChange={setTheme} />
    </Section>
  );
}
