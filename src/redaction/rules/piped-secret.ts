import type { Rule } from '../rule.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readValue } from '../values/quoted.ts';

const reach = 400;
/** `echo SECRET |` and its relatives, as the last thing before the command that reads it. */
const echoed =
  /(?:echo|printf|Write-Output)[ \t]+(?:-[a-zA-Z]{1,3}[ \t]+)?(?:\\*["']%s(?:\\+n)?\\*["'][ \t]+)?(\\*["']?)([^"'|\n]{4,300}?)\1[ \t]*\|[^|\n]*$/;
const prints = /echo|printf|Write-Output/;
/** `--password-file=<(echo SECRET)`, `passwordeval 'echo SECRET'`. */
const printsSecret = /^(?:<\((?:echo|printf) |password-?(?:eval|command))$/i;
const printedBy = /(?:[ \t=:]{1,4}\\*["']?(?:echo|printf)[ \t]+)?(?:-n[ \t]+)?/y;

/** `'SECRET' | ConvertTo-SecureString`. */
function hideQuotedBefore(scan: Scan, to: number): void {
  const found = /(["'])([^"'\n]{4,200})\\*\1[ \t]*$/.exec(scan.text.slice(Math.max(0, to - 240), to));
  if (found?.[2] === undefined) return;
  const from = Math.max(0, to - 240) + found.index + 1;
  hidePiped(scan, from, from + found[2].length);
}

/** What a command prints where a secret is read from it. */
function hidePrinted(scan: Scan, start: number, end: number): void {
  if (!/pass|secret|key|token|cred|auth/i.test(scan.text.slice(Math.max(0, start - 60), end))) return;
  printedBy.lastIndex = end;
  if (!printedBy.test(scan.text)) return;
  if (scan.text[start] !== '<' && printedBy.lastIndex === end) return;
  const value = readValue(scan, printedBy.lastIndex);
  hidePiped(scan, value.start, scan.text[value.end - 1] === ')' ? value.end - 1 : value.end);
}

const hereString = /[^\n|;"']{0,60}?<<<[ \t]*/y;

/** A secret that is piped or here-stringed into a command which reads one from its input. */
export const pipedSecret: Rule = {
  name: 'password',
  words: [
    '--password-stdin',
    'sudo -s',
    'sudo --stdin',
    'chpasswd',
    'passwd --stdin',
    '--with-token',
    '--passphrase-fd',
    'secret put',
    'secrets create',
    'versions add',
    'secret set',
    'env add',
    'variable set',
    'secrets set',
    'cryptsetup',
    '-pass stdin',
    'login --stdin',
    'secret:set',
    'smbpasswd',
    '--token-stdin',
    'secret create',
    '| su ',
    'kinit ',
    'terraform login',
    'p4 login',
    'age -p',
    'pass insert',
    'lpass login',
    'op signin',
    'keepassxc-cli',
    '--passwd-on-stdin',
    '| convertto-securestring',
    '<(echo ',
    '<(printf ',
    'passwordeval',
    'password-command',
    '| base64',
    '| openssl base64',
  ],
  find(scan, start, end) {
    if (scan.text.slice(start, end).endsWith('g') && scan.text[start] === '|') return hideQuotedBefore(scan, start);
    if (printsSecret.test(scan.text.slice(start, end))) return hidePrinted(scan, start, end);
    const to = scan.text[start] === '|' ? start + 1 : start;
    const text = scan.text.slice(Math.max(0, to - reach), to);
    scan.spend(text.length >> 2);
    const found = text.includes('|') && prints.test(text) ? echoed.exec(text) : null;
    if (found?.[2] !== undefined) {
      const from = to - text.length + found.index + found[0].indexOf(found[2], 4);
      hidePiped(scan, from, from + found[2].trimEnd().length, scan.text.slice(start, end));
    }
    hereString.lastIndex = end;
    if (!hereString.test(scan.text)) return;
    const value = readValue(scan, hereString.lastIndex);
    hidePiped(scan, value.start, value.end);
  },
  pattern: `${echoed.source} ${hereString.source}`,
  catches: [
    "echo '‹8pytMlg" + "Wm2km›' | docker login --username app --password-stdin",
    'chpasswd <<< "ingest:‹3aEC_G.g' + '77ivhUv›"',
    'echo "‹phs9Cap' + 'IiDx›" | sudo -S apt-get update',
  ],
  spares: [
    'cat token.txt | docker login --password-stdin',
    'echo "$TOKEN" | docker login -u x --password-stdin',
    'echo done | sudo -S true',
  ],
};

function hidePiped(scan: Scan, start: number, end: number, reader = ''): void {
  const value = scan.text.slice(start, end);
  if (reader.endsWith('base64') && !/^[^\s:]{1,64}:[^\s:]+$/.test(value)) return;
  const cut = /^[\w.@-]{1,40}:/.exec(value)?.[0].length ?? 0;
  if (isSecretValue(value.slice(cut), certainPlace)) scan.hide(start + cut, end, 'password', rank.structure);
}
