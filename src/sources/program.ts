/** Words before a program that run it, or that belong to the shell's grammar. */
const passedOver = new Set([
  'sudo', 'doas', 'env', 'time', 'timeout', 'nohup', 'command', 'exec', 'builtin', 'nice', 'stdbuf',
  'then', 'do', 'else', 'elif', 'if', 'while', 'until', '!', '{', '(',
]); // prettier-ignore

/** Commands of the shell itself, after which the work comes: their whole part is passed over. */
const preparations = new Set([
  'cd', 'pushd', 'popd', 'export', 'set', 'unset', 'source', '.', 'local', 'declare', 'readonly', 'alias', 'umask', 'ulimit',
  'shopt', 'trap', 'true', ':', '[', '[[', 'test', 'for', 'case', 'select', 'function', 'done', 'fi', 'esac', '}', ')',
]); // prettier-ignore

/** Options of `sudo` and `nice` that take the next word. */
const takesNext = /^-[ugn]$/;
const assignment = /^[A-Za-z_]\w*\+?=/;
const separators = new Set([';', '&', '|', '\n']);
const mostChars = 4000;

/**
 * The program that a shell command runs first, such as `git` for `cd /srv && FOO=1 sudo git push`.
 * Changes of folder, assignments, conditions and wrappers are passed over. Null when there is none.
 */
export function programOf(command: string): string | null {
  for (const words of partsOf(command.slice(0, mostChars))) {
    const first = programAmong(words);
    if (first === null || preparations.has(first)) continue;
    const name = first.split('/').at(-1)!;
    return /^[\w.+:@-]{1,60}$/.test(name) ? name : null;
  }
  return null;
}

/** The first word of a simple command that is neither an assignment nor a wrapper with its options. */
function programAmong(words: string[]): string | null {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!.replace(/^[({]+(?=.)/, '').replace(/\)+$/, '');
    if (assignment.test(word) || passedOver.has(word) || /^\d+(?:\.\d+)?[smhd]?$/.test(word)) continue;
    if (takesNext.test(word)) at += 1;
    else if (!word.startsWith('-') && word !== '') return word;
  }
  return null;
}

/** Simple commands as words. Separators count outside of quotes, substitutions and comments only; quotes are taken off. */
function partsOf(command: string): string[][] {
  const parts: string[][] = [];
  let words: string[] = [];
  let word = '';
  const endWord = (): void => {
    if (word !== '') words.push(word);
    word = '';
  };
  const endPart = (): void => {
    endWord();
    if (words.length > 0) parts.push(words);
    words = [];
  };
  for (let at = 0; at < command.length; at++) {
    const sign = command[at]!;
    if (sign === '\\') {
      if (command[at + 1] !== '\n') word += command[at + 1] ?? '';
      at += 1;
    } else if (sign === '#' && word === '') at = endOf(command, '\n', at) - 1;
    else if (sign === "'" || sign === '"' || sign === '`') {
      const end = endOf(command, sign, at + 1);
      word += command.slice(at + 1, end);
      at = end;
    } else if (sign === '$' && command[at + 1] === '(') {
      const end = endOfParentheses(command, at + 1);
      word += command.slice(at, end);
      at = end - 1;
    } else if (separators.has(sign)) endPart();
    else if ((sign <= ' ' || sign > '~') && /\s/.test(sign)) endWord();
    else word += sign;
  }
  endPart();
  return parts;
}

/** The next place of a sign that is not escaped, or the end of the text. Nothing is escaped in single quotes. */
function endOf(text: string, sign: string, from: number): number {
  let at = text.indexOf(sign, from);
  if (sign === '"') while (at > 0 && text[at - 1] === '\\') at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

function endOfParentheses(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}
