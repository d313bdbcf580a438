import { describe, expect, test } from 'vitest';
import { endingOf } from '../../../src/sources/codex-cli/output.ts';
import { changesInPatch, hunksIn } from '../../../src/sources/codex-cli/patch.ts';
import { commandText, fileReadBy, patchInCommand } from '../../../src/sources/codex-cli/commands.ts';

describe('an output', () => {
  test.each([
    ['Exit code: 2\nWall time: 1.5 seconds\nOutput:\nx', 'error', 2, 1500],
    ['Chunk ID: a\nWall time: 0.0000 seconds\nProcess exited with code 0\nOutput:\nx', 'ok', 0, null],
    ['Wall time: 2 seconds\nProcess exited with code 137\nOutput:\nx', 'error', 137, 2000],
    ['Wall time: 0.4000 seconds\nOutput:\nx', 'ok', null, 400],
    ['Script failed\nWall time 0.3 seconds\nOutput:\nx', 'error', null, 300],
    ['{"output":"x","metadata":{"exit_code":1,"duration_seconds":0.25}}', 'error', 1, 250],
  ])('%j ends %s with exit code %s after %s ms', (text, outcome, exit_code, duration_ms) => {
    expect(endingOf(text)).toMatchObject({ text: 'x', outcome, exit_code, duration_ms });
  });

  test('that runs on has no ending and says where', () => {
    const ending = endingOf('Chunk ID: a\nWall time: 10.0 seconds\nProcess running with session ID 51\nOutput:\n');
    expect(ending).toMatchObject({ outcome: 'unknown', exit_code: null, duration_ms: null, runs_in: 'session 51' });
  });

  test('may say what it likes behind its head', () => {
    expect(endingOf('Chunk ID: a\nWall time: 1 seconds\nOutput:\nProcess exited with code 9\n')).toMatchObject({
      exit_code: null,
    });
    expect(endingOf('hello\nExit code: 9\nWall time: 1 seconds\nOutput:\n')).toMatchObject({
      exit_code: null,
      duration_ms: null,
    });
  });

  test('of a refusal says who refused', () => {
    expect(endingOf('exec command rejected by user')).toMatchObject({ outcome: 'denied', denied_by: 'person' });
    expect(endingOf('aborted by user after 3.2s')).toMatchObject({ outcome: 'interrupted', duration_ms: 3200 });
  });
});

describe('a patch', () => {
  test('says which files change and by how many lines', () => {
    const patch =
      '*** Begin Patch\n*** Add File: a\n+one\n+two\n*** Update File: b\n*** Move to: c\n@@ here\n-old\n+new\n same\n*** Delete File: d\n*** End Patch';
    expect(changesInPatch(patch).map((one) => [one.path, one.change, one.lines_added, one.lines_removed])).toEqual([
      ['a', 'create', 2, 0],
      ['b → c', 'move', 1, 1],
      ['d', 'delete', 0, null],
    ]);
  });

  test('counts lines inside hunks whatever they begin with', () => {
    const [hunk] = hunksIn('--- a\n+++ b\n@@ -1,2 +1,2 @@\n---x\n+++y\n z\n');
    expect([hunk!.lines, hunk!.old_lines, hunk!.new_lines]).toEqual([['---x', '+++y', ' z'], 2, 2]);
  });

  test('is found in the commands that apply it', () => {
    const patch = '*** Begin Patch\n*** Add File: a\n+one\n*** End Patch';
    expect(patchInCommand(['apply_patch', patch])).toBe(patch);
    expect(patchInCommand(['bash', '-lc', `cd /srv && apply_patch <<'EOF'\n${patch}\nEOF`])).toBe(patch);
    expect(patchInCommand(['bash', '-lc', `echo '${patch}'`])).toBeNull();
  });
});

describe('a command', () => {
  test('is shown without the shell around it', () => {
    expect(commandText(['/bin/zsh', '-lc', 'npm test'])).toBe('npm test');
    expect(commandText(['git', 'commit', '-m', "it's"])).toBe(`git commit -m 'it'\\''s'`);
  });

  test('that only shows a file says which', () => {
    expect(fileReadBy("sed -n '1,20p' src/a.ts")).toBe('src/a.ts');
    expect([fileReadBy('cat a b'), fileReadBy('cat a | wc'), fileReadBy('rm a')]).toEqual([null, null, null]);
  });
});
