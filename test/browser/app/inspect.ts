import type { Page } from 'playwright';
import { invisible } from '../world/hostile/deceptions.ts';
import { restBelow, scrollerOf } from './scroll.ts';

/** Elements that the app draws. */
const drawn =
  'a article b blockquote br button canvas caption circle clippath code col colgroup dd defs del details dialog div dl dt em fieldset figcaption figure footer g h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li line main mark nav ol option p path pre progress rect s search section select small span strong summary svg table tbody td text tfoot th thead time title tr tspan ul';

/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page must bring all its parts along */

/**
 * What stands in the page although a text of a log put it there: scripts that ran, elements that React did not make or
 * the app never draws, handlers, addresses that lead out, characters that should have been made visible.
 */
export function findings(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ tags, hidden }) => {
      const found = new Set<string>();
      const known = new Set(tags.split(' '));
      const unseen = new RegExp(hidden, 'u');
      const isOwn = (address: string): boolean => new URL(address, location.href).origin === location.origin;
      if ('wasRun' in globalThis) found.add('a script ran');
      if (Object.keys(Object.prototype).length > 0) found.add('the prototype of all objects was changed');
      if (document.querySelector('#app, [name=then], [name=body]')) found.add('a name of the page was taken');
      for (const element of document.querySelectorAll('#root *')) {
        const tag = element.tagName.toLowerCase();
        if (!known.has(tag)) found.add(`<${tag}>`);
        if (!Object.keys(element).some((key) => key.startsWith('__reactFiber$'))) found.add(`<${tag}> not of React`);
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on') || ['srcdoc', 'action', 'formaction', 'ping', 'xlink:href'].includes(name))
            found.add(`${tag}.${name}`);
          if (name === 'href' && !value.startsWith('#')) found.add(`href ${value.slice(0, 80)}`);
          if (name === 'src' && !value.startsWith(`blob:${location.origin}/`)) found.add(`src ${value.slice(0, 80)}`);
          if (name === 'style' && /url\(|expression|@import/i.test(value)) found.add(`style ${value.slice(0, 80)}`);
          /* What a choice stands for is never shown. */
          const hiding = name === 'value' ? null : unseen.exec(value);
          if (hiding) found.add(`${tag}.${name} holds U+${hiding[0].codePointAt(0)?.toString(16)} unmarked`);
        }
      }
      for (const element of document.querySelectorAll('head *, body > *')) {
        const address = element.getAttribute('src') ?? element.getAttribute('href');
        if (!['META', 'TITLE', 'LINK', 'SCRIPT', 'DIV'].includes(element.tagName)) found.add(`a ${element.tagName}`);
        if (address !== null && !isOwn(address)) found.add(`head ${address}`);
        if (element.tagName === 'META' && element.hasAttribute('http-equiv')) found.add('a meta that acts');
        if (element.tagName === 'DIV' && element.id !== 'root') found.add('an element beside the app');
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const hiding = unseen.exec(node.nodeValue ?? '');
        if (hiding) found.add(`text holds U+${hiding[0].codePointAt(0)?.toString(16)} unmarked`);
      }
      return [...found];
    },
    { tags: drawn, hidden: invisible.source },
  );
}

/** Opens everything that is folded on the screen, except headings of lists. */
export const openAll = (page: Page): Promise<void> =>
  page.locator('main [aria-expanded=false]:not([role=row])').evaluateAll((all: HTMLElement[]) => {
    for (const one of all) one.click();
  });

/** Reads a session from its first message to its last, everything open, and gathers what is found on each screen. */
export async function findingsInThread(page: Page): Promise<string[]> {
  const found = new Set<string>();
  const scroller = await scrollerOf(page);
  for (let screen = 0; screen < 400; screen++) {
    await untilRowsRead(page);
    await openAll(page);
    await untilRowsRead(page);
    for (const finding of await findings(page)) found.add(finding);
    if ((await restBelow(page)) < 8) break;
    await scroller.evaluate((one) => one.scrollBy(0, one.clientHeight * 0.9));
  }
  const count = await page.getByRole('article').first().getAttribute('aria-setsize');
  await page.getByRole('article', { name: `Message ${count}`, exact: true }).waitFor();
  return [...found];
}

/** Waits until the rows in the window are read. */
async function untilRowsRead(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=feed] [role=article][aria-busy=true]') === null);
}
