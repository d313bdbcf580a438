import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { methodNames } from '../../src/contract/methods.ts';
import { builtFile, root } from './built-app.ts';

interface Graph {
  /** Source of each file that an entry loads, by path below out/. */
  files: Map<string, string>;
  /** Everything imported that is not a file of the build. */
  outside: Set<string>;
}

/** What an entry of the build loads, followed through its chunks. */
function graphOf(entry: string): Graph {
  const files = new Map<string, string>();
  const outside = new Set<string>();
  const todo = [builtFile(entry)];
  for (let file = todo.pop(); file; file = todo.pop()) {
    const name = relative(join(root, 'out'), file);
    if (files.has(name)) continue;
    const code = readFileSync(file, 'utf8');
    files.set(name, code);
    for (const imported of importsOf(code)) {
      if (imported.startsWith('.')) todo.push(join(dirname(file), imported));
      else outside.add(imported);
    }
  }
  return { files, outside };
}

const importsOf = (code: string): string[] =>
  [
    /^(?:import|export)\b[^'"\n]*["']([^"']+)["'];?$/gm,
    /\bimport\(["']([^"']+)["']\)/g,
    /\brequire\(["']([^"']+)["']\)/g,
  ].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));

const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const textOf = (graph: Graph): string => [...graph.files.values()].join('\n');

const entries = ['main/index.js', 'main/engine.js', 'main/reader.js', 'main/serve.js', 'main/cli.js'];

describe.each(entries)('%s', (entry) => {
  test('loads Node, its own files, and in the shell Electron: nothing else', () => {
    const { outside } = graphOf(entry);
    const allowed = entry === 'main/index.js' ? ['electron'] : [];
    expect([...outside].filter((name) => !isNode(name) && !allowed.includes(name))).toEqual([]);
  });

  test('every chunk it names is there', () => {
    for (const file of graphOf(entry).files.keys()) expect(existsSync(join(root, 'out', file))).toBe(true);
  });
});

describe('the desktop app', () => {
  const network = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|cluster|inspector)$/;

  test.each(['main/index.js', 'main/engine.js', 'main/reader.js'])('%s can neither listen nor connect', (entry) => {
    const graph = graphOf(entry);
    expect([...graph.outside].filter((name) => network.test(name))).toEqual([]);
    expect(textOf(graph)).not.toMatch(/\bcreateServer\(|\.listen\(|\bfetch\(|\bWebSocket\(|\bXMLHttpRequest\(/);
  });

  test('the look for servers would find one: the host of the command line has it', () => {
    const graph = graphOf('main/cli.js');
    expect(graph.outside).toContain('node:http');
    expect(textOf(graph)).toMatch(/\bcreateServer\(/);
  });

  test.each(['main/engine.js', 'main/reader.js', 'main/cli.js', 'main/serve.js'])(
    '%s does not know Electron',
    (entry) => {
      const graph = graphOf(entry);
      expect(graph.outside).not.toContain('electron');
      expect(textOf(graph)).not.toMatch(/["']electron["']/);
    },
  );

  test('uses no part of Electron that a locked shell has no use for', () => {
    const shell = textOf(graphOf('main/index.js'));
    for (const name of [
      'autoUpdater',
      'crashReporter',
      'desktopCapturer',
      'setAsDefaultProtocolClient',
      'openPath',
      'showItemInFolder',
      'registerFileProtocol',
      'interceptFileProtocol',
      'no-sandbox',
      'executeJavaScript',
      'enableRemoteModule',
    ]) {
      expect(shell).not.toContain(name);
    }
    expect(shell.match(/openExternal\(/g)).toHaveLength(1);
    expect(shell.match(/ipcMain\.handle\(/g)).toHaveLength(1);
    expect(shell).not.toMatch(/ipcMain\.on\(/);
  });
});

const preloadCode = (): string => readFileSync(builtFile('preload/index.cjs'), 'utf8');

describe('the preload script', () => {
  test('is one file that requires Electron and nothing else', () => {
    expect(importsOf(preloadCode())).toEqual(['electron']);
    expect(readdirSync(join(root, 'out', 'preload'))).toEqual(['index.cjs']);
  });

  test('is small, and holds names of methods but no schemas', () => {
    expect(preloadCode().length).toBeLessThan(8_192);
    expect(preloadCode()).not.toMatch(/zod|safeParse/);
  });

  test('exposes one frozen object with one function for each method', () => {
    const exposed: [name: string, value: unknown][] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (...given: [string, unknown]) => exposed.push(given) },
      ipcRenderer: { invoke: async () => null, on: () => {}, off: () => {} },
    };
    // oxlint-disable-next-line no-new-func -- runs the built script as Electron would: with `require` alone
    new Function('require', preloadCode())((name: string) => {
      if (name !== 'electron') throw new Error(`${name} was required`);
      return electron;
    });
    expect(exposed.map(([name]) => name)).toEqual(['rearview']);
    const surface = exposed[0]?.[1] as { api: Record<string, unknown> };
    expect(Object.keys(surface)).toEqual(['api', 'onEvent', 'openLink', 'saveFile']);
    expect(Object.keys(surface.api)).toEqual(methodNames);
    expect(Object.isFrozen(surface) && Object.isFrozen(surface.api)).toBe(true);
  });
});

const page = (): string => readFileSync(builtFile('renderer/index.html'), 'utf8');

describe('the page', () => {
  test('has no script, style or handler of its own, and names only files beside it', () => {
    expect(page()).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<base|<iframe/);
    const addresses = [...page().matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(existsSync(join(root, 'out/renderer', address))).toBe(true);
  });

  test('no style names anything but files beside it', () => {
    const folder = join(root, 'out', 'renderer', 'assets');
    const styles = readdirSync(folder).filter((file) => file.endsWith('.css'));
    for (const name of styles) {
      const code = readFileSync(join(folder, name), 'utf8');
      const addresses = [...code.matchAll(/url\(["']?([^"')]*)/g)].map((match) => match[1] ?? '');
      for (const address of addresses) expect(existsSync(join(folder, address))).toBe(true);
      expect(code).not.toContain('@import');
    }
  });

  test('no script of it makes code from text', () => {
    const folder = join(root, 'out', 'renderer', 'assets');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
      const code = readFileSync(join(folder, name), 'utf8');
      expect(code).not.toMatch(/\beval\(|document\.write\(/);
      expect(code).not.toMatch(/["']node:|require\(["']electron/);
    }
  });
});

describe('the bytes of the page', () => {
  const folder = join(root, 'out', 'renderer');
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const built = (): string[] => readdirSync(join(folder, 'assets')).map((name) => join('assets', name));
  const kilobytes = 1000;

  test('is painted from half a megabyte, and is no more than one and a half with all of its screens', () => {
    const linked = [...page().matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)];
    const first = linked.map((match) => match[1]!);
    expect(first.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0);
    expect(sizeOf(first)).toBeLessThan(550 * kilobytes);
    expect(sizeOf(built().filter((name) => /\.(?:js|css)$/.test(name)))).toBeLessThan(1_500 * kilobytes);
  });

  test('loads sessions, charts, analytics and settings when they are looked at', () => {
    for (const screen of ['SessionScreen', 'DayChartView', 'AnalyticsScreen', 'SettingsScreen']) {
      expect(built().filter((name) => name.includes(screen) && name.endsWith('.js'))).toHaveLength(1);
      expect(page()).not.toContain(screen);
    }
  });
});
