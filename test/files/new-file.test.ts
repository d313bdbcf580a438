import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { isWithinAny } from '../../src/files/folder-identity.ts';
import { whyNotWritten, writeNewFile } from '../../src/files/new-file.ts';

function newFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-new-')));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

async function* later(...parts: string[]): AsyncGenerator<string> {
  for (const part of parts) {
    await new Promise((resolve) => setTimeout(resolve));
    yield part;
  }
}

describe('a new file', () => {
  test('is whole, for its owner alone, and nothing else is left in the folder', async () => {
    const folder = newFolder();
    await writeNewFile(path.join(folder, 'a.html'), later('one ', 'two ', 'drei ü'));
    expect(fs.readdirSync(folder)).toEqual(['a.html']);
    expect(fs.readFileSync(path.join(folder, 'a.html'), 'utf8')).toBe('one two drei ü');
    expect(fs.statSync(path.join(folder, 'a.html')).mode & 0o777).toBe(0o600);
  });

  test.each(['file', 'link', 'dangling link', 'folder'])('never takes the place of a %s', async (kind) => {
    const folder = newFolder();
    const other = path.join(newFolder(), 'other');
    const place = path.join(folder, 'a.html');
    if (kind !== 'dangling link') fs.writeFileSync(other, 'as it was');
    if (kind === 'file') fs.copyFileSync(other, place);
    else if (kind === 'folder') fs.mkdirSync(place);
    else fs.symlinkSync(other, place);
    await expect(writeNewFile(place, ['new'])).rejects.toSatisfy((error) => codeOf(error) === 'EEXIST');
    expect(fs.readdirSync(folder)).toEqual(['a.html']);
    expect(fs.existsSync(other) ? fs.readFileSync(other, 'utf8') : 'none').toBe(
      kind === 'dangling link' ? 'none' : 'as it was',
    );
  });

  test('is not there when its parts fail', async () => {
    const folder = newFolder();
    const failing = async function* (): AsyncGenerator<string> {
      yield* later('one');
      throw new Error('no more');
    };
    await expect(writeNewFile(path.join(folder, 'a.html'), failing())).rejects.toThrow('no more');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('is a copy where the disk knows no second names', async () => {
    const folder = newFolder();
    const link = vi.spyOn(fs.promises, 'link').mockRejectedValue(Object.assign(new Error('no'), { code: 'EPERM' }));
    onTestFinished(() => link.mockRestore());
    await writeNewFile(path.join(folder, 'a.html'), ['one']);
    expect(fs.readdirSync(folder)).toEqual(['a.html']);
    await expect(writeNewFile(path.join(folder, 'a.html'), ['two'])).rejects.toSatisfy(
      (error) => codeOf(error) === 'EEXIST',
    );
    expect(fs.readFileSync(path.join(folder, 'a.html'), 'utf8')).toBe('one');
  });
});

test('why a file was not written is said without its place; a bug is none of these', () => {
  expect(whyNotWritten(Object.assign(new Error('/secret/place'), { code: 'ENOSPC' }))?.message).toBe(
    'There is not enough room on this disk.',
  );
  expect(whyNotWritten(Object.assign(new Error('/secret/place'), { code: 'EIO' }))?.message).toBe(
    'The file could not be written.',
  );
  expect(whyNotWritten(new TypeError('a bug'))).toBeNull();
});

test('a folder is within another by whatever name it is reached', async () => {
  const folder = newFolder();
  fs.mkdirSync(path.join(folder, 'logs', 'deep'), { recursive: true });
  fs.symlinkSync(path.join(folder, 'logs'), path.join(folder, 'also'));
  expect(await isWithinAny(path.join(folder, 'logs', 'deep'), [path.join(folder, 'also')])).toBe(true);
  expect(await isWithinAny(path.join(folder, 'logs'), [path.join(folder, 'logs')])).toBe(true);
  expect(await isWithinAny(folder, [path.join(folder, 'logs'), path.join(folder, 'absent')])).toBe(false);
});
