import { secretRules } from '../../src/redaction/rules/index.ts';

export interface HostileInput {
  readonly name: string;
  readonly text: string;
}

const size = 1 << 20;
const repeated = (unit: string): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Units that keep a careless redactor busy: openings without end, nests, long runs, names that lead nowhere. */
// oxfmt-ignore
const units: readonly string[] = [
  'password="', 'password=\\"', "password='\"", 'password=', 'password: ', 'key====', 'key: : :', 'token token ', '{"password":{"password":"', 'secret:{"secret":"',
  '"name":"password",', '"password","', 'key,', 'key|', 'key>', '<password>', '<key>a</key>\n', 'Authorization: ', 'authorization: Digest ', 'Authorization: Bearer x,',
  'Cookie: a=1;', 'Set-Cookie: a=b; ', 'curl -H "', 'curl -u a:', 'curl \\\n', 'mysql -p', 'docker login ', 'openssl passwd ', 'echo a | ', '| base64', '<<< "',
  '-----BEGIN RSA PRIVATE KEY-----', '-----BEGIN PRIVATE KEY-----\nMII', '-----END PRIVATE KEY-----', 'AAAA-----END ', '://a:b', '://a:b@', 'https://a@b:', '?key=', '&sig=', 'eyJ', 'eyJhbGci.eyJ', 'sk-', 'sk-proj-', 'ghp_', 'AKIA', 'xoxb-1', 'SG.a.', 'a.b.c.token',
  'a​', 'x as password ', 'password is is is ', 'the password for the new old big box is ', '密码：', 'пароль ', 'auth=("', '.login("a",', 'identified by ', "VALUES ('", 'INSERT INTO a (password) VALUES (', 'INSERT INTO a (password,b) VALUES (1,2),',
  'COPY a (password) FROM stdin;\n', 'password,a\n', 'a\tpassword\n', '| password | a |\n', 'password  a\n', 'NAME  PASSWORD  AGE\n', '%3D', '%253D', '\\u0041', '&amp;', '&#61;', 'QUFB', 'deadbeef', '0123456789abcdef', '\\\\', '\\"', '"', '{', '[', '[[{"', '"a":', '\u001b[31m', '\u001b[31mpassword\u001b[0m=', 'AbC1', 'aB3$', '..', '::', '=>', '->', '\n', ' \n', '\\n', '\\n12\t', '\npassword:\n', '+-----\n', '12\tpassword: |\n', '> password: |\n',
  'src/a.ts:1:', 'src/a.ts:1:password: |\n', '2026-01-01T00:00:00Z a:', '[REDACTED:', '[REDACTED:x1:000000]', 'password=[REDACTED:x1:000000]', 'Private-Lines: 9\n', '<RSAKeyValue>', 'expect "password"\nsend "', ' -p ', '-u a -p ', 'creds -> a / ', 'cat a.key\n', 'machine a login b password ', 'DefaultEndpointsProtocol=https;AccountKey=', 'Server=a;Password=', 'variable "password" {', 'password = "a" -> "b"', 'bob:Kd8mQzP0 works ', 'a:b works ', 'log in as a:b', 'login ', 'seed phrase abandon ', 'abandon ability ',
];

/** What rule words are put between in mixtures. */
// oxfmt-ignore
const syntax: readonly string[] = ['"', "'", '`', '\\"', '\\\\"', '=', ': ', ':', '=>', ' = ', '("', "('", ')', '[', ']', '{', '}', '{"', '"}', ',', '", "', ';', '|', ' | ', '<', '>', '</', '&', '?', '#', '\n', '\\n', '\r\n', '\t', ' ', '  ', ' is ', ' -p ', '--', '-----', '$', '${', '%3D', '%22', '\\u003d', '&quot;', '\u001b[1m', '\u200b', 'a1', 'Kd8mQzP0', '0f', 'aB3$', '9', '://', '@', 'admin', 'п', '…'];

const mixtures = 96;
const mixture_size = size >> 2;

/** Two to five pieces, rule words and syntax, over and over or in any order, as a seed gives them. */
function mixedInputs(words: readonly string[]): HostileInput[] {
  const next = randomNumbers(20_261_121);
  const pick = (from: readonly string[]): string => from[next() % from.length] ?? '';
  return Array.from({ length: mixtures }, (_, n) => {
    const pieces = Array.from({ length: 2 + (n % 4) }, (__, at) => pick(at % 2 === 0 ? words : syntax));
    if (n % 3 !== 2) return { name: pieces.join(''), text: repeated(pieces.join('')).slice(0, mixture_size) };
    let text = '';
    while (text.length < mixture_size) text += pick(pieces);
    return { name: `any of ${pieces.join(' ')}`, text };
  });
}

/** Every unit for a MiB, every word of every rule for a MiB with and without what may follow it, and texts without a period. */
export function hostileInputs(): HostileInput[] {
  const words = [...new Set(secretRules.flatMap((rule) => rule.words))];
  const random = randomText();
  return [
    ...units.map((unit) => ({ name: unit, text: repeated(unit) })),
    ...words.flatMap((word) => [
      { name: word, text: repeated(word).slice(0, size >> 2) },
      { name: `${word}="a1`, text: repeated(`${word}="a1`).slice(0, size >> 2) },
    ]),
    ...mixedInputs(words),
    { name: 'a MiB of base64', text: random },
    { name: 'all words of all rules', text: repeated(words.join(' ')) },
    { name: 'all words of all rules, glued', text: repeated(words.join('')) },
    {
      name: 'nested quotes',
      text: repeated(Array.from({ length: 12 }, (_, depth) => `${'\\'.repeat(depth)}"password`).join('')),
    },
    { name: 'a million brackets', text: '['.repeat(size) },
    {
      name: 'ten thousand secrets',
      text: Array.from({ length: 10_000 }, (_, n) => `password=Kd8${n}mQzP0xW${n}`).join('\n'),
    },
    {
      name: 'secrets after one another',
      text: Array.from({ length: 30_000 }, (_, n) => `token=${random.slice(n * 20, n * 20 + 20)}`).join('&'),
    },
  ];
}

/** Letters of base64 from a seed. */
function randomText(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const next = randomNumbers(1);
  let text = '';
  while (text.length < size) text += letters[next() & 63];
  return text;
}

/** Numbers from a seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state >> 12;
  };
}
