import type { Readable } from 'node:stream';
import type { Result } from '../contract/result.ts';
import type { RunningEngine } from '../engine/start-worker.ts';

/** An option of a command, as `--help` explains it. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  about: string;
  /** What stands for the value in `--help`. */
  value?: string;
}

/** What a command was given. */
export interface Given {
  words: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a command has to show: the whole for programs, lines for people. Null when it wrote by itself. */
export type Shown = { json: unknown; lines: string[] } | null;

/** One command of the command line. */
export interface Command {
  name: string;
  about: string;
  /** The words it takes, such as `<id>`. */
  words: string;
  options: Readonly<Record<string, Option>>;
  run(given: Given, context: Context): Promise<Result<Shown>>;
}

/** What a command may use. Tests pass their own. */
export interface Context {
  /** Writes results. Settles when there is room for more. */
  write(text: string): Promise<void>;
  /** Writes what is not a result: progress, remarks. */
  note(text: string): void;
  stdin: Readable;
  /** Whether somebody watches the notes as they are written. */
  is_watched: boolean;
  /** Columns of the terminal that shows results; null when it is none. */
  columns: number | null;
  environment: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** The folder of the built page. */
  page_folder: string;
  /** The engine, started at the first use; stopped when the command is done. */
  engine(): RunningEngine;
  openBrowser(url: string): void;
  /** Settles when the person wants the program to end. */
  untilInterrupted(): Promise<void>;
}

export const textOption = (given: Given, name: string): string | undefined => {
  const value = given.options[name];
  return typeof value === 'string' ? value : undefined;
};

/** Fields for a method from the options of these names that were given; the contract checks the values. */
export function fieldsFrom(given: Given, names: readonly string[]): Record<string, string> {
  const fields = names.flatMap((name) => {
    const value = textOption(given, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}
