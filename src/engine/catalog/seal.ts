import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { SafeIds } from '../safe-ids.ts';

/** Keeps in the catalog what has to be known again word for word, and must not stand there in the open. */
export interface Seal {
  /** A path as it is kept: itself, unless a secret stands in it. Equal paths are kept alike. */
  path(path: string): string;
  text(text: string): string;
  /** What was sealed; anything else as it is; null for what was sealed with another key. */
  open(kept: string): string | null;
}

const mark = 'sealed:';
const vectorBytes = 12;
const tagBytes = 16;

/** `key` is the installation's, hex: with the data folder alone, but without its key file, nothing sealed can be read. */
export function createSeal(key: string, ids: SafeIds): Seal {
  const derived = (use: string): Buffer => createHmac('sha256', Buffer.from(key, 'hex')).update(use).digest();
  const secret = derived('seal');
  const vectorKey = derived('vector');
  const seal = (text: string): string => {
    const vector = createHmac('sha256', vectorKey).update(text).digest().subarray(0, vectorBytes);
    const cipher = createCipheriv('aes-256-gcm', secret, vector);
    const sealed = Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return mark + sealed.toString('base64url');
  };
  return {
    path: (path) =>
      path.startsWith(mark) || path.split('/').some((name) => isTelling(name, ids)) || isTelling(path, ids)
        ? seal(path)
        : path,
    text: seal,
    open: (kept) => (kept.startsWith(mark) ? opened(Buffer.from(kept.slice(mark.length), 'base64url'), secret) : kept),
  };
}

const isTelling = (name: string, ids: SafeIds): boolean => ids.of(name) !== name;

function opened(sealed: Buffer, secret: Buffer): string | null {
  if (sealed.length < vectorBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, vectorBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return decipher.update(sealed.subarray(vectorBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // The key is another one, or the catalog was changed by hand.
    return null;
  }
}
