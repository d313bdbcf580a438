import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';

const reach_back = 100;
const reach = 200;
const readTokens = newCursor();

/** A rule for tokens whose telling part stands in their middle or at their end. */
function markedToken(name: string, words: readonly string[], source: string, ...sample: string[]): Rule {
  const pattern = new RegExp(`(?<![A-Za-z0-9])${source}`, 'g');
  return {
    name,
    words,
    find(scan, start, end) {
      if (start < scan.passed(readTokens)) return;
      const from = Math.max(0, start - reach_back);
      scan.spend(reach);
      for (const found of scan.text.slice(from, end + reach).matchAll(pattern)) {
        if (isMadeUp(found[0])) continue;
        scan.hide(from + found.index, from + found.index + found[0].length, name, rank.token);
        scan.pass(readTokens, from + found.index + found[0].length);
      }
    },
    pattern: source,
    catches: [`key ‹${sample.join('')}› end`],
    spares: [],
  };
}

export const markedTokens = [
  markedToken(
    'terraform-token',
    ['.atlasv1.'],
    String.raw`[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{40,80}`,
    'Rt7KpXw2LmQz9V',
    '.atlasv1.',
    'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBm',
  ),
  markedToken(
    'mailchimp-key',
    ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    String.raw`[0-9a-f]{32}-us\d{1,2}(?!\w)`,
    'c457fbde7cdb951c',
    'd6f3caedf4ed879f-us7',
  ),
  markedToken(
    'azure-key',
    ['AZDO'],
    '[A-Za-z0-9]{70,80}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])',
    'KSzt0BaJdu69C6mR62KpFH4Ki71zjStfgoRGSqIcXj',
    'PEMSAwwqaWj4ahokx8UKj68DXpOi1EDtEUAZDOGvRl',
  ),
  markedToken(
    'azure-key',
    ['JQQJ99'],
    '[A-Za-z0-9]{40,60}JQQJ99[A-Za-z0-9]{20,40}(?![A-Za-z0-9])',
    'EMJn6GA2tBNL7TrBROUNQcbo21EeIDK6xXEi0NcSifSHy57HBzbX',
    'JQQJ99atKuLTfAxbwFXfBMiEsxL1rIih',
  ),
  markedToken(
    'azure-key',
    ['+ASt', '+ABa', '+AMC', '+AEh', '+ARm', 'AzSe', 'AzFu', 'AzCa', 'ACDb', 'APIM'],
    String.raw`[A-Za-z0-9+/]{30,80}(?:\+ASt|\+ABa|\+AMC|\+AEh|\+ARm|AzSe[A-D]|AzFu|AzCa|ACDb|APIM)[A-Za-z0-9+/]{4,10}={0,2}(?![A-Za-z0-9+/=])`,
    'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvT',
    'AzFuq7Lx2A==',
  ),
  markedToken(
    'azure-secret',
    ['Q~'],
    String.raw`[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])`,
    'KuE1Q~MKdLI7lCZW',
    'j5nr6A2uNVcwdBrhC42nm',
  ),
  markedToken(
    'telegram-token',
    [':AA'],
    String.raw`\d{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])`,
    '9833758571',
    ':AAUJx7k2bmPu0I6a6Xsd2fK5H1ShPWY0Vn9',
  ),
  markedToken(
    'firebase-key',
    [':APA91b'],
    '[A-Za-z0-9_-]{11}:APA91b[A-Za-z0-9_-]{100,160}',
    'cXq8RzT3vNc',
    ':APA91bkYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBmR4kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1',
  ),
  markedToken(
    'rancher-token',
    ['token-'],
    'token-[a-z0-9]{5}:[a-z0-9]{50,60}',
    'token-x7k2q:',
    'kyq8rzt3vnclp5hswd7jfgt2xbmx9qaue4zioykw6rvtn1plsj0dhf',
  ),
  markedToken(
    'maxmind-key',
    ['_mmk'],
    '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])',
    'Rt7KpX_',
    'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9_mmk',
  ),
];
