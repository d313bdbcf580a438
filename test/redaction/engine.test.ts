import { describe, expect, test } from 'vitest';
import { createRedactor, rulesVersion, ruleNames, withheld } from '../../src/redaction/index.ts';
import { tag } from './tag.ts';

const redactor = () => createRedactor({ tag });
const github = 'ghp_' + 'L2WugPKuiisnCXTypsQUZODGgLKI6azKuIz2';
const holders = (text: string): string[] => text.match(/\[REDACTED:[^\]]+\]/g) ?? [];

describe('a text', () => {
  test('without secrets comes back as the same string', () => {
    const text = 'The quick brown fox reads the release notes of v1.2.3.';
    expect(redactor().text(text)).toBe(text);
  });

  test('with equal secrets gets equal placeholders', () => {
    const [first, second] = holders(redactor().text(`a ${github} b ${github}`));
    expect(first).toMatch(/^\[REDACTED:github-token:[0-9a-f]{6}\]$/);
    expect(second).toBe(first);
  });

  test('with different secrets gets different placeholders', () => {
    const [first, second] = holders(redactor().text('DB_PASSWORD=Xk29fjw8Q SMTP_PASSWORD=Pw73kdLq0'));
    expect(first).not.toBe(second);
  });

  test('with lone surrogates, NUL and line separators neither fails nor loses anything', () => {
    const text = `\ud800 \udfff \u0000 \u2028 ${github} \ud83d`;
    expect(redactor().text(text)).toBe(`\ud800 \udfff \u0000 \u2028 [REDACTED:github-token:${tag(github)}] \ud83d`);
  });

  test('that is JSON stays JSON, however deep its strings are escaped', () => {
    let text = JSON.stringify({
      env: { API_KEY: 'kD8fJ2lQ9sZ0xC7v' },
      cmd: 'mysql -p"S3cr3t!x" db\nexport T="q9Zk2mXw8Lp4"',
    });
    for (let depth = 0; depth < 4; depth++) {
      text = JSON.stringify({ out: text });
      const shown = redactor().text(text);
      expect(() => JSON.parse(shown)).not.toThrow();
      expect(shown).not.toContain('kD8fJ2lQ');
    }
  });
});

describe('secret after secret in one line', () => {
  const secrets = Array.from({ length: 1000 }, (_, n) => `Zq${n}xK8d${n * 7919}`);

  test('are hidden one by one up to more than a line holds, then with what stands between them', () => {
    const { spans, text } = redactor();
    const line = secrets.map((secret) => `pwd=${secret} `).join('');
    expect(spans(line).length).toBeLessThan((line.length / 2048 + 1) * 66);
    const shown = text(line);
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(text(shown)).toBe(shown);
    expect(spans(line.slice(0, 1000)).length).toBeGreaterThan(40);
  });

  test('in lines of their own are hidden one by one', () => {
    expect(redactor().spans(secrets.map((secret) => `pwd=${secret}`).join('\n'))).toHaveLength(secrets.length);
  });

  test('keep JSON whole, with numbers among them', () => {
    const json = JSON.stringify(
      secrets.flatMap((secret, n) => [{ pwd: secret }, { pin: 100_000 + n }, { password: 40_960_000 + n }]),
    );
    const shown = redactor().text(json);
    expect(() => JSON.parse(shown)).not.toThrow();
    for (const secret of [...secrets, '40960017', '40960999', '100017']) expect(shown).not.toContain(secret);
  });
});

describe('spans', () => {
  test('say where a secret stands and which rule knows it', () => {
    const token = 'glpat-' + 'VAMAwZOMgFXE1iGtp9Ne';
    expect(redactor().spans(`x ${token} y`)).toEqual([{ start: 2, end: 2 + token.length, rule: 'gitlab-token' }]);
  });

  test('are named by the surest rule where several overlap', () => {
    expect(redactor().spans(`API_KEY=${github}`)).toEqual([{ start: 8, end: 8 + github.length, rule: 'github-token' }]);
  });
});

describe('placeholders', () => {
  test('stay as they are, forged ones too', () => {
    const text = 'password=[REDACTED:x1:000000] and [REDACTED:github-token:abcdef]@host';
    expect(redactor().text(text)).toBe(text);
  });

  test('inside a secret do not protect the rest of it', () => {
    const shown = redactor().text('password=abc123[REDACTED:x1:000000]defGHI456');
    expect(shown).not.toContain('abc123');
    expect(shown).not.toContain('defGHI456');
  });
});

describe('the version of the rules', () => {
  test('has 16 hex digits and every rule name fits a placeholder', () => {
    expect(rulesVersion).toMatch(/^[0-9a-f]{16}$/);
    expect(ruleNames.length).toBeGreaterThan(100);
    for (const name of ruleNames) expect(name).toMatch(/^[a-z0-9-]{2,32}$/);
  });
});

describe('the time for a text', () => {
  test('runs out closed: the text is withheld, and the next one is checked again', () => {
    let clock = 0;
    const slow = createRedactor({ tag, budget_ms: 10, now: () => (clock += 1000) });
    expect(slow.text('password= '.repeat(100_000))).toBe(withheld);
    expect(slow.text('DB_PASSWORD=Xk29fjw8Q')).toBe(`DB_PASSWORD=[REDACTED:password:${tag('Xk29fjw8Q')}]`);
  });

  test('grows with the text', () => {
    const text = 'password= '.repeat(200_000);
    let looks = 0;
    createRedactor({ tag, now: () => ++looks * 0 }).text(text);
    let clock = 0;
    const patient = createRedactor({ tag, budget_ms: looks * 0.75, now: () => ++clock });
    expect(patient.text(text)).not.toBe(withheld);
    clock = 0;
    expect(createRedactor({ tag, budget_ms: looks * 0.25, now: () => ++clock }).text(text)).toBe(withheld);
  });
});
