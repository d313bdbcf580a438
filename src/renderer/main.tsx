import './api/without-eval.ts';
import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { closeOverlayOnMove } from './frame/overlay.ts';
import { listenToKeys } from './keys/keys.ts';
import { followChanges } from './store/loadable.ts';
import { followMode } from './store/mode.ts';
import { followAddress } from './store/place.ts';
import { followPreferences } from './store/preferences.ts';
import { followSessions } from './store/sessions.ts';
import { followSources } from './store/sources.ts';
import { followStatus } from './store/status.ts';
import { followLastPlaces } from './frame/last-places.ts';

followPreferences();
followAddress();
followChanges();
followSessions();
followStatus();
followMode();
followSources();
followLastPlaces();
closeOverlayOnMove();
listenToKeys(window);

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
