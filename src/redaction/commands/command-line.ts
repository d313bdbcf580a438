import { is, kind } from '../characters.ts';
import { hideCookies } from '../rules/cookie-pairs.ts';
import { placeholderLength } from '../placeholder.ts';
import type { Rule } from '../rule.ts';
import { newCursor, type Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue, looksRandom } from '../values/judge-value.ts';
import { isStandIn } from '../values/stand-in.ts';
import { readArguments, type Argument } from './arguments.ts';
import { type Tool, tools } from './tools.ts';

const readCommands = newCursor();
const toolsOf = Map.groupBy(
  tools.flatMap((tool) => tool.names.map((name) => ({ name, tool }))),
  ({ name }) => name,
);

/** Secrets that tools take behind short flags or by place: `mysql -p…`, `curl -u user:…`, `sshpass -p …`. */
export const commandLine: Rule = {
  name: 'password',
  words: [...toolsOf.keys()],
  find(scan, start, end) {
    if (start < scan.passed(readCommands) || !isCommandName(scan.text, start, end)) return;
    const found = readArguments(scan, scan.text[end - 1] === ' ' ? end - 1 : end);
    const last = found.at(-1);
    if (!last) return;
    scan.pass(readCommands, last.end);
    const words = found.map((argument) => scan.text.slice(argument.start, argument.end));
    for (const { tool } of toolsOf.get(scan.text.slice(start, end).toLowerCase()) ?? [])
      hideArguments(scan, tool, { places: found, words });
  },
  pattern: JSON.stringify(tools),
  catches: [
    "sshpass -p '‹Orchid_zephyr-" + "203›' ssh ci@db uptime",
    'curl --user "admin:‹MKBXPHwRJ' + 'XFC4lYGTu›" -X PUT https://repo.acme.dev/x',
    '{"command": ["mysql", "-u", "root", "-p‹WG0ajWKY' + '8KVMz›", "-e", "select 1"]}',
    '7z x -p‹aSH14YJ' + '0rsT7› data.7z',
  ],
  spares: [
    'mysql -uroot -p app',
    'docker run -p 8080:80 app',
    'curl -u "$USER:$PASS" https://h/',
    'docker login --password-stdin',
    'curl -u ":" https://localhost:9200',
  ],
};

/** What the name of a command can stand right behind. */
const startsCommand = new Set('/"\'`;|&($='.split('').map((character) => character.charCodeAt(0)));

function isSpace(text: string, at: number): boolean {
  return is(text, at, kind.space) || (text.charCodeAt(at) > 127 && /\s/.test(text[at] ?? ''));
}

function isCommandName(text: string, start: number, end: number): boolean {
  const begins =
    start === 0 ||
    startsCommand.has(text.charCodeAt(start - 1)) ||
    isSpace(text, start - 1) ||
    (text[start - 2] === '\\' && /[nrt]/.test(text[start - 1] ?? ''));
  if (!begins) return false;
  return (
    text[end - 1] === ' ' ||
    is(text, end, kind.space | kind.quote) ||
    (text[end] === '\\' && is(text, end + 1, kind.quote))
  );
}

/** The arguments of a command, each with what it says. */
interface Command {
  readonly places: readonly Argument[];
  readonly words: readonly string[];
}

function hideArguments(scan: Scan, tool: Tool, { places, words }: Command): void {
  const from = tool.after ? words.findIndex((word) => tool.after?.includes(word)) + 1 : 0;
  if (tool.after && from === 0) return;
  if (takesFlags(tool))
    for (let index = from; index < words.length; index++) hideAtFlag(scan, tool, { places, words }, index);
  const placed = tool.place === undefined ? undefined : places[placeOf(words, from, tool.place)];
  if (!placed) return;
  if (tool.place_between !== undefined) hidePair(scan, placed, tool.place_between, tool.host);
  else if (!/^\/\w+(?::|$)/.test(scan.text.slice(placed.start, placed.end))) hideSecret(scan, placed);
}

function takesFlags({ flags, glued, pairs, behind, cookies }: Tool): boolean {
  return Boolean(flags ?? glued ?? pairs ?? behind ?? cookies);
}

/** Hides what the argument at `index` makes a secret: itself, or one behind it. */
function hideAtFlag(scan: Scan, tool: Tool, { places, words }: Command, index: number): void {
  const argument = places[index];
  const next = places[index + 1];
  const word = words[index] ?? '';
  if (!argument) return;
  const glued = tool.glued?.find((flag) => word.length > flag.length && word.startsWith(flag));
  if (tool.clustered && tool.pairs && word.startsWith(`-${tool.clustered}`) && word.length > 3)
    hidePair(scan, argument, tool.pairs.between);
  if (glued) hideSecret(scan, unquoted(scan.text, argument.start + glued.length, argument.end));
  if (!next) return;
  if (tool.flags?.includes(word)) hideSecret(scan, next);
  const behindWord = tool.behind && word.startsWith(tool.behind) ? places[index + (tool.behind_count ?? 1)] : undefined;
  if (behindWord) hideSecret(scan, behindWord);
  if (tool.pairs?.flags.includes(word) || isCluster(tool, word))
    hidePair(scan, next, tool.pairs?.between ?? ':', tool.host);
  if (tool.cookies?.includes(word)) hideCookies(scan, next.start, next.end);
}

/** Index of the argument at a place from `from` on, not counting flags; the number of arguments if there is none. */
function placeOf(words: readonly string[], from: number, place: number): number {
  let left = place;
  for (let index = from; index < words.length; index++)
    if (!words[index]?.startsWith('-') && left-- === 0) return index;
  return words.length;
}

/** `-su`: short flags in one, the last of which takes the argument. */
function isCluster(tool: Tool, word: string): boolean {
  return tool.clustered !== undefined && /^-[a-zA-Z]{2,8}$/.test(word) && word.endsWith(tool.clustered);
}

function hidePair(scan: Scan, { start, end }: Argument, between: string, with_host = between === '/'): void {
  const pair = scan.text.slice(start, end);
  const cut = pair.indexOf(between, placeholderLength(pair, 0));
  const host = with_host ? pair.lastIndexOf('@') : -1;
  if (cut > 0 && cut === pair.length - 1 && looksRandom(pair.slice(0, cut)))
    return hideSecret(scan, { start, end: end - 1 });
  if (cut >= 0) hideSecret(scan, { start: start + cut + 1, end: host > cut ? start + host : end });
}

function hideSecret(scan: Scan, { start, end }: Argument): void {
  const value = scan.text.slice(start, end);
  if (value.startsWith('-') || isStandIn(value)) return;
  if (isSecretValue(value, certainPlace)) scan.hide(start, end, 'password', rank.structure);
}

function unquoted(text: string, from: number, to: number): Argument {
  let start = from;
  while (start < to && (text[start] === '\\' || is(text, start, kind.quote))) start++;
  return { start, end: to };
}
