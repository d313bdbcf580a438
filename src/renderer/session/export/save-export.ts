import { ok, type Result } from '../../../contract/result.ts';
import type { MadeExport } from './make-export.ts';

type SavedFile = Pick<MadeExport, 'file_name' | 'media_type' | 'parts'>;

/** Browsers read the file after the click, for as long as they like; this is far longer than any needs to begin. */
const released_after_ms = 60_000;

/**
 * Gives the file to the person: the desktop window asks where to keep it, a browser downloads it. The parts are never
 * put together here. Not saved when the person thought better of it.
 */
export async function saveExport(file: SavedFile): Promise<Result<{ saved: boolean }>> {
  if (window.rearview) return window.rearview.saveFile(file.file_name, file.parts);
  download(file);
  return ok({ saved: true });
}

function download({ file_name, media_type, parts }: SavedFile): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${media_type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), released_after_ms);
}
