import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Input, Output } from '../../contract/api.ts';
import { type ApiError, fail, ok, type Result } from '../../contract/result.ts';
import type { RunningEngine } from '../../engine/start-worker.ts';
import { isWithinAny } from '../../files/folder-identity.ts';
import { whyNotWritten, writeNewFile } from '../../files/new-file.ts';
import { type Command, type Context, type Given, textOption } from '../command.ts';
import { formatCount } from '../figures.ts';
import { sessionFrom } from '../one-session.ts';
import { noScanOption, sourceOption } from '../shared-options.ts';

export const exportSession: Command = {
  name: 'export',
  about: 'One session as a file for others, without its secrets. Everything is read twice before the file is whole.',
  words: '<id>',
  options: {
    format: { type: 'string', short: 'f', value: 'FORMAT', about: 'html, markdown, json or jsonl; html unless given.' },
    output: { type: 'string', short: 'o', value: 'FILE', about: 'A new file. Without it the session is printed.' },
    level: {
      type: 'string',
      value: 'LEVEL',
      about: 'secrets, private (also what names you and the machine) or strict; private unless given.',
    },
    hide: { type: 'string', value: 'WORDS', about: 'Words to hide besides, separated by commas.' },
    'tool-output': { type: 'string', value: 'HOW', about: 'none, short or all; short unless given.' },
    'no-reasoning': { type: 'boolean', about: 'Leave out what the model thought.' },
    'with-injected': { type: 'boolean', about: 'Also what the program put into messages.' },
    ...sourceOption,
    ...noScanOption,
  },
  async run(given, context) {
    const found = await sessionFrom(given, context);
    if (!found.ok) return found;
    const { source, session_id } = found.value.session;
    const engine = context.engine();
    const begun = await engine.api.beginExport({ source, session_id, ...choiceFrom(given) });
    if (!begun.ok) return begun;
    let hidden: Hidden = [];
    const texts = textOf(engine, begun.value.export_id, (all) => (hidden = all));
    const written = await writeTo(textOption(given, 'output'), texts, context);
    if (!written.ok) return written;
    for (const line of reportOf(hidden, begun.value)) context.note(`${line}\n`);
    return ok(null);
  },
};

/** The contract checks the words. */
function choiceFrom(given: Given): Omit<Input<'beginExport'>, 'session_id' | 'source'> {
  const choice = {
    format: textOption(given, 'format'),
    level: textOption(given, 'level'),
    tool_output: textOption(given, 'tool-output'),
    extra_words: textOption(given, 'hide')
      ?.split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    with_reasoning: given.options['no-reasoning'] === true ? false : undefined,
    with_injected: given.options['with-injected'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}

type Hidden = Output<'exportPart'>['hidden'];

/** The file in stretches. What has failed is thrown, so that no half of a file is kept. */
async function* textOf(
  engine: RunningEngine,
  export_id: string,
  report: (hidden: Hidden) => void,
): AsyncGenerator<string> {
  for (;;) {
    const part = await engine.api.exportPart({ export_id });
    if (!part.ok) throw new NotExported(part.error);
    yield part.value.text;
    if (part.value.phase !== 'done') continue;
    report(part.value.hidden);
    return;
  }
}

class NotExported extends Error {
  readonly answer: ApiError;
  constructor(answer: ApiError) {
    super(answer.message);
    this.answer = answer;
  }
}

async function writeTo(
  place: string | undefined,
  texts: AsyncIterable<string>,
  { engine, write }: Context,
): Promise<Result<null>> {
  try {
    if (place === undefined) for await (const text of texts) await write(text);
    else {
      const refused = await refusalOf(place, engine());
      if (refused) return refused;
      await writeNewFile(place, texts);
    }
    return ok(null);
  } catch (error) {
    if (error instanceof NotExported) return { ok: false, error: error.answer };
    const why = whyNotWritten(error);
    if (why === null) throw error;
    return fail('unavailable', why.message, why.advice);
  }
}

/** Nothing is written among the logs of agents, or among Rearview's own data. */
async function refusalOf(place: string, engine: RunningEngine): Promise<Result<never> | null> {
  const settings = await engine.api.settings({});
  if (!settings.ok) return settings;
  const { places, data_dir } = settings.value;
  const kept = [data_dir, ...places.flatMap(({ folders }) => folders.map((folder) => folder.path))];
  const folder = await realpath(dirname(resolve(place)));
  return (await isWithinAny(folder, kept))
    ? fail('bad_request', 'Agents or Rearview keep their own files in this folder.', 'Choose another folder.')
    : null;
}

function reportOf(hidden: Hidden, { level, rules_version }: Output<'beginExport'>): string[] {
  const head = `Level ${level}, rules ${rules_version}.`;
  if (hidden.length === 0) return [`${head} Nothing was hidden.`];
  const width = Math.max(...hidden.map(({ count }) => formatCount(count).length));
  return [`${head} Hidden:`, ...hidden.map(({ rule, count }) => `  ${formatCount(count).padStart(width)}  ${rule}`)];
}
