import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readValue } from '../values/quoted.ts';

const named =
  /(?:^|\s)(?:-[uUl]|--?(?:user|username|login|user-name))[ =]\\*["']?[\w.@\\-]{1,64}\\*["']?(?:[ \t]+\S{1,40}){0,2}$/;

/** `-u USER -p PASSWORD`, whatever the tool. */
export const userFlags: Rule = {
  name: 'password',
  words: [' -p ', ' -pw '],
  find(scan, start, end) {
    const before = scan.text.slice(Math.max(0, start - 120), start);
    scan.spend(32);
    if (!named.test(before)) return;
    const value = readValue(scan, end);
    const content = scan.text.slice(value.start, value.end);
    if (/^\d+(?::\d+)?$/.test(content) || content.startsWith('-')) return;
    if (isSecretValue(content, { ...certainPlace, certain: false }))
      scan.hide(value.start, value.end, 'password', rank.named);
  },
  pattern: named.source,
  catches: ['sometool -u neo4j -p ‹HOdc6' + 'DDbTcRpM› "RETURN 1"'],
  spares: ['ssh -l bob -p 2222 host', 'docker run -u 1000 -p 8080:80 app', 'mkdir -p a/b'],
};
