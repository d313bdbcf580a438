/**
 * The same text in storage of its own. A part of a string keeps the whole one in memory, which for a text of many
 * megabytes is too much to remember a word by.
 */
export function copied(text: string): string {
  return ` ${text}`.slice(1);
}
