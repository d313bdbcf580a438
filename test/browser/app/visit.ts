import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { Host } from './host.ts';

export interface VisitOptions {
  /** 1440 × 900 unless given. */
  viewport?: { width: number; height: number };
  theme?: 'light' | 'dark';
  /** What the page may complain of, such as an answer of 404 that is asked for. */
  expected?: RegExp;
  /** Replaces the token; null for none. */
  token?: string | null;
}

/** A page of the app, with everything it complained of and every address it asked for. */
export interface Visit {
  page: Page;
  /** Errors and warnings of the console, uncaught errors, breaches of the policy, dialogs, foreign requests, pop-ups. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a place of the app, such as `/home`, in a browser profile of its own. */
export async function visit(browser: Browser, host: Host, place: string, options: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.theme ?? 'light',
    ...usual,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: host.origin });
  context.setDefaultTimeout(patience_ms);
  const page = await context.newPage();
  const complaints = listen(page, host.origin, options.expected);
  const token = options.token === undefined ? host.token : options.token;
  await page.goto(`${host.origin}/#${token === null ? place : `token=${encodeURIComponent(token)}&${place}`}`);
  return { page, complaints, close: () => context.close() };
}

/* The machine may have much else to do. */
const patience_ms = 15_000;

const usual: BrowserContextOptions = { locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' };

function listen(page: Page, origin: string, expected?: RegExp): string[] {
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (!expected?.test(text)) complaints.push(text.slice(0, 500));
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complain(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
  page.on('crash', () => complain('the page crashed'));
  page.on('dialog', (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const context = page.context();
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !request.url().startsWith(`blob:${origin}/`)) complain(`asked for ${request.url()}`);
  });
  context.on('page', (other) => {
    if (other !== page) complain(`opened ${other.url()}`);
  });
  page.on('download', (download) => complain(`downloaded ${download.url()}`));
  return complaints;
}
