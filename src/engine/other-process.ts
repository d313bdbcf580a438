import type { EngineParts } from './engine.ts';
import { stampOf } from './hiding.ts';
import { readSettings } from './settings.ts';

/**
 * What another process that works in the same data folder has done meanwhile. `renewed`: it made the catalog anew, or the
 * person changed there what is hidden; this process has to begin anew too, or it would undo that. `other_version`: it hides
 * by rules that this process does not have; two that go by different rules would read everything again in turns.
 */
export function changeByAnother(engine: EngineParts): 'none' | 'renewed' | 'other_version' {
  const { catalog, hiding, is_kept, is_own, data_dir } = engine;
  if (!is_kept) return 'none';
  if (catalog.isReplaced()) return 'renewed';
  const stamp = catalog.remembered('rules_version');
  if (stamp === catalog.rules_version) return 'none';
  const { settings } = readSettings(is_own ? data_dir : null);
  return stampOf({ ...hiding, ...settings }) === stamp ? 'renewed' : 'other_version';
}
