import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Input } from '../../src/contract/api.ts';
import { fail, ok } from '../../src/contract/result.ts';
import { fakeEngine } from '../helpers/small-engine.ts';
import { runCli } from './run-cli.ts';

const hidden = [{ rule: 'github-token', count: 1_200, places: [] }, { rule: 'home', count: 3, places: [] }]; // prettier-ignore
const part = (phase: 'checking' | 'writing' | 'done', text: string) => ({
  phase,
  text,
  messages_done: 0,
  messages_total: 0,
  hidden: phase === 'done' ? hidden : [],
});

function exporting(
  parts = [part('checking', ''), part('writing', 'one '), part('writing', 'two '), part('done', 'end\n')],
) {
  const begun: Input<'beginExport'>[] = [];
  let at = 0;
  const engine = fakeEngine({
    beginExport: (input) => {
      begun.push(input);
      return ok({
        export_id: 'e',
        file_name: 'a.html',
        media_type: 'text/html',
        level: 'private',
        rules_version: 'r1',
      });
    },
    exportPart: () => (parts[at] ? ok(parts[at++]!) : fail('source_gone', 'The log is gone.')),
  });
  return { engine, begun };
}

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-cli-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('export', () => {
  test('prints the file, and says beside it what was hidden', async () => {
    const run = await runCli(['export', 'aaaa1111', '--no-scan'], exporting());
    expect([run.code, run.out]).toEqual([0, 'one two end\n']);
    expect(run.notes).toBe('Level private, rules r1. Hidden:\n  1,200  github-token\n      3  home\n');
  });

  test('writes a new file, and never over one that is there', async () => {
    const file = path.join(newFolder(), 'a.html');
    const first = await runCli(['export', 'aaaa1111', '--output', file], exporting());
    expect([first.code, first.out, fs.readFileSync(file, 'utf8')]).toEqual([0, '', 'one two end\n']);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const again = await runCli(['export', 'aaaa1111', '--output', file], exporting());
    expect([again.code, again.notes]).toEqual([
      1,
      'There is a file of that name already. Choose another name; the file that is there stays as it is.\n',
    ]);
  });

  test('asks for what its options say', async () => {
    const { engine, begun } = exporting();
    await runCli(['export', 'aaaa1111', '-f', 'jsonl', '--level', 'strict', '--hide', 'acme, Zanzibar,', '--tool-output', 'none', '--no-reasoning', '--with-injected'], { engine }); // prettier-ignore
    const { source, session_id, ...choice } = begun[0]!;
    expect([source, session_id?.length]).toEqual(['alpha_agent', expect.any(Number)]);
    expect(choice).toEqual({
      format: 'jsonl', level: 'strict', extra_words: ['acme', 'Zanzibar'], tool_output: 'none', with_reasoning: false, with_injected: true,
    }); // prettier-ignore
  });

  test('that fails half-way leaves no half of a file', async () => {
    const folder = newFolder();
    const run = await runCli(
      ['export', 'aaaa1111', '--output', path.join(folder, 'a.html')],
      exporting([part('writing', 'one ')]),
    );
    expect([run.code, run.notes, fs.readdirSync(folder)]).toEqual([1, 'The log is gone.\n', []]);
  });

  test('writes nothing among logs or into a folder that is not there', async () => {
    const folder = newFolder();
    const { engine } = exporting();
    const settings = await engine.api.settings({});
    if (!settings.ok) throw new Error('no settings');
    const places = [
      {
        source: 'alpha_agent' as const,
        provider_label: 'Alpha',
        folders: [{ path: folder, is_added: false }],
        variables: [],
        override: null,
      },
    ];
    const guarded = fakeEngine({ ...exporting(), settings: () => ok({ ...settings.value, places }) });
    const among = await runCli(['export', 'aaaa1111', '--output', path.join(folder, 'a.html')], { engine: guarded });
    expect([among.code, among.notes, fs.readdirSync(folder)]).toEqual([
      2,
      'Agents or Rearview keep their own files in this folder. Choose another folder.\n',
      [],
    ]);
    const absent = await runCli(['export', 'aaaa1111', '--output', path.join(folder, 'no', 'a.html')], exporting());
    expect([absent.code, absent.notes]).toEqual([1, 'This folder is not there. Choose another folder.\n']);
  });
});
