import type { Redactor } from '../../redaction/unredacted.ts';

/**
 * The name of a tool that has been redacted as a whole. A server's name and that of its tool are joined by underscores,
 * behind which no token is looked for: they are redacted one by one.
 */
export const toolNameFrom = (name: string, redactor: Redactor): string =>
  name.includes('__')
    ? name
        .split('__')
        .map((part) => redactor.text(part))
        .join('__')
    : name;

/** The program of a command, if it still stands in it once the command is redacted: else it is a part of what was hidden. */
export const programIn = (program: string | null, command: string | null): string | null =>
  program !== null && command !== null && !command.includes(program) ? null : program;
