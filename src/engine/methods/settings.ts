import fs from 'node:fs';
import path from 'node:path';
import { pricesAsOf } from '../../analytics/prices.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { ruleNames, rulesVersion } from '../../redaction/index.ts';
import type { EngineParts } from '../engine.ts';
import { readSettings, writeSettings } from '../settings.ts';

/** The settings in force. */
export function settingsOf({ hiding, data_dir, is_kept }: EngineParts): Output<'settings'> {
  return {
    level: hiding.level,
    extra_words: hiding.extra_words,
    rules_version: rulesVersion,
    rule_count: ruleNames.length,
    prices_as_of: pricesAsOf,
    data_dir,
    is_kept,
    catalog_bytes: bytesOf(data_dir, /^catalog\.sqlite/),
    index_bytes: bytesOf(data_dir, /^text-\d+\.sqlite/),
  };
}

/** Keeps the settings. When they hide something else than before, everything is read again under them. */
export async function saveSettings(
  engine: EngineParts,
  { level, extra_words }: Parsed<'saveSettings'>,
): Promise<Result<Output<'saveSettings'>>> {
  const { data_dir, hiding, is_own } = engine;
  if (!is_own) return fail('unavailable', 'The settings are not kept where every user of this machine can write.');
  const settings = { level, extra_words: withoutTwins(extra_words) };
  const kept = readSettings(data_dir);
  if (kept.is_newer)
    return fail('unavailable', 'The settings were written by a newer version of Rearview and are left alone.');
  const isSame = JSON.stringify(settings) === JSON.stringify({ level: hiding.level, extra_words: hiding.extra_words });
  if (isSame && kept.problem === null) return ok(settingsOf(engine));
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

/** Words that differ by case only hide the same. */
function withoutTwins(words: readonly string[]): string[] {
  return [...new Map(words.toReversed().map((word) => [word.toLowerCase(), word])).values()].toReversed();
}

/** Sum of the sizes of files in the data folder; 0 when it cannot be looked into. */
function bytesOf(data_dir: string, name: RegExp): number {
  try {
    const names = fs.readdirSync(data_dir).filter((one) => name.test(one));
    const sizes = names.map((one) => fs.lstatSync(path.join(data_dir, one), { throwIfNoEntry: false })?.size ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 0;
    throw error;
  }
}
