import type { Command, Option } from './command.ts';

const width = 100;

/** What the program can do, one line for each command. */
export function programHelp(commands: readonly Command[]): string {
  const names = commands.map((command) => `${command.name} ${command.words}`.trim());
  const column = Math.max(...names.map((name) => name.length)) + 4;
  const lines = commands.map((command, place) => entry(`  ${names[place] ?? ''}`, column, command.about));
  return [
    'Rearview shows what your coding agents did, read from the files they leave on this machine.',
    '',
    'Usage: rearview <command> [options]',
    '',
    ...lines,
    '',
    'Every command explains itself: rearview <command> --help',
    'Results go to stdout, progress to stderr. Exit code 0: done, 1: failed, 2: wrong use.',
    '',
  ].join('\n');
}

/** How one command is used. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...helpOption });
  const names = options.map(([name, option]) => `  ${optionName(name, option)}`);
  const column = Math.max(...names.map((name) => name.length)) + 2;
  return [
    ...wrapped(command.about, width),
    '',
    `Usage: rearview ${command.name} ${command.words}${command.words ? ' ' : ''}[options]`,
    '',
    ...options.map(([, option], place) => entry(names[place] ?? '', column, option.about)),
    '',
  ].join('\n');
}

export const helpOption: Record<string, Option> = { help: { type: 'boolean', short: 'h', about: 'Print this.' } };

function optionName(name: string, option: Option): string {
  const short = option.short ? `-${option.short}, ` : '    ';
  return `${short}--${name}${option.value ? ` ${option.value}` : ''}`;
}

function entry(name: string, column: number, about: string): string {
  const [first = '', ...rest] = wrapped(about, width - column);
  return [name.padEnd(column) + first, ...rest.map((line) => ' '.repeat(column) + line)].join('\n');
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
