import type { Output } from '../contract/api.ts';
import { fail, type Result } from '../contract/result.ts';
import type { RunningEngine } from '../engine/start-worker.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import type { Context, Given } from './command.ts';
import { sourceFrom } from './shared-options.ts';

/** The session that the only word of a command names, by its id or by the beginning of it. Looks at the disk first. */
export async function sessionFrom(given: Given, context: Context): Promise<Result<Output<'session'>>> {
  const [id] = given.words;
  if (id === undefined || given.words.length > 1) return fail('bad_request', 'Exactly one session id is needed.');
  if (!given.options['no-scan']) {
    const scanned = await bringUpToDate(context, false);
    if (!scanned.ok) return scanned;
  }
  const source = await sourceFrom(given, context.engine());
  return source.ok ? sessionNamed(context.engine(), source.value, id) : source;
}

async function sessionNamed(engine: RunningEngine, source: string, id: string): Promise<Result<Output<'session'>>> {
  const whole = await engine.api.session({ source, session_id: id });
  if (whole.ok || whole.error.code !== 'not_found') return whole;
  const similar = await engine.api.sessions({ source, q: id, limit: 1000 });
  if (!similar.ok) return similar;
  const beginning = similar.value.sessions.filter((session) => session.session_id.startsWith(id));
  const [only, second] = beginning;
  if (!only) return whole;
  if (second) return fail('bad_request', `${beginning.length} sessions begin with ${id}.`, 'Give more of the id.');
  return engine.api.session({ source: only.source, session_id: only.session_id });
}
