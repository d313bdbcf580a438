import type { EncodedRun } from '../decode/encoded-runs.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { isMadeUp } from '../values/made-up.ts';

/** A token without a telling prefix; it holds at least 32 base64 letters in a row, and those are looked at anyway. */
export interface RunShape {
  readonly name: string;
  /** Whether a run that begins at `start` can belong to such a token; must be cheap. */
  readonly fits: (text: string, start: number) => boolean;
  readonly pattern: RegExp;
  readonly catches: readonly string[];
}

const shape = (name: string, fits: RunShape['fits'], source: string, ...sample: string[]): RunShape => ({
  name,
  fits,
  pattern: new RegExp(`(?<![A-Za-z0-9])${source}`, 'g'),
  catches: [`key ‹${sample.join('')}› end`],
});

const dot = 0x2e;
const colon = 0x3a;
const hyphen = 0x2d;

export const runShapes: readonly RunShape[] = [
  shape(
    'twilio-key',
    (text, start) => text.startsWith('SK', start),
    '(?:SK)[0-9a-fA-F]{32}(?![A-Za-z0-9])',
    'SK',
    '40e49a5b1c3127c2',
    '3dec1a08057bcbb1',
  ),
  shape(
    'resend-key',
    (text, start) => text.startsWith('re_', start),
    're_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,40}(?![A-Za-z0-9])',
    're_',
    'Qm7TzXw2_',
    'k9LpRv3NcYb6HsWd8JfGt4Xq',
  ),
  shape(
    'airtable-token',
    (text, start) => text.charCodeAt(start - 1) === dot && text.startsWith('pat', start - 18),
    String.raw`pat[A-Za-z0-9]{14}\.[0-9a-f]{64}`,
    'patpumcY7TlX0b5R1',
    '.b9239dd61765deadd56b8cdb59713d8cfc49af5008ce6b668ef8be9a07a799ae',
  ),
  shape(
    'infisical-token',
    (text, start) => text.charCodeAt(start - 1) === dot && text.startsWith('st.', start - 28),
    String.raw`st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}`,
    'st.',
    '64a1f0c2b3d4e5f60718293a.',
    '9c8b7a6f5e4d3c2b1a09f8e7d6c5b4a3.',
    '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  ),
  shape(
    'asana-token',
    (text, start) => text.charCodeAt(start - 1) === colon,
    String.raw`[12]/\d{10,20}(?:/\d{10,20})?:[0-9a-f]{32}(?![A-Za-z0-9])`,
    '2/7931219759238198/',
    '2156513272482684:',
    'e8c0bfd652772ea7e8c9879daf0959a0',
  ),
  shape(
    'mailgun-key',
    (text, start) => text.charCodeAt(start + 32) === hyphen && text.charCodeAt(start + 41) === hyphen,
    '[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![A-Za-z0-9-])',
    'c457fbde7cdb951c',
    'd6f3caedf4ed879f-1a2b3c4d-5e6f7a8b',
  ),
  shape(
    'discord-token',
    (text, start) => text.charCodeAt(start - 1) === dot && text.charCodeAt(start - 8) === dot,
    String.raw`[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])`,
    'MTEqLRvtBhz8ToEI0XYbb2jOsK',
    '.GWHSrT.',
    'rAVwTmQMFBHZKRwbOx1u0OyIoRZM0cPIreOmlw',
  ),
];

const reach = 100;
const run_most = 400;

/** Hides the tokens that stand in or around a long run of letters. */
export function hideKnownRuns(scan: Scan, run: EncodedRun): void {
  if (run.end - run.start > run_most) return;
  for (const { name, fits, pattern } of runShapes) {
    if (!fits(scan.text, run.start)) continue;
    const from = Math.max(0, run.start - reach);
    for (const found of scan.text.slice(from, run.end + reach).matchAll(pattern))
      if (!isMadeUp(found[0])) scan.hide(from + found.index, from + found.index + found[0].length, name, rank.token);
  }
}
