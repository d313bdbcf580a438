import { describe, expect, test } from 'vitest';
import { languageByName, languageByPath } from '../../../../src/renderer/session/code/code-language.ts';
import { highlighted, knownHighlight } from '../../../../src/renderer/session/code/highlight.ts';
import { cpuTimeOf } from '../cpu-time.ts';

const samples: Record<string, string> = {
  typescript: 'export const half = (text: string): string => `${text.slice(0, 2)}…`; // half',
  bash: 'for f in *.ts; do echo "$f" | wc -l; done # count',
  json: '{"a": [1, true, null, "x"]}',
  python: '@cache\ndef f(x: int) -> str:\n    """Doc."""\n    return f"{x}"',
  xml: '<script>let a = 1 < 2;</script><p class="x">&amp;</p>',
  yaml: 'a: [1, "b"]\n# c',
  rust: 'fn main() -> Result<(), E> { println!("{x:?}"); }',
  sql: "select count(*) from a where b = 'c';",
  diff: '@@ -1 +1 @@\n-a\n+b',
};

describe('highlighting', () => {
  test.each(Object.entries(samples))('of %s colours the code and changes nothing of it', (language, code) => {
    const runs = highlighted(code, language);
    expect(runs?.map((run) => run.text).join('')).toBe(code);
    expect(runs?.some((run) => run.className?.startsWith('hl-'))).toBe(true);
  });

  test('gives classes of letters only, whatever the code', () => {
    for (const [language, code] of Object.entries(samples)) {
      for (const run of highlighted(code, language) ?? []) {
        if (run.className !== null) expect(run.className).toMatch(/^hl-[a-z_-]+$/);
      }
    }
  });

  test('is left out for an unknown language: it is never guessed', () => {
    expect(highlighted('let a = 1', null)).toBeNull();
    expect(highlighted('let a = 1', 'klingon')).toBeNull();
  });

  test('is left out for long blocks and for long lines, which would take minutes', () => {
    const time = cpuTimeOf(() => {
      expect(highlighted('a\n'.repeat(11_000), 'typescript')).toBeNull();
      expect(highlighted('a'.repeat(1001), 'typescript')).toBeNull();
      expect(highlighted(`x\n${'b'.repeat(1001)}\ny`, 'bash')).toBeNull();
    });
    expect(time).toBeLessThan(100);
  });

  test('stays within a frame or a few at the limits', () => {
    const time = cpuTimeOf(() => {
      highlighted(`${'('.repeat(990)}\n`.repeat(20), 'typescript');
      highlighted(`${'"'.repeat(990)}\n`.repeat(20), 'bash');
    });
    expect(time).toBeLessThan(1000);
  });

  test('is remembered', () => {
    const runs = highlighted('let remembered = 1;', 'typescript');
    expect(knownHighlight('let remembered = 1;', 'typescript')).toBe(runs);
    expect(knownHighlight('let other = 1;', 'typescript')).toBeNull();
  });
});

describe('the language', () => {
  test.each([
    ['TS', 'typescript'],
    ['sh', 'bash'],
    ['c++', 'cpp'],
    ['"><img>', null],
    ['mermaid', null],
    ['constructor', null],
  ])('of a fence called %s is %s', (name, language) => {
    expect(languageByName(name)).toBe(language);
  });

  test.each([
    ['src/a.tsx', 'typescript'],
    ['C:\\x\\b.PY', 'python'],
    ['Dockerfile', 'bash'],
    ['/etc/hosts', null],
    ['a.unknown', null],
    ['a.constructor', null],
  ])('of the file %s is %s', (path, language) => {
    expect(languageByPath(path)).toBe(language);
  });
});
