import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import { writeProblem } from '../catalog/write-problem.ts';
import type { EngineParts } from '../engine.ts';
import { findSession } from './session-files.ts';

/** Forgets what catalog and index hold of a session. One of which a file is left would be found again by the next scan. */
export async function forgetSession(
  engine: EngineParts,
  input: Parsed<'forgetSession'>,
): Promise<Result<Output<'forgetSession'>>> {
  const found = findSession(engine, input);
  if (!found.ok) return found;
  const { files } = found.value;
  if (files.some((file) => file['is_gone'] !== 1))
    return fail('bad_request', 'The log of this session is still on disk; it would be found again.');
  const file_ids = files.map((file) => num(file['id']));
  try {
    engine.catalog.forgetFiles(file_ids);
    engine.catalog.flush();
  } catch (error) {
    engine.catalog.abandon();
    const problem = writeProblem(error);
    if (problem === null) throw error;
    return fail('unavailable', problem);
  }
  await engine.text.forget(file_ids);
  return ok({ forgotten_files: file_ids.length });
}
