import { parseArgs } from 'node:util';
import { type ApiError, fail, ok, type Result } from '../contract/result.ts';
import type { Command, Context, Given, Shown } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, helpOption, programHelp } from './help.ts';
import { plainJson, plainLine } from './terminal-text.ts';

/** 0: done, 1: failed, 2: wrong use. */
export type ExitCode = 0 | 1 | 2;

/** Runs the command that the arguments name. `version` is what `--version` prints. */
export async function runCommand(args: readonly string[], context: Context, version: string): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const isAsked = name !== undefined;
    await (isAsked ? context.write(programHelp(commands)) : context.note(programHelp(commands)));
    return isAsked ? 0 : 2;
  }
  if (name === '--version') {
    await context.write(`${version}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) return explain(context, unknownCommand(name), false);
  const given = givenFrom(command, rest);
  if (!given.ok) return explain(context, given.error, rest.includes('--json'));
  if (given.value.options['help']) {
    await context.write(commandHelp(command));
    return 0;
  }
  const isJson = given.value.options['json'] === true;
  const result = await runOrFail(command, given.value, context);
  return result.ok ? show(context, result.value, isJson) : explain(context, result.error, isJson);
}

/** What a command throws is a bug or a broken installation; this is the one place that catches it. */
async function runOrFail(command: Command, given: Given, context: Context): Promise<Result<Shown>> {
  try {
    return await command.run(given, context);
  } catch (error) {
    return fail('internal', `Rearview failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unknownCommand(name: string): ApiError {
  const known = commands.map((command) => command.name).join(', ');
  return { code: 'bad_request', message: `There is no command named ${name}.`, advice: `Commands are: ${known}.` };
}

function givenFrom(command: Command, args: readonly string[]): Result<Given> {
  try {
    const options = { ...command.options, ...helpOption };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: command.words !== '' });
    return ok({ words: positionals, options: values as Given['options'] });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    return fail('bad_request', `${sentence.replace(/\.$/, '')}.`, `See rearview ${command.name} --help.`);
  }
}

async function show(context: Context, shown: Shown, isJson: boolean): Promise<ExitCode> {
  if (shown) await context.write(`${isJson ? plainJson(shown.json) : shown.lines.join('\n')}\n`);
  return 0;
}

function explain(context: Context, error: ApiError, isJson: boolean): ExitCode {
  const sentence = error.advice === null ? error.message : `${error.message} ${error.advice}`;
  context.note(isJson ? `${plainJson({ error })}\n` : `${plainLine(sentence)}\n`);
  return error.code === 'bad_request' ? 2 : 1;
}
