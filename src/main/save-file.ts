import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Output } from '../contract/api.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { isWithinAny } from '../files/folder-identity.ts';
import { whyNotWritten, writeNewFile } from '../files/new-file.ts';
import type { ElectronParts } from './electron-parts.ts';

/** Asks the person for a place and writes a file there, which nobody had before. */
export type SaveFile = (name: unknown, parts: unknown) => Promise<Result<{ saved: boolean }>>;

export const mostFileBytes = 512 * 1024 * 1024;
const mostParts = 1_000_000;

interface FileToSave {
  name: string;
  parts: readonly string[];
}

interface SaverParts {
  window(): BrowserWindow | null;
  /** The engine's, for the folders in which agents keep their logs. */
  settings(): Promise<Result<Output<'settings'>>>;
  data_dir: string;
  onBug(error: unknown): void;
}

/**
 * The only way to a file of the person's. The person chooses the place, in a window of the system; a file that is there
 * stays as it is, and so do the folders of agents and Rearview's own. One question stands at a time.
 */
export function fileSaver(electron: Pick<ElectronParts, 'app' | 'dialog'>, parts: SaverParts): SaveFile {
  let isAsking = false;
  return async (name, text) => {
    const file = fileFrom(name, text);
    if (!file.ok) return file;
    const parent = parts.window();
    if (isAsking || !parent) return ok({ saved: false });
    isAsking = true;
    try {
      const chosen = await electron.dialog.showSaveDialog(parent, question(electron, file.value.name));
      if (chosen.canceled || chosen.filePath === '') return ok({ saved: false });
      return await saveAt(chosen.filePath, file.value, parts);
    } catch (error) {
      // What the system says of an error names the place, which the page is not to learn.
      return failureOf(error, parts.onBug);
    } finally {
      isAsking = false;
    }
  };
}

/** Looks at what the page sent, by hand. */
function fileFrom(name: unknown, parts: unknown): Result<FileToSave> {
  const isName = typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{0,119}\.(?:html|md|jsonl?)$/.test(name);
  if (!isName) return fail('bad_request', 'This is no name for a file.');
  if (!Array.isArray(parts) || parts.length > mostParts) return fail('bad_request', 'The file is not valid.');
  const checked: string[] = [];
  let bytes = 0;
  for (const part of parts as unknown[]) {
    if (typeof part !== 'string') return fail('bad_request', 'The file is not valid.');
    bytes += Buffer.byteLength(part, 'utf8');
    if (bytes > mostFileBytes)
      return fail('too_large', 'Files of more than 512 MB are not saved.', 'Leave out the output of tools.');
    checked.push(part);
  }
  return ok({ name, parts: checked });
}

function question({ app }: Pick<ElectronParts, 'app'>, name: string): Electron.SaveDialogOptions {
  const documents = app.getPath('documents');
  const folder = fs.existsSync(documents) ? documents : app.getPath('home');
  return {
    title: 'Save the export',
    buttonLabel: 'Save',
    defaultPath: join(folder, name),
    properties: ['createDirectory', 'dontAddToRecent'],
  };
}

async function saveAt(file: string, { parts }: FileToSave, saver: SaverParts): Promise<Result<{ saved: boolean }>> {
  const settings = await saver.settings();
  if (!settings.ok)
    return fail('unavailable', 'It is not known which folders belong to agents, so nothing was written.', 'Try again.');
  const { data_dir, places } = settings.value;
  const logs = places.flatMap(({ folders }) => folders.map(({ path }) => path));
  const folder = await fs.promises.realpath(dirname(file));
  if (await isWithinAny(folder, logs))
    return fail('bad_request', 'Agents keep their logs in this folder; nothing was written.', 'Choose another folder.');
  if (await isWithinAny(folder, [data_dir, saver.data_dir]))
    return fail('bad_request', 'Rearview keeps its own data there; nothing was written.', 'Choose another folder.');
  await writeNewFile(join(folder, basename(file)), parts);
  return ok({ saved: true });
}

/** Why the file could not be written, without its place. */
function failureOf(error: unknown, onBug: (error: unknown) => void): Result<never> {
  const reason = whyNotWritten(error);
  if (reason) return fail('unavailable', reason.message, reason.advice);
  onBug(error);
  return fail('internal', 'Something went wrong inside Rearview.');
}
