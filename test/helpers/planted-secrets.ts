/**
 * Made-up secrets, put together only while a test runs, so that none lies in the repository. A fixture holds
 * `{{planted:<name>}}` where one belongs.
 */
export const plantedSecrets: Readonly<Record<string, string>> = {
  github: ['ghp', 'q7Rz2Lw9TnB4xVk8Yd3Hs6Jf1Gm5Pc0AeUiW'].join('_'),
  provider: ['sk', 'ant', 'api03', 'Zk4v9QmT2xLr7Wb1NcY8dHs3JgP6fVuE0oIaKtRzXyMnBqSw5CeGhDjF', 'lUAA'].join('-'),
  cloud: ['AKIA', 'Q3ZTN7XW5RBLM2PD'].join(''),
  chat: ['xoxb', '483920175536', '902816473325', 'hT8wQz3LmN6vRk1YpXc5BdGf'].join('-'),
  password: 'vK9#tR2wLq7zXn4B',
};

const mark = /\{\{planted:([a-z]+)\}\}/g;

/** The bytes of a fixture with secrets in the places kept for them. Bytes without such a place stay as they are. */
export function plantSecrets(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  if (!text.includes('{{planted:')) return bytes;
  const planted = text.replaceAll(mark, (_, name: string) => {
    const secret = plantedSecrets[name];
    if (secret === undefined) throw new Error(`There is no made-up secret called ${name}.`);
    return secret;
  });
  return Buffer.from(planted, 'latin1');
}

/** The made-up secrets of which some run of eight characters stands in a text. */
export const secretsIn = (text: string): string[] =>
  Object.keys(plantedSecrets).filter((name) => {
    const secret = plantedSecrets[name]!;
    for (let at = 0; at + 8 <= secret.length; at++) if (text.includes(secret.slice(at, at + 8))) return true;
    return false;
  });
