import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { emptyWorld, type World } from '../world/world.ts';
import { launchChromium } from './chromium.ts';
import { type Host, startServing } from './host.ts';
import { visit, type Visit, type VisitOptions } from './visit.ts';

/** The app over a made-up home, for the tests of one file. */
export interface App<T> {
  world: World;
  /** What the maker of the world gave back. */
  made: T;
  host: Host;
  /** Opens a place of the app; the test fails when the page complains of anything. */
  open(place: string, options?: VisitOptions): Promise<Page>;
}

/**
 * Serves a world to the tests of this file and a Chromium to look at it. After each test no page may have complained:
 * of an error, a breach of its policy, or a request to anybody but its host.
 */
export function appOver<T>(make: (world: World) => T): App<T> {
  const app = {} as App<T>;
  let browser: Browser;
  const visits: Visit[] = [];
  app.open = async (place, options) => {
    const opened = await visit(browser, app.host, place, options);
    visits.push(opened);
    return opened.page;
  };
  beforeAll(async () => {
    app.world = emptyWorld();
    app.made = make(app.world);
    [app.host, browser] = await Promise.all([startServing(app.world), launchChromium()]);
  });
  afterEach(async () => {
    const ended = visits.splice(0);
    await Promise.all(ended.map((each) => each.close()));
    expect(ended.flatMap((each) => each.complaints)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app.host?.stop();
    app.world?.remove();
  });
  return app;
}
