import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { end, type Serving, servingOf, sessionId, startCli, untilServing, worldWithOneSession } from './built-app.ts';

let browser: Browser;
let serving: Serving;

beforeAll(async () => {
  serving = await servingOf(startCli(['serve', '--no-open'], worldWithOneSession()));
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
});
afterAll(async () => {
  await browser?.close();
  await end(serving.child);
});

interface Visit {
  page: Page;
  /** What the page complained of: errors, and breaches of its policy. */
  complaints: string[];
  /** Addresses it asked for beyond its own host. */
  foreign: string[];
}

async function visit(): Promise<Visit> {
  const { url } = serving;
  const page = await browser.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).host !== url.host) foreign.push(request.url());
  });
  await page.goto(url.href);
  await expect.poll(() => page.locator('#root').innerText(), { timeout: 20_000 }).not.toBe('');
  return { page, complaints, foreign };
}

test('every screen of the built page runs under its policy without one breach, and asks nobody but its host', async () => {
  const { page, complaints, foreign } = await visit();
  expect(page.url()).not.toContain('token');
  const places: [address: string, shows: RegExp][] = [
    ['/home', /Please fix the login test/],
    ['/sessions', /Please fix the login test/],
    ['/search?q=login', /Please fix the login test/],
    ['/analytics?days=all', /claude-opus/],
    [`/session/claude_code/${sessionId}`, /npm test/],
  ];
  for (const [address, shows] of places) {
    await page.evaluate((hash) => (location.hash = hash), address);
    await expect.poll(() => page.locator('#root').innerText(), { timeout: 15_000 }).toMatch(shows);
    await page.waitForTimeout(500);
    expect([address, complaints, foreign]).toEqual([address, [], []]);
  }
  await page.close();
});

/** Things that code in the page could try; each gives back whether it worked. */
const attempts: Record<string, (page: Page) => Promise<boolean>> = {
  'a script in the page': (page) =>
    page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.wasRun = true';
      } catch {
        return false;
      }
      document.body.append(script);
      return 'wasRun' in globalThis;
    }),
  'markup from text': (page) =>
    page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>x</b>';
        return true;
      } catch {
        return false;
      }
    }),
  // The page's own task must try it: what Playwright evaluates itself is exempt.
  'code from text': (page) =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line no-eval -- that it fails is what is tested
              resolve(globalThis.eval('1 + 1') === 2);
            } catch {
              resolve(false);
            }
          });
        }),
    ),
  'a policy that lets text pass': (page) =>
    page.evaluate(() => {
      const { trustedTypes } = globalThis as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): unknown };
      };
      try {
        trustedTypes.createPolicy('default', { createHTML: (text: string) => text });
        return true;
      } catch {
        return false;
      }
    }),
  'an image from elsewhere': (page) =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve(true));
          image.addEventListener('error', () => resolve(false));
          image.src = 'http://127.0.0.1:9/x.png';
        }),
    ),
  'a request elsewhere': (page) =>
    page.evaluate(() =>
      fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
        () => true,
        (error: Error) => error.message.includes('reached'),
      ),
    ),
  'a form': (page) =>
    page.evaluate(async () => {
      const form = document.createElement('form');
      form.action = '/api/v1/agent-sessions/scan';
      form.method = 'post';
      document.body.append(form);
      const blocked = new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(false));
        setTimeout(() => resolve(true), 2_000);
      });
      form.submit();
      return blocked;
    }),
  'a frame': (page) =>
    page.evaluate(async () => {
      const frame = document.createElement('iframe');
      const blocked = new Promise<boolean>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(false));
        setTimeout(() => resolve(true), 2_000);
      });
      frame.src = '/index.html';
      document.body.append(frame);
      return blocked;
    }),
  'a base for addresses': (page) =>
    page.evaluate(() => {
      const base = document.createElement('base');
      base.href = 'http://127.0.0.1:9/';
      document.head.append(base);
      return document.baseURI.startsWith('http://127.0.0.1:9/');
    }),
  'a worker from a blob': (page) =>
    page.evaluate(async () => {
      try {
        const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
        const worker = new Worker(url);
        return await new Promise<boolean>((resolve) => {
          worker.addEventListener('message', () => resolve(true));
          worker.addEventListener('error', () => resolve(false));
        });
      } catch {
        return false;
      }
    }),
};

test.each(Object.keys(attempts))('the policy stops %s', async (name) => {
  const { page } = await visit();
  expect(await attempts[name]?.(page)).toBe(false);
  await page.close();
});

test('a page of another site gets nothing, whatever it knows', async () => {
  const { url, token } = serving;
  const other = await untilServing(startCli(['serve', '--no-open'], worldWithOneSession()));
  const page = await browser.newPage();
  await page.goto(other.url.href);
  const outcome = await page.evaluate(
    async ({ address, bearer }) => {
      try {
        const answer = await fetch(address, { headers: { authorization: `Bearer ${bearer}` } });
        return `answered ${answer.status}`;
      } catch {
        return 'refused';
      }
    },
    { address: new URL('/api/v1/agent-sessions/status', url).href, bearer: token },
  );
  expect(outcome).toBe('refused');
  await page.close();
});
