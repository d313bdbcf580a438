import { filledTextOf, listOf, type Shape, textOf } from '../shape.ts';

const shells = /(?:^|[/\\])(?:ba|z|da|k|fi)?sh(?:\.exe)?$|(?:^|[/\\])(?:powershell|pwsh|cmd)(?:\.exe)?$/i;

/** The words of a command as one line; a shell's own words around it are left out. */
export function commandText(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  const words = listOf(value).map((word) => textOf(word) ?? '');
  if (words.length === 0) return null;
  const flag = words.findIndex((word, n) => n > 0 && /^(?:-[a-z]*c|-Command|\/[cC])$/.test(word));
  if (shells.test(words[0]!) && flag > 0 && flag < words.length - 1) return words.slice(flag + 1).join(' ');
  return words.map(quoted).join(' ');
}

const quoted = (word: string): string => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The command of a call's arguments, under any of the names that versions have used. */
export const commandIn = (input: Shape): string | null =>
  commandText(input['cmd']) ?? commandText(input['command']) ?? commandText(input['script']);

/** The patch that a command applies, as argv or here-document; null for other commands. */
export function patchInCommand(value: unknown): string | null {
  const words = typeof value === 'string' ? [value] : listOf(value).map((word) => textOf(word) ?? '');
  const name = words[0]?.trim();
  if ((name === 'apply_patch' || name === 'applypatch') && words.length > 1) return filledTextOf(words[1]);
  const text = commandText(value)?.trim() ?? '';
  if (!/^(?:cd\s+[^\n&;]{1,400}&&\s*)?apply_?patch\b/.test(text.slice(0, 500))) return null;
  const start = text.indexOf('*** Begin Patch');
  if (start < 0) return null;
  const end = text.indexOf('*** End Patch', start);
  return text.slice(start, end < 0 ? undefined : end + '*** End Patch'.length);
}

/** The one file that a command only shows: `cat`, `sed -n`, `head`, `tail`, `nl` of a single path. */
export function fileReadBy(command: string): string | null {
  if (command.length > 1000 || /[;&|<>`$\n]/.test(command)) return null;
  const words = command.trim().match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const program = words[0] ?? '';
  if (!/^(?:cat|sed|head|tail|nl|bat|less|more)$/.test(program)) return null;
  if (program === 'sed' && words[1] !== '-n') return null;
  const operands = words.slice(program === 'sed' ? 3 : 1).filter((word) => !/^-|^\+?\d+$/.test(word));
  return operands.length === 1 ? operands[0]!.replace(/^['"]|['"]$/g, '') : null;
}

/** Commands in a script of code mode, as far as they are simple literals. */
export function commandsInScript(script: string): string[] {
  const found: string[] = [];
  const literal = /(?:cmd|command)["']?\s*:\s*("(?:[^"\\\n]|\\.){1,4000}"|'(?:[^'\\\n]|\\.){1,4000}')/g;
  for (const part of script
    .slice(0, 200_000)
    .split(/tools\.exec_command\s*\(/)
    .slice(1, 20)) {
    literal.lastIndex = 0;
    const text = literal.exec(part.slice(0, 8000))?.[1];
    if (text) found.push(unquoted(text));
  }
  return found;
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return inner.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
