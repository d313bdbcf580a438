/** Primary result codes of SQLite. */
const codes = { busy: 5, locked: 6, readOnly: 8, disk: 10, full: 13, cannotOpen: 14 };

/** The sentence for a write that failed as writes can fail; null for anything else, which is a bug. */
export function writeProblem(error: unknown): string | null {
  switch (codeOf(error)) {
    case codes.busy:
    case codes.locked:
      return 'The catalog could not be written to, because another program held it; the next scan goes on.';
    case codes.full:
      return 'The catalog could not be written to, because the disk is full; the next scan goes on.';
    case codes.readOnly:
    case codes.disk:
    case codes.cannotOpen:
      return 'The catalog could not be written to; the next scan goes on.';
    default:
      return null;
  }
}

/** Another connection holds what is needed. */
export const isBusy = (error: unknown): boolean => codeOf(error) === codes.busy;

function codeOf(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code % 256 : null;
}
