import { Suspense } from 'react';
import { showOverlay, useOverlay } from '../frame/overlay.ts';
import { ListColumn } from '../list/ListColumn.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import controls from '../parts/controls.module.css';
import { Icon } from '../parts/Icon.tsx';
import { lazyPart } from '../parts/lazy-part.ts';
import { Pane } from '../parts/Pane.tsx';
import { useMedia } from '../parts/use-media.ts';
import type { Place } from '../store/place.ts';
import { togglePane, usePane } from '../store/preferences.ts';
import styles from './SessionsScreen.module.css';

/* Markdown and highlighting are not needed for the list. */
const SessionScreen = lazyPart(async () => ({ default: (await import('../session/SessionScreen.tsx')).SessionScreen }));

type ListPlace = Extract<Place, { screen: 'sessions' | 'session' }>;

/** The list alone, or a session with the list beside it. In a narrow window the list comes over the session when asked for. */
export function SessionsScreen({ place }: { place: ListPlace }) {
  const isNarrow = useMedia('(width < 760px)');
  const isDrawer = isNarrow && place.screen === 'session';
  const isDrawerOpen = useOverlay() === 'list';
  const key = place.screen === 'session' ? `${place.source}/${place.session_id}` : '';
  const mode = place.screen === 'sessions' ? 'full' : isDrawer ? 'drawer' : 'beside';
  return (
    <div className={styles.screen} data-mode={mode}>
      {place.screen === 'sessions' && <h1 className="sr-only">Sessions</h1>}
      {(mode !== 'drawer' || isDrawerOpen) && (
        <Pane name="list" label="the list of sessions" handle="end" least={280} usual={360} most={760} mode={mode}>
          <ListColumn place={place} />
        </Pane>
      )}
      {mode === 'drawer' && isDrawerOpen && (
        <button type="button" className={styles.shade} aria-label="Close the list" onClick={() => showOverlay(null)} />
      )}
      {place.screen === 'session' && (
        <section className={styles.session} aria-label="Session">
          <ListButton isDrawer={isDrawer} />
          <Boundary what="This session" resetBy={key}>
            <Suspense fallback={null}>
              <SessionScreen key={key} source={place.source} session_id={place.session_id} place={place} />
            </Suspense>
          </Boundary>
        </section>
      )}
    </div>
  );
}

/** Brings the list back where it is put away. */
function ListButton({ isDrawer }: { isDrawer: boolean }) {
  const { is_collapsed } = usePane('list');
  if (!isDrawer && !is_collapsed) return null;
  return (
    <div className={styles.strip}>
      <button
        type="button"
        className={controls.quiet}
        title="Show the list of sessions ([)"
        onClick={() => (isDrawer ? showOverlay('list') : togglePane('list'))}
      >
        <Icon name="panel" />
        Sessions
      </button>
    </div>
  );
}
