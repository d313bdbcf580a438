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
    for (const { tool } of toolsOf.get(scan.text.slice(start, end).toLowerCase()) ?? [])
      hideArguments(scan, tool, found);
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

function isCommandName(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  if (before !== undefined && !/[\s/"'`;|&($=]/.test(before) && !(/[nrt]/.test(before) && text[start - 2] === '\\'))
    return false;
  return (
    text[end - 1] === ' ' ||
    is(text, end, kind.space | kind.quote) ||
    (text[end] === '\\' && is(text, end + 1, kind.quote))
  );
}

function hideArguments(scan: Scan, tool: Tool, found: readonly Argument[]): void {
  const text = (argument: Argument): string => scan.text.slice(argument.start, argument.end);
  const from = tool.after ? found.findIndex((argument) => tool.after?.includes(text(argument))) + 1 : 0;
  if (tool.after && from === 0) return;
  const behind = found.slice(from);
  behind.forEach((argument, index) => {
    const word = text(argument);
    const next = behind[index + 1];
    const glued = tool.glued?.find((flag) => word.length > flag.length && word.startsWith(flag));
    if (tool.clustered && tool.pairs && word.startsWith(`-${tool.clustered}`) && word.length > 3)
      hidePair(scan, argument, tool.pairs.between);
    if (glued) hideSecret(scan, unquoted(scan.text, argument.start + glued.length, argument.end));
    if (!next) return;
    if (tool.flags?.includes(word)) hideSecret(scan, next);
    const behindWord =
      tool.behind && word.startsWith(tool.behind) ? behind[index + (tool.behind_count ?? 1)] : undefined;
    if (behindWord) hideSecret(scan, behindWord);
    if (tool.pairs?.flags.includes(word) || isCluster(tool, word))
      hidePair(scan, next, tool.pairs?.between ?? ':', tool.host);
    if (tool.cookies?.includes(word)) hideCookies(scan, next.start, next.end);
  });
  const placed =
    tool.place === undefined ? undefined : behind.filter((argument) => !text(argument).startsWith('-'))[tool.place];
  if (!placed) return;
  if (tool.place_between !== undefined) hidePair(scan, placed, tool.place_between, tool.host);
  else if (!/^\/\w+(?::|$)/.test(text(placed))) hideSecret(scan, placed);
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
