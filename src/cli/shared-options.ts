import { fail, ok, type Result } from '../contract/result.ts';
import { allSources } from '../contract/source.ts';
import { type Given, type Option, textOption } from './command.ts';
import type { RunningEngine } from '../engine/start-worker.ts';

export const jsonOption: Record<string, Option> = {
  json: { type: 'boolean', about: 'Print JSON, whole and unrounded.' },
};

export const noScanOption: Record<string, Option> = {
  'no-scan': { type: 'boolean', about: 'Answer from what is indexed already, without looking at the disk first.' },
};

export const sourceOption: Record<string, Option> = {
  source: { type: 'string', short: 's', value: 'NAME', about: 'One source only, by its id or its short word.' },
};

export const pageOptions: Record<string, Option> = {
  limit: { type: 'string', short: 'n', value: 'N', about: 'At most this many.' },
  offset: { type: 'string', value: 'N', about: 'Leave out the first so many.' },
};

export const rangeOptions: Record<string, Option> = {
  from: { type: 'string', value: 'DATE', about: 'From this day or instant on.' },
  to: { type: 'string', value: 'DATE', about: 'Up to this day or instant.' },
  project: { type: 'string', value: 'DIR', about: 'One project only.' },
  model: { type: 'string', value: 'NAME', about: 'One model only.' },
};

/** The source a person meant by `--source`: its id, or its word in addresses. */
export async function sourceFrom(given: Given, engine: RunningEngine): Promise<Result<string>> {
  const name = textOption(given, 'source');
  if (name === undefined || name === allSources) return ok(allSources);
  const answer = await engine.api.sources({});
  if (!answer.ok) return answer;
  const { sources } = answer.value;
  const card = sources.find((one) => [one.source, one.route].includes(name.toLowerCase()));
  const known = sources.map((one) => one.source).join(', ');
  return card ? ok(card.source) : fail('bad_request', `There is no source named ${name}.`, `Known are: ${known}.`);
}
