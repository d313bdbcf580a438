import { describe, expect, test } from 'vitest';
import { methodNames } from '../../src/contract/methods.ts';
import { desktopBridge } from '../../src/preload/bridge.ts';
import { channels } from '../../src/rpc/desktop-bridge.ts';

type Listener = (...given: unknown[]) => void;

function fakeIpc() {
  const invoked: unknown[][] = [];
  const listeners: [channel: string, listener: Listener][] = [];
  const ipc = {
    invoke: async (...given: unknown[]) => {
      invoked.push(given);
      return { ok: true, value: null };
    },
    on: (channel: string, listener: Listener) => void listeners.push([channel, listener]),
    off: (channel: string, listener: Listener) =>
      void listeners.splice(
        listeners.findIndex(([a, b]) => a === channel && b === listener),
        1,
      ),
  };
  return { invoked, listeners, bridge: desktopBridge(ipc as unknown as Parameters<typeof desktopBridge>[0]) };
}

describe('what the page is given', () => {
  test('is one frozen object: methods, news, links, files to be saved, and nothing else', () => {
    const { bridge } = fakeIpc();
    expect(Object.keys(bridge)).toEqual(['api', 'onEvent', 'openLink', 'saveFile']);
    expect(Object.keys(bridge.api)).toEqual(methodNames);
    expect(Object.isFrozen(bridge) && Object.isFrozen(bridge.api)).toBe(true);
    expect(Object.values(bridge.api).every((one) => typeof one === 'function')).toBe(true);
  });

  test('each function sends its own name and one input, however many it is given', async () => {
    const { bridge, invoked } = fakeIpc();
    for (const name of methodNames) {
      const method = bridge.api[name] as (...given: unknown[]) => Promise<unknown>;
      await method({ q: name }, 'another', 'channel');
    }
    expect(invoked).toEqual(methodNames.map((name) => [channels.call, name, { q: name }]));
  });

  test('links have a channel of their own', async () => {
    const { bridge, invoked } = fakeIpc();
    await bridge.openLink('https://example.com/');
    expect(invoked).toEqual([[channels.openLink, 'https://example.com/']]);
  });

  test('files to be saved have a channel of their own, with a name and parts and no place', async () => {
    const { bridge, invoked } = fakeIpc();
    await bridge.saveFile('a.md', ['one', 'two'], ...(['/etc/passwd'] as unknown as []));
    expect(invoked).toEqual([[channels.saveFile, 'a.md', ['one', 'two']]]);
  });

  test('news come without the event object, until one stops listening', () => {
    const { bridge, listeners } = fakeIpc();
    const heard: unknown[][] = [];
    const stop = bridge.onEvent((...given) => void heard.push(given));
    expect(listeners.map(([channel]) => channel)).toEqual([channels.event]);
    listeners[0]?.[1]({ sender: 'the ipcRenderer itself' }, { type: 'restarted', reason: 'x' }, 'more');
    expect(heard).toEqual([[{ type: 'restarted', reason: 'x' }]]);
    expect(stop()).toBeUndefined();
    expect(listeners).toEqual([]);
  });
});
