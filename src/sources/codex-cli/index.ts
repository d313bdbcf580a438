import type { Source } from '../source.ts';

/** Codex CLI. This version finds the agent's folder and says honestly that it cannot read its sessions yet. */
export const codexCli: Source = {
  id: 'codex_cli',
  label: 'Codex CLI',
  route: 'codex',
  reader_version: 0,
  roots: ({ env, home }) => {
    const name = env['CODEX_SESSIONS_PATH'] ? 'CODEX_SESSIONS_PATH' : env['CODEX_HOME'] ? 'CODEX_HOME' : null;
    return { paths: [name ? env[name]! : `${home}/.codex`], override: name };
  },
  absence: () => ({
    status: 'unsupported',
    reason: 'This version of Rearview does not read Codex sessions yet.',
    hint: 'Nothing to do: they will appear here with a later version.',
  }),
  discover: () => ({ files: [], sidecars: [], remarks: [] }),
  reader: () => ({ read: () => [], state: () => null }),
};
