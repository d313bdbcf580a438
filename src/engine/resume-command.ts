/** The shells that a command line can be written for. */
export type Shell = 'posix' | 'powershell' | 'cmd';

/**
 * A line that goes on with a session when it is pasted into a shell: the agent's words, after a change to the folder
 * the session worked in. That folder stood in a log: it is left out unless the shell can take it for nothing but a
 * folder. Null when a word is more than letters, digits and a few marks: then there is nothing safe to offer.
 */
export function resumeLine(words: readonly string[], cwd: string | null, shell: Shell): string | null {
  if (words.length === 0 || !words.every((word) => plainWord.test(word))) return null;
  const command = words.join(' ');
  return cwd !== null && isReadable(cwd) ? after(cwd, command, shell) : command;
}

/** Means the same to every shell. Only an option of the source's own begins with a dash. */
const plainWord = /^(?:--[a-z][a-z-]*|[A-Za-z0-9_][\w.-]*)$/;

/** Characters that are not seen, or that end a line or turn its direction. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]|[\uFE00-\uFE0F]/u;
const mostChars = 1024;

/** Whether a person can see all of it. A folder whose name was redacted is none. */
const isReadable = (cwd: string): boolean =>
  cwd.length <= mostChars && !unseen.test(cwd) && !/\[(?:REDACTED|WITHHELD):/.test(cwd);

function after(cwd: string, command: string, shell: Shell): string {
  switch (shell) {
    case 'posix':
      // In fish a backslash means something between quotes too; in csh an exclamation mark does.
      return /^\/[^\\!]*$/.test(cwd) ? `cd ${inSingleQuotes(cwd)} && ${command}` : command;
    case 'powershell':
      // Curly quotes count as straight ones.
      return isDrivePath(cwd) && !/[‘’‚‛]/.test(cwd)
        ? `Set-Location -LiteralPath '${cwd.replaceAll("'", "''")}'; if ($?) { ${command} }`
        : command;
    case 'cmd':
      // Nothing keeps cmd from filling in %NAME% and !NAME!.
      return isDrivePath(cwd) && !/[%!^]/.test(cwd) ? `cd /d "${cwd}" && ${command}` : command;
  }
}

/** A quote in the path stands between double quotes, which all shells read alike. */
const inSingleQuotes = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

const isDrivePath = (path: string): boolean => /^[A-Za-z]:[\\/][^<>:"|?*]*$/.test(path);
