import type { Parsed } from '../../contract/api.ts';
import { firstEditFrom, hoursFrom, lengthRangeFrom, weekdayWords } from '../../contract/list-words.ts';
import type { EngineParts } from '../engine.ts';
import { anywhere, type Conditions, isKnownModel, rangeOf } from './conditions.ts';
import { localHourNumber } from './local-time.ts';

type Input = Parsed<'sessions'>;

/** Whether a session is asked for by when it was worked in, and not only by its first and last message. */
export const isByWork = ({ active, weekday, hour, edited, has }: Input): boolean =>
  [active, weekday, hour, edited].some((words) => words !== undefined) || hasOf({ has }, 'usage', 'activity');

const hasOf = ({ has }: Pick<Input, 'has'>, ...markers: string[]): boolean =>
  (has ?? '').split(',').some((marker) => markers.includes(marker));

/**
 * Adds how long sessions are and when they were worked in. A range of days then means that something was done within it
 * that is counted there, as the figures count it.
 */
export function addTimeConditions(engine: EngineParts, where: Conditions, input: Input): void {
  if (input.length !== undefined) addLength(where, 'duration_ms', input.length);
  if (!isByWork(input)) return;
  if (input.active !== undefined) addLength(where, activeMs, input.active);
  if (input.active !== undefined || hasOf(input, 'activity'))
    where.add(...didSomething(['prompts', 'calls', 'tool_calls'], input));
  if (hasOf(input, 'usage')) addUsage(engine, where, input);
  if (input.edited !== undefined) addFirstEdit(where, input, input.edited);
  if (input.weekday === undefined && input.hour === undefined) return;
  const hours = hoursFrom(input.hour ?? '0-23') ?? { from: 0, to: 23 };
  const number = localHourNumber('t.at');
  // The first day of 1970 was a Thursday.
  const day =
    input.weekday === undefined ? 'true' : `(${number} / 24 + 3) % 7 = ${weekdayWords.indexOf(input.weekday)}`;
  const within = `${day} and ${number} % 24 between ? and ?`;
  where.add(...didSomething(['prompts', 'calls'], input, within, [hours.from, hours.to]));
}

/** The time a session was worked in, as its summary has it. */
export const activeMs = "cast(summary ->> 'active_ms' as integer)";

function addLength(where: Conditions, column: string, words: string): void {
  const range = lengthRangeFrom(words);
  if (range === null) return;
  where.add(`${column} >= ?`, range.from_ms);
  if (range.to_ms !== null) where.add(`${column} < ?`, range.to_ms);
}

/** Of what is counted in the session's files `f`: rows `t`. */
const isOwn = 'f.source = sessions.source and f.session_id = sessions.session_id and t.counted = 1';

/** Sessions that began in the range, by the user turn of the first edit that was carried out in it. */
function addFirstEdit(where: Conditions, input: Input, words: string): void {
  const range = endsOf(input);
  const edit = `(select min(t.at) from files f cross join tool_calls t on t.file_id = f.id
    where ${isOwn} and t.at between ? and ? and t.name is not null and t.kind in ('edit', 'write') and t.outcome = 'ok')`;
  const prompts = `select count(*) from files f cross join prompts t on t.file_id = f.id
    where ${isOwn} and f.agent_id is null and t.at between ? and ?`;
  where.add('coalesce(first_at, 0) >= ?', range[0]);
  where.add(`(${prompts}) > 0`, ...range);
  const first = firstEditFrom(words);
  if (first === null) return;
  if (first.turn === null) where.add(`${edit} is null`, ...range);
  else
    where.add(
      `max(1, (${prompts} and t.at <= ${edit})) ${first.is_or_later ? '>=' : '='} ? and ${edit} is not null`,
      ...range,
      ...range,
      first.turn,
      ...range,
    );
}

/** Usage is counted by the model of each call; without a range also that of calls whose log gives no time. */
function addUsage(engine: EngineParts, where: Conditions, input: Input): void {
  const { model } = input;
  const known = model === undefined ? null : isKnownModel(engine, model);
  const ofModel = known === null ? 'true' : known ? 't.model = ?' : "t.model like ? escape '\\'";
  const values = model === undefined ? [] : [known ? model : anywhere(model)];
  const { from, to } = rangeOf(input);
  if (from !== null || to !== null) where.add(...didSomething(['calls'], input, ofModel, values));
  else
    where.add(
      `exists (select 1 from files f cross join calls t on t.file_id = f.id where ${isOwn} and ${ofModel})`,
      ...values,
    );
}

/** The ends of the range asked for, in milliseconds since 1970. */
function endsOf(input: Input): [number, number] {
  const { from, to } = rangeOf(input);
  return [from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
}

type WorkTable = 'prompts' | 'calls' | 'tool_calls';

/** Whether a session has something of these tables that is counted, has a time, lies in the range and fits. */
function didSomething(
  tables: readonly WorkTable[],
  input: Input,
  fits = 'true',
  values: readonly (string | number)[] = [],
): [string, ...(string | number)[]] {
  const range = endsOf(input);
  const parts = tables.map(
    (table) => `exists (select 1 from files f cross join ${table} t on t.file_id = f.id
      where ${isOwn} and t.at between ? and ? and ${table === 'tool_calls' ? 't.name is not null' : 'true'} and ${fits})`,
  );
  return [parts.join(' or '), ...tables.flatMap(() => [...range, ...values])];
}
