import { type Transcript, transcript, type TranscriptFacts } from './transcript.ts';

const words = 'the parser keeps each line until its end is seen and then hands it on to the reader of records'.split(
  ' ',
);

/** Words that are the same for the same number. */
const prose = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, at) => words[(seed * 7 + at * 5) % words.length]).join(' ');

const output = (seed: number, lines: number): string =>
  Array.from({ length: lines }, (_, line) => `${line + 1}: ${prose(seed + line, 6)}`).join('\n');

/** A session with exactly this many messages of every usual size; each says its number. */
export function bigSession(facts: TranscriptFacts, count: number): Transcript {
  const log = transcript(facts);
  for (let number = 1; number <= count; number++) {
    const name = `message number ${number}`;
    if (number === count) log.say(`This is the last one, ${name}.`);
    else if (number % 25 === 1) log.prompt(`${name}: ${prose(number, 12)}`);
    else if (number % 25 === 7)
      log.say(`## ${name}\n\n${prose(number, 60)}\n\n\`\`\`ts\nconst at = ${number};\n\`\`\``);
    else if (number % 5 === 0) log.say(`${name}: ${prose(number, 25)}`);
    else log.call('Bash', { command: `step ${number}`, description: name }, resultOf(number));
  }
  return log;
}

function resultOf(number: number): { content: string; is_error: boolean } {
  const is_error = number % 100 === 33;
  return { content: is_error ? 'Exit code 1\nfailed' : output(number, (number * 13) % 41), is_error };
}
