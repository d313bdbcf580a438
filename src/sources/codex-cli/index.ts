import type { Source } from '../source.ts';
import { codexAbsence, codexRoots, discoverCodex } from './paths.ts';
import { codexReader } from './reader.ts';
import { codexSamples } from './samples.ts';
import { readCodexSidecar } from './sidecar.ts';
import { isUuid } from './uuid.ts';

/** Codex CLI, 0.2 to 0.160. Facts about the format: README.md beside this file. */
export const codexCli: Source = {
  id: 'codex_cli',
  label: 'Codex CLI',
  route: 'codex',
  reader_version: 3,
  roots: codexRoots,
  root_variables: ['CODEX_SESSIONS_PATH', 'CODEX_HOME'],
  samples: codexSamples,
  absence: codexAbsence,
  discover: discoverCodex,
  reader: (_file, state) => codexReader(state),
  readSidecar: readCodexSidecar,
  resumeCommand: (session_id) => (isUuid(session_id) ? ['codex', 'resume', session_id] : null),
};
