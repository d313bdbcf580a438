import { describe, expect, test } from 'vitest';
import { readProjectFile } from './helpers/source-tree.ts';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

const description = JSON.parse(readProjectFile('package.json')) as Record<string, Record<string, string> | undefined>;
const lock = JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, LockedPackage> };
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'];
const wanted = kinds.flatMap((kind) => Object.entries(description[kind] ?? {}));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('packages', () => {
  test('are named with an exact version', () => {
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('are locked in the version that is named', () => {
    for (const [name, version] of wanted)
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  });

  test('are locked with a checksum each, from no particular place', () => {
    expect(locked.length).toBeGreaterThan(wanted.length);
    expect(locked.filter(([, one]) => !one.integrity || one.resolved || one.link).map(([path]) => path)).toEqual([]);
  });

  test('run nothing when they are installed', () => {
    expect(locked.filter(([, one]) => one.hasInstallScript).map(([path]) => path)).toEqual([]);
    expect(readProjectFile('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const ownScripts = Object.keys(description['scripts'] ?? {});
    expect(ownScripts.filter((name) => /^(?:pre|post)?(?:install|prepare|publish)/.test(name))).toEqual([]);
  });

  test('name no registry in what is committed', () => {
    const text = readProjectFile('package-lock.json') + readProjectFile('.npmrc') + readProjectFile('package.json');
    expect(text.match(/registry[.=:/]\S*|"resolved"|_authToken|\.tgz/g)).toBeNull();
  });
});
