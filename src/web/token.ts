import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** Whether an `Authorization` header carries the token. Takes the same time for every wrong one. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();
