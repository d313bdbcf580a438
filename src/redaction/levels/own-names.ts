import type { Sweep } from './sweep.ts';

/** Whose machine the sessions come from. */
export interface Own {
  readonly user?: string;
  readonly home?: string;
  readonly host?: string;
}

const shortest = 3;
const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
const word = (text: string): string => String.raw`(?<![A-Za-z0-9])${escaped(text)}(?![A-Za-z0-9])`;
const everyday =
  /^(?:root|user|admin|home|node|test|dev|app|work|build|localhost|ubuntu|runner|main|git|code|data|public|default)$/i;

/** The owner's names as whole words, as long as they are not words of every text. */
export function ownSweeps({ user, home, host }: Own): Sweep[] {
  const last = home?.split(/[\\/]/).findLast((part) => part !== '');
  const users = [...new Set([user, last])].filter((name) => name !== undefined && isTelling(name));
  const hosts = host === undefined ? [] : [host, host.split('.')[0] ?? host].filter(isTelling);
  return [...users.map((name) => sweep('user', name ?? '')), ...hosts.map((name) => sweep('host', name))];
}

function isTelling(name: string): boolean {
  return name.length >= shortest && !everyday.test(name);
}

function sweep(name: string, own: string): Sweep {
  return { name, pattern: new RegExp(word(own), 'gi'), catches: [], spares: [] };
}
