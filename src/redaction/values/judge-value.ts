import type { Strength } from '../names/judge-name.ts';
import { isStandIn } from './stand-in.ts';
import { strangeness } from './randomness.ts';

/** What is known about the place where a value stands. */
export interface Place {
  readonly strength: Strength;
  readonly quoted: boolean;
  readonly chosen_by_people: boolean;
  /** Whether the place is a setting (environment, flag, header, query), where values are literal, not code. */
  readonly literal: boolean;
}

/** Whether a value is a secret, given how strongly its place says so. */
export function isSecretValue(value: string, place: Place): boolean {
  if (value.length < 4 || isStandIn(value)) return false;
  if (isPath(value)) return false;
  if (!place.quoted && isCode(value, place.literal)) return false;
  if (place.strength === 3) return isLikelySecret(value, place);
  if (place.strength === 2) return value.length >= 8 && looksRandom(value);
  return value.length >= 16 && looksRandom(value) && (place.literal || !/^[0-9a-f-]+$/.test(value));
}

function isLikelySecret(value: string, place: Place): boolean {
  const digits = count(value, /\d/g);
  const letters = count(value, /[A-Za-z]/g);
  if (letters === 0) return digits >= (place.chosen_by_people ? 4 : 10) && /^[\d-]+$/.test(value);
  if (value.includes(' ') && !place.chosen_by_people) return looksRandom(value.replaceAll(' ', ''));
  if (value.includes(' ') && digits === 0) return false;
  if (digits === 0) return value.length >= 8 && strangeness(value) > 5.6;
  if (value.length < 6) return false;
  if (digits <= 2 && strangeness(value) < 4.6 && /^[A-Za-z]+[_-]?\d{1,2}$|^[a-z]+(?:[-_.][a-z0-9]+)+$/i.test(value))
    return false;
  return true;
}

/** Whether the value looks made by a machine: hex, a UUID, or far from any word. */
export function looksRandom(value: string): boolean {
  if (/^[0-9a-f]{16,}$/i.test(value)) return /\d/.test(value) && /[a-f]/i.test(value);
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return true;
  if (/[0-9a-f]{24}/.test(value) && /\d/.test(value) && /[a-f]/.test(value)) return true;
  const strange = strangeness(value);
  if (!/\d/.test(value)) return value.length >= 16 && strange > 6.2;
  return strange > (value.length >= 16 ? 5.6 : 6);
}

/** A variable, a member, a call: `config.apiKey`, `getToken()`, `tokens[0]`. */
function isCode(value: string, literal: boolean): boolean {
  if (/^[\w$.:!?]*[\w$]\(/.test(value) || /^[\w$.]+\[/.test(value)) return true;
  const wordy = count(value, /\d/g) < 3 && strangeness(value) < (literal ? 5.4 : 6);
  if (/^[A-Za-z_$][\w$]*(?:(?:\?\.|\.|->|::)[A-Za-z_$][\w$]*)+;?$/.test(value)) return wordy;
  return !literal && wordy && /^[A-Za-z_$][\w$]*[;!?]?$/.test(value);
}

/** `prod/db-password`: a place, not a secret. */
function isPath(value: string): boolean {
  return /^[\w.@-]*(?:\/[\w.@-]+)+\/?$/.test(value) && strangeness(value) < 5.2;
}

function count(value: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of value.matchAll(pattern)) found++;
  return found;
}
