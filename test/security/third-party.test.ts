import { expect, test } from 'vitest';
import fs from 'node:fs';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '../..');
const notices = fs.readFileSync(path.join(project, 'THIRD_PARTY.md'), 'utf8');

/** The packages that files below `src` import: what a bundle may hold. */
function importedPackages(): string[] {
  const files = fs
    .readdirSync(path.join(project, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|css)$/.test(file));
  const names = files.flatMap((file) => {
    const text = fs.readFileSync(path.join(project, 'src', file), 'utf8');
    return [...text.matchAll(/(?:\bfrom |@?import |import\()'((?:@[\w.-]+\/)?[\w.-]+)/g)].map(
      (found) => found[1] ?? '',
    );
  });
  return [...new Set(names)].filter((name) => name !== 'node' && !name.startsWith('.')).toSorted();
}

test('every package that is shipped is named with its licence', () => {
  const shipped = importedPackages();
  expect(shipped.length).toBeGreaterThan(8);
  for (const name of shipped) {
    const line = notices.split('\n').find((one) => new RegExp(`(?:\\[|\\| )${name}[\\] ]`).test(one)) ?? '';
    const { license } = JSON.parse(fs.readFileSync(path.join(project, 'node_modules', name, 'package.json'), 'utf8'));
    expect([name, line]).toEqual([
      name,
      expect.stringContaining(license === 'OFL-1.1' ? 'Open Font License' : license),
    ]);
  }
});

test('the projects that rules were checked against are credited', () => {
  for (const name of ['gitleaks', 'betterleaks', 'detect-secrets']) expect(notices).toContain(name);
});
