import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
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
    file_name: `${nameFor(session.title, session.first_message_at)}.${ending}`,
    media_type,
    level: begun.level,
    rules_version: rulesVersion,
  });
}

const mostNameChars = 60;

/** A name that means the same on every system, whatever the title says. Titles name secrets by placeholders only. */
function nameFor(title: string, at: string | null): string {
  const words = title
    .replace(/\[(?:REDACTED|WITHHELD):[^\]]*\]/g, ' ')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, mostNameChars)
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return ['session', at?.slice(0, 10) ?? '', words].filter((part) => part !== '').join('-');
}
