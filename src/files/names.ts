/**
 * Names that hold credentials, whatever folder they are in. Compared after `folded`, so that other case, full-width
 * letters, spaces, trailing dots and stream suffixes make no difference. Backups such as `auth.json.bak` count too.
 */
const credentialNames: readonly RegExp[] = [
  /^auth\.json(?!l$)/,
  /^\.?credentials?(?:$|\.)/,
  /\.(?:key|pem|p12|pfx|ppk|jks|keystore|kdbx)(?:$|[.~])/,
  /^\.env/,
  /^settings.*\.json(?!l$)/,
  /^\.claude\.json/,
  /^\.?mcp\.json(?!l$)/,
  /^(?:remote-settings|policy-limits)\.json(?!l$)/,
  /^(?:.*\.)?config\.toml/,
  /^\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|vault-token|dockercfg|htpasswd)/,
  /^(?:\.?_?netrc)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)/,
  /^\.[a-z_]*history$/,
];

/** Folders that are never entered. */
const credentialFolders = new Set([
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  'keychains',
  'shell-snapshots',
  'shell_snapshots',
  'session-env',
]);

const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/;

const longestNameBytes = 255;

/** Whether a file or folder of this name may hold credentials: it is never listed, stat'ed, counted or opened. */
export function isForbiddenName(name: string): boolean {
  const plain = folded(name);
  return credentialFolders.has(plain) || credentialNames.some((pattern) => pattern.test(plain));
}

/** Why a name found on disk cannot be one of a session file, in words that can be counted; null when it can. */
export function nameProblem(name: string): string | null {
  if (name.includes('\uFFFD') || !name.isWellFormed()) return 'name that is not UTF-8';
  if (name.length > 85 && new TextEncoder().encode(name).length > longestNameBytes)
    return 'name of more than 255 bytes';
  if (name.includes(':') || name.includes('\\')) return 'name with a colon or backslash';
  if (/[. ]$/.test(name)) return 'name that ends in a dot or space';
  if (devices.test(name.toLowerCase())) return 'name of a device';
  return null;
}

/**
 * Why a relative path cannot be one that a walk has found; null when it can.
 * `platform` decides about short names such as `SESSIO~1`, which are second names of other files on Windows.
 */
export function relativePathProblem(path: string, platform: NodeJS.Platform): string | null {
  if (path.length === 0 || path.includes('\0')) return 'not a path below the root';
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'not a path below the root';
    const problem = nameProblem(name);
    if (problem) return problem;
    if (isForbiddenName(name)) return 'name that may hold credentials';
    if (platform === 'win32' && /~\d/.test(name)) return 'short name';
  }
  return null;
}

/** Lower case, compatibility forms resolved, without spaces, invisible characters, stream suffix and trailing dots. */
function folded(name: string): string {
  const plain = isAscii(name) ? name : name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  return plain.toLowerCase().replace(/:.*$/s, '').replaceAll(/\s/g, '').replace(/\.+$/, '');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 126) return false;
  return true;
}
