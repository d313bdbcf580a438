import type { Source } from '../source.ts';
import { claudeRoots, discoverClaude, movedOutputOf } from './paths.ts';
import { claudeReader } from './reader.ts';
import { claudeSamples } from './samples.ts';
import { readClaudeSidecar } from './sidecar.ts';

/** Claude Code, 1.0 to 2.1. Facts about the format: README.md beside this file. */
export const claudeCode: Source = {
  id: 'claude_code',
  label: 'Claude Code',
  route: 'claude-code',
  reader_version: 4,
  roots: claudeRoots,
  root_variables: ['CLAUDE_CONFIG_DIR'],
  retention: { usual_days: 30, setting: 'cleanupPeriodDays' },
  samples: claudeSamples,
  absence: (plan) => ({
    status: 'not_found',
    reason: 'No Claude Code folder was found.',
    hint: plan.override
      ? `${plan.override} is set; nothing else is looked at. Point it at the folder that holds "projects".`
      : 'Sessions appear here once Claude Code has run. If its folder lies elsewhere, set CLAUDE_CONFIG_DIR.',
  }),
  discover: discoverClaude,
  reader: (file, state) => claudeReader(state, file.agent_id === null ? file.session_id : null),
  readSidecar: readClaudeSidecar,
  movedOutput: movedOutputOf,
  resumeCommand: (session_id) =>
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(session_id) ? ['claude', '--resume', session_id] : null,
};
