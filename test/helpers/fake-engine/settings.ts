import type { Handlers } from '../../../src/contract/api.ts';
import { ok } from '../../../src/contract/result.ts';
import type { SettingsAnswer } from '../../../src/contract/settings.ts';

type SettingsHandlers = Pick<
  Handlers,
  | 'settings'
  | 'saveSettings'
  | 'redactText'
  | 'removeData'
  | 'showSamples'
  | 'marks'
  | 'saveMarks'
  | 'saveSearches'
  | 'importMarks'
>;

/** Settings that are kept as long as the fake lives; whatever looks like `secret=…` is hidden. */
export function makeSettingsHandlers(): SettingsHandlers {
  let settings: SettingsAnswer = {
    level: 'secrets',
    extra_words: ['Rosebud'],
    folders: [],
    rules_version: '5f3a9c1e07b2d846',
    rule_count: 162,
    prices_as_of: '2026-11-18',
    data_dir: '/home/dev/.local/share/rearview',
    mode: 'usual',
    is_kept: true,
    catalog_bytes: 41_943_040,
    index_bytes: 318_767_104,
    other_bytes: 2113,
    places: [
      {
        source: 'claude_code',
        provider_label: 'Claude Code',
        folders: [{ path: '/home/dev/.claude', is_added: false }],
        variables: ['CLAUDE_CONFIG_DIR'],
        override: null,
      },
    ],
    versions: { rearview: '0.1.0', node: '24.21.0', sqlite: '3.51.0' },
  };
  return {
    settings: () => ok(settings),
    saveSettings: (input) => ok((settings = { ...settings, ...input, folders: input.folders ?? settings.folders })),
    marks: () => ok({ version: 1, sessions: [], searches: [] }),
    saveMarks: ({ title = null, is_pinned = false, is_hidden = false, tags = [], note = null }) =>
      ok({ marks: { title, is_pinned, is_hidden, tags, note, changed_at: '2026-11-20T09:00:00.000Z' } }),
    saveSearches: ({ searches }) => ok({ searches }),
    importMarks: ({ marks }) => ok({ taken: marks.sessions.length, kept: 0, searches: marks.searches.length }),
    showSamples: ({ is_shown }) => ok((settings = { ...settings, mode: is_shown ? 'samples' : 'usual' })),
    removeData: () => ok((settings = { ...settings, mode: 'removed', is_kept: false })),
    redactText({ text, level = settings.level }) {
      const shown = text.replaceAll(/secret=\S+/g, 'secret=[REDACTED:secret:1f3a9c]');
      const count = shown.split('[REDACTED:secret:').length - 1;
      const counts = count > 0 ? [{ rule: 'secret', count }] : [];
      return ok({ text: shown, counts, rules_version: settings.rules_version, level });
    },
  };
}
