import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';

const readTokens = newCursor();

interface MarkedShape {
  readonly name: string;
  readonly marks: readonly string[];
  /** What stands before the mark, back to something that is no letter or digit. */
  readonly before: string;
  /** The mark and what follows it. */
  readonly from_mark: string;
  readonly sample: readonly string[];
}

/** A rule for tokens whose telling part stands in their middle or at their end. */
function markedToken({ name, marks, before, from_mark, sample }: MarkedShape): Rule {
  const pattern = new RegExp(`(?<=(?<![A-Za-z0-9])(${before}))${from_mark}`, 'dy');
  return {
    name,
    words: marks,
    find(scan, start) {
      if (start < scan.passed(readTokens)) return;
      pattern.lastIndex = start;
      const found = pattern.exec(scan.text);
      scan.spend(found ? found[0].length + 64 : 32);
      const head = found?.indices?.[1];
      if (!found || !head || isMadeUp(scan.text.slice(head[0], pattern.lastIndex))) return;
      scan.hide(head[0], pattern.lastIndex, name, rank.token);
      scan.pass(readTokens, pattern.lastIndex);
    },
    pattern: pattern.source,
    catches: [`key ‹${sample.join('')}› end`],
    spares: [],
  };
}

const azureMarks = ['+ASt', '+ABa', '+AMC', '+AEh', '+ARm', 'AzSe', 'AzFu', 'AzCa', 'ACDb', 'APIM'];

export const markedTokens = [
  markedToken({
    name: 'terraform-token',
    marks: ['.atlasv1.'],
    before: '[A-Za-z0-9]{14}',
    from_mark: String.raw`\.atlasv1\.[A-Za-z0-9_=-]{40,80}`,
    sample: ['Rt7KpXw2LmQz9V', '.atlasv1.', 'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBm'],
  }),
  markedToken({
    name: 'mailchimp-key',
    marks: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    before: '[0-9a-f]{32}',
    from_mark: String.raw`-us\d{1,2}(?!\w)`,
    sample: ['c457fbde7cdb951c', 'd6f3caedf4ed879f-us7'],
  }),
  markedToken({
    name: 'azure-key',
    marks: ['AZDO'],
    before: '[A-Za-z0-9]{70,80}',
    from_mark: 'AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])',
    sample: ['KSzt0BaJdu69C6mR62KpFH4Ki71zjStfgoRGSqIcXj', 'PEMSAwwqaWj4ahokx8UKj68DXpOi1EDtEUAZDOGvRl'],
  }),
  markedToken({
    name: 'azure-key',
    marks: ['JQQJ99'],
    before: '[A-Za-z0-9]{40,60}',
    from_mark: 'JQQJ99[A-Za-z0-9]{20,40}(?![A-Za-z0-9])',
    sample: ['EMJn6GA2tBNL7TrBROUNQcbo21EeIDK6xXEi0NcSifSHy57HBzbX', 'JQQJ99atKuLTfAxbwFXfBMiEsxL1rIih'],
  }),
  markedToken({
    name: 'azure-key',
    marks: azureMarks,
    before: '[A-Za-z0-9+/]{30,80}',
    from_mark: `(?:${azureMarks.map((mark) => mark.replace('+', String.raw`\+`)).join('|')})[A-Za-z0-9+/]{4,10}={0,2}(?![A-Za-z0-9+/=])`,
    sample: ['kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvT', 'AzFuq7Lx2A=='],
  }),
  markedToken({
    name: 'azure-secret',
    marks: ['Q~'],
    before: String.raw`[A-Za-z0-9_~.]{3}\d`,
    from_mark: String.raw`Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])`,
    sample: ['KuE1Q~MKdLI7lCZW', 'j5nr6A2uNVcwdBrhC42nm'],
  }),
  markedToken({
    name: 'telegram-token',
    marks: [':AA'],
    before: String.raw`\d{8,10}`,
    from_mark: ':AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])',
    sample: ['9833758571', ':AAUJx7k2bmPu0I6a6Xsd2fK5H1ShPWY0Vn9'],
  }),
  markedToken({
    name: 'firebase-key',
    marks: [':APA91b'],
    before: '[A-Za-z0-9_-]{11}',
    from_mark: ':APA91b[A-Za-z0-9_-]{100,160}',
    sample: ['cXq8RzT3vNc:APA91b', 'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBmR4'.repeat(2)],
  }),
  markedToken({
    name: 'tableau-token',
    marks: ['==:'],
    before: '[A-Za-z0-9+/]{22}',
    from_mark: '==:[A-Za-z0-9]{32}(?![A-Za-z0-9])',
    sample: ['kYq8RzT3vNcLp5HsWd7JfG', '==:Rt7KpXw2LmQz9VkYq8RzT3vNcLp5HsWd'],
  }),
  markedToken({
    name: 'salesforce-token',
    marks: ['!AQ', '!AR'],
    before: '00[A-Za-z0-9]{13}',
    from_mark: '!A[QR][A-Za-z0-9._-]{60,260}',
    sample: ['00D5g000004Fxyz', '!AQ', 'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9QaUe4ZiOyKw6RvTn1PlSj0DhFgCuBmR4w2LmQz9VkYq'],
  }),
  markedToken({
    name: 'rancher-token',
    marks: ['token-'],
    before: '',
    from_mark: 'token-[a-z0-9]{5}:[a-z0-9]{50,60}',
    sample: ['token-x7k2q:', 'kyq8rzt3vnclp5hswd7jfgt2xbmx9qaue4zioykw6rvtn1plsj0dhf'],
  }),
  markedToken({
    name: 'maxmind-key',
    marks: ['_mmk'],
    before: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}',
    from_mark: '_mmk(?![A-Za-z0-9])',
    sample: ['Rt7KpX_', 'kYq8RzT3vNcLp5HsWd7JfGt2XbMx9_mmk'],
  }),
];
