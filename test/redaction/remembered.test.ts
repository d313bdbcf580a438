import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { RememberedSecrets } from '../../src/redaction/remembered.ts';
import { tag } from './tag.ts';

const secret = 'q9Zk2mXw8Lp4Rt6';

describe('a session', () => {
  test('knows a secret again where nothing names it, under the same placeholder', () => {
    const redactor = createRedactor({ tag });
    const [named] = redactor.text(`APP_SECRET=${secret}`).match(/\[[^\]]+\]/) ?? [];
    expect(redactor.text(`curl https://x.dev/${secret}/items`)).toBe(`curl https://x.dev/${named}/items`);
  });

  test('knows it again further on in the same text, and before the name too', () => {
    const shown = createRedactor({ tag }).text(`${secret} then APP_SECRET=${secret} then ${secret}`);
    expect(shown).not.toContain(secret);
    expect(shown.match(/REDACTED/g)).toHaveLength(3);
  });

  test('does not know what another session has met', () => {
    createRedactor({ tag }).text(`APP_SECRET=${secret}`);
    expect(createRedactor({ tag }).text(`see ${secret}`)).toBe(`see ${secret}`);
  });

  test('does not take words or short values for secrets elsewhere', () => {
    const redactor = createRedactor({ tag });
    redactor.text('DB_PASSWORD=configuration\nDB_PASSWORD=hunter2');
    expect(redactor.text('the configuration of hunter2')).toBe('the configuration of hunter2');
  });

  test('takes letters of an expression literally', () => {
    const redactor = createRedactor({ tag });
    const odd = 'a.*9Zk(2m[Xw+8Lp';
    redactor.text(`DB_PASSWORD='${odd}'`);
    expect(redactor.text(`x ${odd} y`)).not.toContain(odd);
    expect(redactor.text('x aaaa9Zkk2mmXww8Lp y')).toContain('aaaa9Zkk2mmXww8Lp');
  });
});

describe('RememberedSecrets', () => {
  test('finds each of 10,000 secrets and nothing else', () => {
    const remembered = new RememberedSecrets();
    const secrets = Array.from({ length: 10_000 }, (_, index) => `Zq${(index * 7919) % 10_007}kX${index}mW8Lp4`);
    for (const known of secrets) remembered.add(known, 'token');
    expect(remembered.size).toBe(10_000);
    const text = secrets.join(' ');
    expect(remembered.find(text)).toHaveLength(10_000);
    expect(remembered.find('nothing of that kind stands in this line of text')).toEqual([]);
  });

  test('is not slowed down by thousands of secrets that begin alike', () => {
    const remembered = new RememberedSecrets();
    for (let index = 0; index < 20_000; index++) remembered.add(`Zq81xK8d0qPP${index}`, 'token');
    expect(remembered.size).toBeLessThan(100);
    expect(remembered.find('Zq81xK8d0qPP '.repeat(50_000)).length).toBeGreaterThanOrEqual(0);
  });
});
