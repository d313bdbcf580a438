import { EventEmitter } from 'node:events';
import type { ElectronParts } from '../../src/main/electron-parts.ts';

type Handler = (...given: unknown[]) => unknown;

export class FakeContents extends EventEmitter {
  readonly id: number;
  sent: [channel: string, value: unknown][] = [];
  openHandler: Handler | null = null;
  constructor(id: number) {
    super();
    this.id = id;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(channel: string, value: unknown): void {
    this.sent.push([channel, value]);
  }
  setWindowOpenHandler(handler: Handler): void {
    this.openHandler = handler;
  }
}

export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  webContents: FakeContents;
  options: Record<string, unknown>;
  urls: string[] = [];
  shown = 0;
  focused = 0;
  minimized = false;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    this.webContents = new FakeContents(100 + FakeWindow.made.length);
    FakeWindow.made.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.urls.push(url);
  }
  show(): void {
    this.shown += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  restore(): void {
    this.minimized = false;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isDestroyed(): boolean {
    return false;
  }
}

/** Remembers under its name whatever handler it is given. */
export class FakeSession extends EventEmitter {
  handlers: Record<string, Handler> = {};
  calls: [name: string, value: unknown][] = [];
  protocol = { handle: (scheme: string, handler: Handler) => this.keep(`protocol:${scheme}`, handler) };
  webRequest = { onBeforeRequest: (handler: Handler) => this.keep('onBeforeRequest', handler) };
  keep(name: string, handler: Handler): void {
    this.handlers[name] = handler;
  }
  setPermissionRequestHandler = (handler: Handler): void => this.keep('request', handler);
  setPermissionCheckHandler = (handler: Handler): void => this.keep('check', handler);
  setDevicePermissionHandler = (handler: Handler): void => this.keep('device', handler);
  setDisplayMediaRequestHandler = (handler: Handler): void => this.keep('display', handler);
  setBluetoothPairingHandler = (handler: Handler): void => this.keep('pairing', handler);
  setUSBProtectedClassesHandler = (handler: Handler): void => this.keep('usb', handler);
  setSpellCheckerEnabled = (on: boolean): void => void this.calls.push(['spellcheck', on]);
  enableNetworkEmulation = (options: unknown): void => void this.calls.push(['network', options]);
  async clearStorageData(): Promise<void> {
    this.calls.push(['cleared', true]);
  }
}

export interface FakeElectron {
  electron: ElectronParts;
  app: EventEmitter & { isPackaged: boolean; calls: [name: string, ...given: unknown[]][]; hasLock: boolean };
  session: FakeSession;
  /** Partitions asked for, with their options. */
  partitions: unknown[][];
  ipc: Record<string, Handler>;
  opened: string[];
  dialogs: Record<string, unknown>[];
  /** What the person presses in the next dialogs. */
  answers: { response: number }[];
  /** Where the person saves the next files; null when they think better of it. */
  places: (string | null)[];
  schemes: unknown[];
  menus: unknown[];
}

/** Enough of Electron to start the shell and see everything it asks for. */
export function fakeElectron({ isPackaged = true, hasLock = true } = {}): FakeElectron {
  FakeWindow.made = [];
  const calls: [name: string, ...given: unknown[]][] = [];
  const note =
    (name: string) =>
    (...given: unknown[]): void =>
      void calls.push([name, ...given]);
  const app = Object.assign(new EventEmitter(), {
    calls,
    isPackaged,
    hasLock,
    commandLine: { appendSwitch: note('switch') },
    enableSandbox: note('enableSandbox'),
    setPath: note('setPath'),
    getPath: (name: string) => `/no/such/home/${name}`,
    configureHostResolver: note('configureHostResolver'),
    quit: note('quit'),
    whenReady: async () => note('ready')(),
    requestSingleInstanceLock: () => {
      note('lock')();
      return app.hasLock;
    },
  });
  const session = new FakeSession();
  const fake: Omit<FakeElectron, 'electron'> = {
    app,
    session,
    partitions: [],
    ipc: {},
    opened: [],
    dialogs: [],
    answers: [],
    places: [],
    schemes: [],
    menus: [],
  };
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showMessageBox: async (_window: unknown, options: Record<string, unknown>) => {
        fake.dialogs.push(options);
        return fake.answers.shift() ?? { response: 0 };
      },
      showSaveDialog: async (_window: unknown, options: Record<string, unknown>) => {
        fake.dialogs.push(options);
        const place = fake.places.shift() ?? null;
        return { canceled: place === null, filePath: place ?? '' };
      },
    },
    ipcMain: { handle: (channel: string, handler: Handler) => (fake.ipc[channel] = handler) },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (m: unknown) => fake.menus.push(m),
    },
    protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => fake.schemes.push(...schemes) },
    session: {
      fromPartition: (...given: unknown[]) => {
        fake.partitions.push(given);
        return session;
      },
    },
    shell: { openExternal: async (url: string) => void fake.opened.push(url) },
  };
  return { ...fake, electron: electron as unknown as ElectronParts };
}

/** An event that remembers whether it was prevented. */
export function fakeEvent(facts: Record<string, unknown> = {}): { defaultPrevented: boolean; preventDefault(): void } {
  const event = {
    ...facts,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
