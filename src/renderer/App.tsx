import { Suspense, useEffect } from 'react';
import styles from './App.module.css';
import { assertNever } from '../contract/result.ts';
import { GlobalKeys } from './frame/GlobalKeys.tsx';
import { KeysDialog } from './frame/KeysDialog.tsx';
import { Palette } from './frame/Palette.tsx';
import { Rail } from './frame/Rail.tsx';
import { SamplesBanner } from './frame/SamplesBanner.tsx';
import { Boundary } from './parts/Boundary.tsx';
import { lazyPart } from './parts/lazy-part.ts';
import { HomeScreen } from './screens/home/HomeScreen.tsx';
import { SearchScreen } from './screens/search/SearchScreen.tsx';
import { SessionsScreen } from './screens/SessionsScreen.tsx';
import { type Place, usePlace } from './store/place.ts';

/* Charts are large and not needed to start. */
const AnalyticsScreen = lazyPart(() => import('./screens/analytics/AnalyticsScreen.tsx'));
const SettingsScreen = lazyPart(() => import('./screens/settings/SettingsScreen.tsx'));

const titles: Record<Place['screen'], string> = {
  home: 'Home',
  sessions: 'Sessions',
  session: 'Session',
  search: 'Search',
  analytics: 'Analytics',
  settings: 'Settings',
};

/** The window: the rail, one screen, and what opens over them. */
export function App() {
  const place = usePlace();
  useEffect(() => {
    /* A session names the window by itself, once its own name is known. */
    if (place.screen !== 'session') document.title = `${titles[place.screen]} · Rearview`;
  }, [place.screen]);
  return (
    <div className={styles.app}>
      <Rail screen={place.screen} />
      <div className={styles.stage}>
        <SamplesBanner />
        <main className={styles.main} id="main">
          <Boundary what={`The screen “${titles[place.screen]}”`} resetBy={place.screen}>
            <Suspense fallback={null}>
              <Screen place={place} />
            </Suspense>
          </Boundary>
        </main>
      </div>
      <GlobalKeys />
      <KeysDialog />
      <Palette />
    </div>
  );
}

function Screen({ place }: { place: Place }) {
  switch (place.screen) {
    case 'home':
      return <HomeScreen />;
    case 'sessions':
    case 'session':
      return <SessionsScreen place={place} />;
    case 'search':
      return <SearchScreen place={place} />;
    case 'analytics':
      return <AnalyticsScreen place={place} />;
    case 'settings':
      return <SettingsScreen />;
    default:
      return assertNever(place);
  }
}
