import type { RedactionLevel } from '../../../contract/settings.ts';

/** The levels of redaction in plain words, each hiding more than the one before. */
export const levels: readonly { value: RedactionLevel; label: string; about: string }[] = [
  {
    value: 'secrets',
    label: 'Secrets',
    about:
      'Keys, tokens, passwords, private keys, session cookies and connection strings. There is no level below this one.',
  },
  {
    value: 'private',
    label: 'Secrets and who you are',
    about: 'Also your user name and home folder, the name of this machine, and e-mail addresses.',
  },
  {
    value: 'strict',
    label: 'Whatever might be sensitive',
    about:
      'Also public network addresses, phone and card numbers, account numbers, and long values that look random. Hides some harmless text too.',
  },
];
