import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import { rulesVersion } from '../../redaction/index.ts';
import type { EngineParts } from '../engine.ts';
import { readSession } from './session.ts';
import { findSession, threadIn } from './session-files.ts';

/** Nothing is read yet but the session's figures. */
export async function beginExport(
  engine: EngineParts,
  input: Parsed<'beginExport'>,
): Promise<Result<Output<'beginExport'>>> {
  const known = findSession(engine, input);
  if (!known.ok) return known;
  const main = threadIn(known.value, undefined);
  if (!main.ok) return main;
  const whole = await readSession(engine, input);
  if (!whole.ok) return whole;
  const { session, subagents } = whole.value;
  // Only who exports needs the writers, and what they stand on.
  const { exportFormats } = await import('../../export/writers.ts');
  const { ending, media_type, writer } = exportFormats[input.format];
  const start = { known: known.value, session, subagents, choice: input, writer: writer() };
  const begun = engine.exports.begin(engine, start);
  return ok({
    export_id: begun.export_id,
    file_name: `${nameFor(session)}.${ending}`,
    media_type,
    level: begun.level,
    rules_version: rulesVersion,
  });
}

/** Says whose session it is and when; not its title, of which nobody knows yet what must not be told. */
const nameFor = ({ provider_label, first_message_at, session_id }: Session): string =>
  [provider_label, first_message_at?.slice(0, 10) ?? '', session_id.slice(0, 8)]
    .map((part) => part.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').toLowerCase())
    .filter((part) => part !== '')
    .join('-'); // prettier-ignore
