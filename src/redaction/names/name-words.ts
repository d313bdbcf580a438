/** The words of an identifier in lower case: `stripeAPIKey_2` → `stripe api key 2`. */
export function nameWords(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}
