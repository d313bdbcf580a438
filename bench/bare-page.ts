import type { Browser } from 'playwright';

/**
 * A page that nobody listens to. Whoever watches the network of a page has the page keep every answer it got, as text, in its
 * own process: memory that is measured beside such a watch is that of the watch.
 */
export interface BarePage {
  /** One command of the DevTools protocol, to this page alone. */
  send<T = object>(method: string, params?: object): Promise<T>;
  /** What an expression comes to; a promise is waited for. Throws what it throws. */
  evaluate<T>(expression: string): Promise<T>;
  /** Scrolls the page under a point of the window, in pixels. */
  wheel(x: number, y: number, by: number): Promise<void>;
  close(): Promise<void>;
}

interface Reply {
  id?: number;
  result?: object;
  error?: { message: string };
  method?: string;
  params?: { exceptionDetails?: { exception?: { description?: string }; text: string } };
}

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

/** Opens an address in a profile of its own, which the library does not know and so does not listen to. */
export async function openBarePage(browser: Browser, url: string): Promise<BarePage> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const { targetId } = await session.send('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
    width: 1440,
    height: 900,
  });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, Waiting>();
  const loaded = Promise.withResolvers<void>();
  let uncaught: string | null = null;
  let last = 0;
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result, error, method, params } = JSON.parse(event.message) as Reply;
    if (method === 'Runtime.exceptionThrown') uncaught ??= textOf(params?.exceptionDetails);
    if (method === 'Page.loadEventFired') loaded.resolve();
    const wanted = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !wanted) return;
    waiting.delete(id);
    if (error) wanted.reject(new Error(error.message));
    else wanted.resolve(result as never);
  });
  const send = <T = object>(method: string, params: object = {}): Promise<T> => {
    last += 1;
    const id = last;
    const reply = new Promise<T>((resolve, reject) => waiting.set(id, { resolve, reject }));
    const message = JSON.stringify({ id, method, params });
    return session.send('Target.sendMessageToTarget', { sessionId, message }).then(() => reply);
  };
  for (const domain of ['Runtime', 'Page']) await send(`${domain}.enable`);
  await send('Page.navigate', { url });
  await loaded.promise;
  return {
    send,
    async evaluate<T>(expression: string): Promise<T> {
      const wanted = { expression, awaitPromise: true, returnByValue: true };
      type Answer = { result: { value: T }; exceptionDetails?: { text: string } };
      const { result, exceptionDetails } = await send<Answer>('Runtime.evaluate', wanted);
      const wrong = exceptionDetails ? textOf(exceptionDetails) : uncaught;
      if (wrong !== null) throw new Error(`The page failed: ${wrong}`);
      return result.value;
    },
    async wheel(x, y, by) {
      await send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: by });
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId });
      await session.detach();
    },
  };
}

const textOf = (details?: { exception?: { description?: string }; text: string }): string =>
  details?.exception?.description ?? details?.text ?? 'something';
