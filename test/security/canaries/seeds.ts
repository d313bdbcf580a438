import { contextFamilies } from './contexts.ts';
import { randomFrom } from './random.ts';
import { tokenFamilies } from './tokens.ts';

/** A made-up secret that has been put somewhere. */
export interface Canary {
  family: string;
  /** Where it was put, such as `claude: branch`. */
  place: string;
  secret: string;
  /** The secret with what stands around it. */
  text: string;
}

/** Hands out secrets of every family in turn and notes where they go. */
export interface Seeds {
  readonly canaries: readonly Canary[];
  /** A token that tells what it is by itself, for places that hold one word. */
  token(place: string): string;
  /** The same, of letters that a file name may have. */
  nameToken(place: string): string;
  /** A text in which something stands beside the secret that makes it one. */
  text(place: string): string;
}

export function newSeeds(seed: number): Seeds {
  const random = randomFrom(seed);
  const canaries: Canary[] = [];
  const turns = { token: 0, name: 0, text: 0 };
  const tokens = Object.entries(tokenFamilies);
  const contexts = Object.entries(contextFamilies);
  const note = (family: string, place: string, secret: string, text = secret): void =>
    void canaries.push({ family, place, secret, text });
  return {
    canaries,
    token(place) {
      const [family, make] = tokens[turns.token++ % tokens.length]!;
      const secret = make(random);
      note(family, place, secret);
      return secret;
    },
    nameToken(place) {
      for (;;) {
        const [family, make] = tokens[turns.name++ % tokens.length]!;
        const secret = make(random);
        if (!/^[\w-]{1,150}$/.test(secret)) continue;
        note(family, place, secret);
        return secret;
      }
    },
    text(place) {
      const [family, make] = contexts[turns.text++ % contexts.length]!;
      const { secret, text } = make(random);
      note(family, place, secret, text);
      return text;
    },
  };
}
