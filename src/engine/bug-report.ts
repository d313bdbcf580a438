/** Names an error and the places in our own code; never its message, which may quote a log. */
export const bugReport = (error: unknown): string =>
  [`Rearview engine: ${error instanceof Error ? error.name : 'unknown error'}`, ...placesOf(error)].join('\n');

/** Where an error was thrown, innermost first, at most six places; what its message says is passed over. */
export function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  return stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6);
}
