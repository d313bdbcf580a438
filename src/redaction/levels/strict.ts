import { looksRandom } from '../values/judge-value.ts';
import type { Sweep } from './sweep.ts';

/** Whether the digits pass the Luhn check, as card numbers do. */
export function isLuhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return digits.length >= 13 && sum % 10 === 0 && !/^(\d)\1+$/.test(digits);
}

/** Whether the text is an IBAN by its check digits. */
export function isIban(text: string): boolean {
  const letters = text.replaceAll(' ', '').toUpperCase();
  let rest = 0;
  for (const letter of letters.slice(4) + letters.slice(0, 4))
    rest = Number(`${rest}${Number.parseInt(letter, 36)}`) % 97;
  return rest === 1;
}

const reserved =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|192\.0\.2|198\.51\.100|203\.0\.113|22[4-9]|2[3-5]\d)\.|^(?:1\.1\.1\.1|1\.0\.0\.1|8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.9)$/;
const isPublicAddress = (text: string): boolean =>
  text.split('.').every((part) => Number(part) < 256) && !reserved.test(text);

/** What might identify somebody or be a secret: hidden at level `strict`. */
export const strictSweeps: readonly Sweep[] = [
  {
    name: 'ip-address',
    pattern: /(?<![\d.A-Za-z-])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d|-)/g,
    accepts: isPublicAddress,
    catches: ['from ‹81.2.69.142› port 22'],
    spares: ['127.0.0.1:8080', '192.168.1.20', 'v1.2.3.4.5', '8.8.8.8'],
  },
  {
    name: 'ip-address',
    pattern:
      /(?<![0-9A-Fa-f:])(?:[23][0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{1,4}:){2,6}(?::?[0-9A-Fa-f]{1,4}){1,2})(?![0-9A-Fa-f:])/g,
    accepts: (text) => !/^2001:db8/i.test(text),
    catches: ['from ‹2a02:6b8:0:1234:5678:9abc:def0:1› port 22'],
    spares: ['2001:db8:0:0:0:0:0:1', 'at 12:30:45'],
  },
  {
    name: 'mac-address',
    pattern: /(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])/g,
    accepts: (text) => !/^(?:00:){5}|^(?:ff:){5}/i.test(text),
    catches: ['ether ‹3c:22:fb:9a:01:7e› txqueuelen'],
    spares: ['ff:ff:ff:ff:ff:ff'],
  },
  {
    name: 'phone',
    pattern: /(?<![\w+])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){1,4}(?![\w-])/g,
    accepts: (text) => text.replaceAll(/\D/g, '').length >= 9,
    catches: ['call ‹+49 30 901820› now'],
    spares: ['+12 -3', 'UTC+02:00'],
  },
  {
    name: 'iban',
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/g,
    accepts: isIban,
    catches: ['to ‹DE89 3704 0044 0532 0130 00›.'],
    spares: ['INV-2026-2443', 'DE88 3704 0044 0532 0130 00'],
  },
  {
    name: 'card',
    pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-])/g,
    accepts: isLuhn,
    catches: ['card ‹4111 1111 1111 1111› ok'],
    spares: ['order 4111111111111112', '1760000000000'],
  },
  {
    name: 'repository',
    pattern:
      /(?:git@[\w.-]{1,80}:|(?:https?|ssh|git):\/\/(?:[\w.@-]{1,80}\/))([\w.-]{1,80}\/[\w.-]{1,100}?)(?=\.git\b)/dg,
    catches: ['origin git@github.com:‹acme/app›.git (fetch)', 'https://gitlab.acme.dev/‹group/app›.git'],
    spares: ['https://github.com/'],
  },
  {
    name: 'random',
    pattern: /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,200}={0,2}(?![A-Za-z0-9+/_=-])/g,
    accepts: (text) => /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && looksRandom(text),
    catches: ['value ‹kD8fJ2lQ9sZ0xC7vB6nM5aK4jH3g› end'],
    spares: ['AuthorizationCodeTokenRequestInterceptor', '3f786850e387550fdab836ed7e6dc881de23001b'],
  },
];
