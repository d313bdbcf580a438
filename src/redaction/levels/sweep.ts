/** Something that identifies a person, a machine or an owner, found by one bounded expression over the whole text. */
export interface Sweep {
  /** Appears in the placeholder. */
  readonly name: string;
  /** Global; if it has a group, only the group is hidden. */
  readonly pattern: RegExp;
  /** Whether a match is really one; must be cheap. */
  readonly accepts?: (match: string) => boolean;
  readonly catches: readonly string[];
  readonly spares: readonly string[];
}
