import { pricesAsOf } from '../../analytics/prices.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { AddedFolder, Settings, SourcePlaces } from '../../contract/settings.ts';
import { createFiles } from '../../files/index.ts';
import { ruleNames, rulesVersion } from '../../redaction/index.ts';
import { sources } from '../../sources/index.ts';
import type { Source } from '../../sources/source.ts';
import { folderFromText } from '../added-folders.ts';
import { ownVersion } from '../own-version.ts';
import type { EngineParts } from '../engine.ts';
import { sizesOfOwnData } from '../own-data.ts';
import { readSettings, writeSettings } from '../settings.ts';

/** The settings in force. */
export function settingsOf(engine: EngineParts): Output<'settings'> {
  const { hiding, folders, data_dir, is_kept, mode } = engine;
  const { catalog, index, other } = sizesOfOwnData(data_dir);
  return {
    level: hiding.level,
    extra_words: hiding.extra_words,
    folders: [...folders],
    rules_version: rulesVersion,
    rule_count: ruleNames.length,
    prices_as_of: pricesAsOf,
    data_dir,
    mode,
    is_kept,
    catalog_bytes: catalog,
    index_bytes: index,
    other_bytes: other,
    places: sources.map((source) => placesOf(source, engine)),
    versions: {
      rearview: ownVersion,
      node: process.versions.node,
      sqlite: process.versions['sqlite'] ?? 'unknown',
    },
  };
}

function placesOf(source: Source, { environment, folders }: EngineParts): SourcePlaces {
  const { paths, override } = source.roots(environment);
  const usual = paths.map((path) => ({ path, is_added: false }));
  const added = folders.filter((folder) => folder.source === source.id && !paths.includes(folder.path));
  return {
    source: source.id,
    provider_label: source.label,
    folders: [...usual, ...added.map(({ path }) => ({ path, is_added: true }))],
    variables: [...source.root_variables],
    override,
  };
}

/** Keeps the settings. When they hide something else than before, everything is read again under them. */
export async function saveSettings(
  engine: EngineParts,
  input: Parsed<'saveSettings'>,
): Promise<Result<Output<'saveSettings'>>> {
  const { data_dir, hiding, is_own, mode } = engine;
  if (mode === 'samples') return fail('unavailable', 'While the sample sessions are shown, settings are not changed.');
  if (mode === 'removed') return fail('unavailable', 'Nothing is kept any more; start Rearview again first.');
  if (!is_own) return fail('unavailable', 'The settings are not kept where every user of this machine can write.');
  const kept = readSettings(data_dir);
  if (kept.is_newer)
    return fail('unavailable', 'The settings were written by a newer version of Rearview and are left alone.');
  const before: Settings = { level: hiding.level, extra_words: hiding.extra_words, folders: [...engine.folders] };
  const folders = foldersFrom(input.folders ?? before.folders, engine);
  if (!folders.ok) return folders;
  const settings = { level: input.level, extra_words: withoutTwins(input.extra_words), folders: folders.value };
  if (JSON.stringify(settings) === JSON.stringify(before) && kept.problem === null) return ok(settingsOf(engine));
  try {
    writeSettings(data_dir, settings);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail('unavailable', 'The settings could not be saved: the data folder cannot be written to.');
  }
  return ok(settingsOf(await engine.renew({ forget: 'nothing' })));
}

/** Forgets what was read and reads it again. */
export async function rebuild(engine: EngineParts): Promise<Result<Output<'rebuild'>>> {
  const renewed = await engine.renew({ forget: 'all' });
  return ok(renewed.status());
}

/** Shows the made-up sessions in place of the person's own, or those again. */
export async function showSamples(
  engine: EngineParts,
  { is_shown }: Parsed<'showSamples'>,
): Promise<Result<Output<'showSamples'>>> {
  if (engine.mode === 'removed') return fail('unavailable', 'Start Rearview again first.');
  if (is_shown === (engine.mode === 'samples')) return ok(settingsOf(engine));
  return ok(settingsOf(await engine.renew({ forget: 'nothing', mode: is_shown ? 'samples' : 'usual' })));
}

/** Deletes everything that Rearview keeps, and goes on in memory. */
export async function removeData(engine: EngineParts): Promise<Result<Output<'removeData'>>> {
  if (engine.mode === 'samples') return fail('unavailable', 'Close the sample sessions first.');
  if (!engine.is_own && engine.mode === 'usual')
    return fail('unavailable', 'Nothing is deleted in a folder where every user of this machine can write.');
  return ok(settingsOf(await engine.renew({ forget: 'own data', mode: 'removed' })));
}

/** The folders as they are kept. A folder that is new must be one that can be read. */
function foldersFrom(wanted: readonly AddedFolder[], engine: EngineParts): Result<AddedFolder[]> {
  const files = createFiles();
  const folders: AddedFolder[] = [];
  for (const { source, path: text } of wanted) {
    const folder = { source, path: folderFromText(text, engine.environment.home) };
    const isSame = (other: AddedFolder) => other.source === folder.source && other.path === folder.path;
    if (!sources.some(({ id }) => id === source)) return fail('not_found', 'There is no such source.');
    if (folders.some(isSame)) continue;
    const root = files.openRoot(folder.path);
    if (!('real_path' in root) && !engine.folders.some(isSame))
      return fail('bad_request', `The folder cannot be added: ${root.reason}`);
    folders.push(folder);
  }
  return ok(folders);
}

/** Words that differ by case only hide the same. */
function withoutTwins(words: readonly string[]): string[] {
  return [...new Map(words.toReversed().map((word) => [word.toLowerCase(), word])).values()].toReversed();
}
