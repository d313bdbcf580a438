import { png } from '../png.ts';
import { type Transcript, transcript } from '../transcript.ts';
import { place, placeText, type World } from '../world.ts';
import { markdownBombs, outputBombs } from './bombs.ts';
import { deceptions, terminalTricks } from './deceptions.ts';
import { badLinks, goodLinks } from './links.ts';
import { markdown, markup, objectKeys } from './markup.ts';

const names = ['markup', 'links', 'deceptions', 'pictures', 'names'] as const;

/** Ids of the sessions, by what is in them. */
export interface Hostile extends Record<(typeof names)[number], string> {
  /** One session for each text that is short to write and long to work on. */
  bombs: Record<string, string>;
}

const idOf = (name: (typeof names)[number]): string => `bad${names.indexOf(name)}0000-0000-4000-8000-000000000001`;
const plain = { cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101' };

const begin = (name: (typeof names)[number], facts: Partial<typeof plain> = {}): Transcript =>
  transcript({ ...plain, ...facts, session_id: idOf(name), starts: new Date(Date.now() - 3_600_000) });

/** A home of sessions that were written to hurt whoever looks at them. */
export function hostileWorld(world: World): Hostile {
  const bombs = bombLogs();
  for (const log of [markupLog(), linksLog(), deceptionsLog(), picturesLog(), namesLog()]) place(world, log);
  for (const [, log] of bombs) place(world, log);
  placeText(world, '.claude/projects/-home-dev-site/<img src=x onerror=globalThis.wasRun=1>.jsonl', markupLog().text());
  const ids = Object.fromEntries(names.map((name) => [name, idOf(name)])) as Record<(typeof names)[number], string>;
  return { ...ids, bombs: Object.fromEntries(bombs.map(([name, { facts }]) => [name, facts.session_id])) };
}

/** Every payload in every place that holds text. */
function markupLog(): Transcript {
  const log = begin('markup');
  for (const text of [...markup, ...markdown]) {
    log.prompt(text).say(text).think(text);
    log.call('Bash', { command: text, description: text }, { content: text });
    log.call(text, { file_path: text, [text]: text }, { content: text, is_error: true });
    log.call(
      'Edit',
      { file_path: text, old_string: 'a', new_string: text },
      { content: 'updated', detail: patch(text) },
    );
    log.call('TodoWrite', { todos: [{ content: text, status: 'pending', activeForm: text }] }, { content: 'ok' });
    log.record({ type: 'system', subtype: 'informational', level: 'warning', content: text });
  }
  return log;
}

const patch = (text: string): object => ({
  filePath: text,
  structuredPatch: [{ oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: ['-a', `+${text}`] }],
});

/** One link to a message: `bad 3` or `good 1` is what it is called. */
function linksLog(): Transcript {
  const log = begin('links').prompt('Which links are there?');
  badLinks.forEach((href, at) => log.say(`[bad ${at}](${href}) and a word`));
  goodLinks.forEach(([href], at) => log.say(`[good ${at}](${href}) and a word`));
  return log
    .say('<javascript:globalThis.wasRun=1> <file:///etc/passwd> https://evil.example/bare')
    .say('no more links');
}

/** Sessions of one question and one answer, or call, each. */
function bombLogs(): [name: string, log: Transcript][] {
  const all: [string, (log: Transcript) => Transcript][] = [
    ...Object.entries(markdownBombs).map(([name, text]) => [name, (log) => log.say(text)] as (typeof all)[number]),
    ...Object.entries(outputBombs).map(
      ([name, content]) => [name, (log) => log.call('Bash', { command: 'cat' }, { content })] as (typeof all)[number],
    ),
    ['an edit of all lines', edit(lines('old'), lines('new'))],
    ['an edit of a line of words', edit('word '.repeat(20_000), `${'word '.repeat(20_000)}!`)],
    ['a file of one line', (log) => log.call('Write', { file_path: '/c', content: 'x'.repeat(1_000_000) }, updated)],
  ];
  return all.map(([name, add], at) => {
    const session_id = `b0b${String(at).padStart(5, '0')}-0000-4000-8000-000000000001`;
    const log = transcript({ ...plain, session_id, starts: new Date(Date.now() - 7_200_000) });
    return [name, add(log.prompt(`bomb: ${name}`))];
  });
}

const updated = { content: 'updated' };
const lines = (word: string): string => Array.from({ length: 4_000 }, (_, at) => `${word} ${at * 7}`).join('\n');
const edit = (old_string: string, new_string: string) => (log: Transcript) =>
  log.call('Edit', { file_path: '/a', old_string, new_string }, updated);

function deceptionsLog(): Transcript {
  const log = begin('deceptions', { branch: deceptions[0] ?? '', model: `model-${deceptions[3]}` });
  for (const text of deceptions) {
    log.prompt(text).say(`${text}\n\n\`${text}\`\n\n\`\`\`\n${text}\n\`\`\``).think(text);
    log.call('Bash', { command: text }, { content: text }).call('Read', { file_path: `/${text}` }, { content: text });
    log.call('Edit', { file_path: text, old_string: 'a', new_string: text }, { content: 'done', detail: patch(text) });
  }
  for (const text of terminalTricks) log.call('Bash', { command: 'trick' }, { content: text }).say(text);
  return log;
}

/** Images that are none, are too large, or are somewhere else. */
function picturesLog(): Transcript {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.wasRun=1"/>');
  const images: [string, Buffer][] = [
    ['image/svg+xml', svg],
    ['image/png', svg],
    ['text/html', Buffer.from('<script>globalThis.wasRun=1</script>')],
    ['image/png', png(4, 4, [60_000, 60_000])],
    ['image/gif', Buffer.from('GIF89a')],
    ['image/png', png(4, 4)],
  ];
  const log = begin('pictures').prompt('Look at these');
  for (const [media_type, bytes] of images) {
    log.prompt([{ type: 'image', source: { type: 'base64', media_type, data: bytes.toString('base64') } }]);
  }
  return log.prompt([{ type: 'image', source: { type: 'url', url: 'https://evil.example/pixel.png' } }]).say('seen');
}

/** Payloads as the names of things: title, branch, model, folder, tools. */
function namesLog(): Transcript {
  const name = markup.join(' ').slice(0, 1_500);
  const log = begin('names', { branch: name, model: `model ${name}`, cwd: `/home/${name}` });
  log.record({ type: 'custom-title', customTitle: `names ${name}` }).prompt(`names ${name}`);
  for (const tool of [...objectKeys, ...markup.slice(0, 6)]) {
    log.call(tool, { file_path: `/${tool}`, command: tool, query: tool }, { content: tool, is_error: true });
    log.call('Read', { file_path: `/${tool}` }, { content: 'x' }).call('Bash', { command: tool }, { content: 'x' });
  }
  return log;
}
