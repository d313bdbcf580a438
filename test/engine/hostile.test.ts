import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import { linesFromText, sessionFromText } from './claude-log.ts';
import { allMessages, scannedEngine, startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

/** A session that must be read whatever lies beside it. */
const neighbour = '09:00 user I am fine\n09:01 assistant so am I';

async function neighbourIsFine(engine: TestEngine): Promise<void> {
  const { session } = valueOf(await engine.api.session({ session_id: 'neighbour' }));
  expect(session).toMatchObject({ title: 'I am fine', message_count: 2, problem_count: 0 });
  expect(await allMessages(engine, { session_id: 'neighbour' })).toHaveLength(2);
}

function homeWithNeighbour(): TestHome {
  const home = new TestHome();
  home.draw(neighbour, { session_id: 'neighbour' });
  return home;
}

/** Everything that is shown of a session, checked against the contract. */
async function shown(engine: TestEngine, session_id: string) {
  const detail = valueOf(await engine.api.session({ session_id }));
  expect(methods.session.output.parse(detail)).toEqual(detail);
  const messages = await allMessages(engine, { session_id });
  for (const message of messages)
    expect(methods.messages.output.shape.messages.element.parse(message)).toEqual(message);
  const outline = valueOf(await engine.api.outline({ session_id }));
  expect(methods.outline.output.parse(outline)).toEqual(outline);
  expect(outline.total).toBe(messages.length);
  const figures = [
    methods.sessions.output.safeParse(valueOf(await engine.api.sessions({}))),
    methods.toolAnalytics.output.safeParse(valueOf(await engine.api.toolAnalytics({ days: 'all' }))),
    methods.usageAnalytics.output.safeParse(valueOf(await engine.api.usageAnalytics({ days: 'all' }))),
  ];
  expect(figures.flatMap((answer) => answer.error?.issues ?? [])).toEqual([]);
  return { ...detail, messages };
}

describe('what is no plain file of the folder', () => {
  test('is neither opened nor waited for, and the card says what was passed over', async () => {
    const home = homeWithNeighbour();
    const outside = path.join(home.path, 'outside.jsonl');
    fs.writeFileSync(outside, sessionFromText('09:00 user a secret from outside'));
    fs.symlinkSync(outside, home.fileOf('link.jsonl'));
    fs.symlinkSync('/nowhere', home.fileOf('dangling.jsonl'));
    fs.symlinkSync(home.fileOf('.'), home.fileOf('circle'));
    fs.linkSync(outside, home.fileOf('hard.jsonl'));
    fs.mkdirSync(home.fileOf('folder.jsonl'));
    execFileSync('mkfifo', [home.fileOf('pipe.jsonl')]);
    home.write('empty.jsonl', '');
    home.write('auth.json', '{"token":"x"}');
    const engine = await scannedEngine(home);
    expect(valueOf(await engine.api.sessions({})).sessions.map((session) => session.session_id)).toEqual(['neighbour']);
    const remarks = valueOf(await engine.api.sources({})).sources[0]!.remarks.join('\n');
    expect(remarks).toContain('3 × link');
    expect(remarks).toContain('1 × hard link');
    expect(remarks).toContain('1 × pipe, socket or device');
    expect(remarks).toContain('1 × folder with the name of a file');
    expect(valueOf(await engine.api.search({ q: 'outside' })).total).toBe(0);
    await neighbourIsFine(engine);
  });

  test('does not become a way out when it takes the place of a known file', async () => {
    const home = homeWithNeighbour();
    home.draw('09:00 user Mine', { session_id: 's-1' });
    const engine = await scannedEngine(home);
    const outside = path.join(home.path, 'outside.jsonl');
    fs.writeFileSync(outside, sessionFromText('09:00 user a secret from outside'));
    fs.rmSync(home.fileOf('s-1.jsonl'));
    fs.symlinkSync(outside, home.fileOf('s-1.jsonl'));
    const answer = await engine.api.messages({ session_id: 's-1' });
    expect(answer.ok ? '' : answer.error.code).toBeOneOf(['unreadable', 'source_gone']);
    await engine.scanned();
    expect(JSON.stringify(await engine.api.messages({ session_id: 's-1' }))).not.toContain('outside');
    await neighbourIsFine(engine);
  });
});

const names = [
  'line\nbreak',
  'esc\u001b[31mape',
  'quo"te\'s',
  '$(touch x)`y`',
  '-rf',
  ' lead',
  'ü-combining-e\u0301',
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  'a'.repeat(240),
  '🙂'.repeat(40),
  'percent%00%2e%2e',
  "'; drop table files; --",
];

describe('a file named', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  beforeAll(async () => {
    home.draw(neighbour, { session_id: 'neighbour' });
    names.forEach((name, n) =>
      home.draw(`09:00 user Named ${n}\n09:01 calls t${n} Bash ls\n09:02 returns t${n} ok`, {
        session_id: name,
        ids: `n${n}`,
      }),
    );
    engine = await scannedEngine(home);
  });

  test.each(names.map((name, n) => [name, n] as const))('%j is a session like any other', async (_, n) => {
    const { sessions } = valueOf(await engine.api.sessions({ limit: 100 }));
    const { session_id } = sessions.find((session) => session.title === `Named ${n}`)!;
    const { messages, session } = await shown(engine, session_id);
    expect(messages).toHaveLength(2);
    expect(session).toMatchObject({ tool_call_count: 1, problem_count: 0 });
  });

  test('anything takes nothing from its neighbours', async () => {
    await neighbourIsFine(engine);
    expect(valueOf(await engine.api.sessions({})).total).toBe(names.length + 1);
  });
});

test('a file that vanishes or shrinks while everything is read is no crash', async () => {
  const home = homeWithNeighbour();
  for (let n = 0; n < 30; n++) home.draw('09:00 user Going\n09:01 assistant gone', { session_id: `going-${n}` });
  const engine = startTestEngine(home);
  const scanning = engine.scanned();
  for (let n = 0; n < 30; n++) {
    if (n % 2 === 0) fs.rmSync(home.fileOf(`going-${n}.jsonl`));
    else fs.truncateSync(home.fileOf(`going-${n}.jsonl`), 20);
    if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await scanning).toMatchObject({ catalog_done: true });
  await engine.scanned();
  await neighbourIsFine(engine);
});

describe('a line', () => {
  test('of 60 MB is one problem, and the lines around it are read', async () => {
    const home = homeWithNeighbour();
    const [before, after] = linesFromText('09:00 user Before\n09:05 user After', { session_id: 'long' });
    const file = home.write('long.jsonl', `${before}\n`);
    const long = `{"type":"user","uuid":"long","message":{"role":"user","content":"${'x'.repeat(60 * 1024 * 1024)}"}}\n`;
    fs.appendFileSync(file, long);
    fs.appendFileSync(file, `${after}\n`);
    home.age('long.jsonl', 600_000);
    const engine = await scannedEngine(home);
    const { problems, line_counts, messages } = await shown(engine, 'long');
    fs.rmSync(file);
    expect(problems).toEqual([{ file: 'main', line: 2, reason: 'The line is longer than 50 MB.' }]);
    expect(line_counts).toMatchObject({ lines: 3, messages: 2, problems: 1 });
    expect(messages.map((message) => message.blocks[0]!.type)).toEqual(['text', 'problem', 'text']);
    await neighbourIsFine(engine);
  });

  test('with figures at the edge of what can be counted does not take the catalog down', async () => {
    const home = homeWithNeighbour();
    const most = Number.MAX_SAFE_INTEGER;
    home.draw(Array.from({ length: 1100 }, (_, n) => `09:00 assistant ${n}`).join('\n'), {
      session_id: 'huge', usage: [most, most, most, most],
    }); // prettier-ignore
    const engine = await scannedEngine(home);
    expect(valueOf(await engine.api.status({})).problems).toEqual([]);
    const { session } = await shown(engine, 'huge');
    expect(session.message_count).toBe(1100);
    expect(Number.isSafeInteger(session.tokens.total)).toBe(true);
    await neighbourIsFine(engine);
  });
});

const oddLines = [
  [
    'an input 10,000 deep',
    `{"type":"assistant","uuid":"d","timestamp":"2026-08-01T09:00:00.000Z","message":{"id":"m","model":"claude-sonnet-4-5","content":[{"type":"tool_use","id":"deep","name":"Bash","input":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}]}}`,
  ],
  [
    'a content 10,000 deep',
    `{"type":"user","uuid":"d","message":{"role":"user","content":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
  ],
  [
    'an unknown record 10,000 deep',
    `{"type":"what-is-this","uuid":"d","x":${'{"x":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
  ],
  [
    'a result 10,000 deep',
    `{"type":"user","uuid":"d","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"x","content":${'[{"content":'.repeat(10_000)}1${'}]'.repeat(10_000)}}]}}`,
  ],
  [
    '100,000 keys',
    `{"type":"what-is-this","uuid":"d",${Array.from({ length: 100_000 }, (_, n) => `"k${n}":${n}`).join()}}`,
  ],
  [
    'keys that objects inherit',
    '{"type":"user","uuid":"d","__proto__":{"type":"x"},"constructor":1,"toString":2,"message":{"role":"user","__proto__":[],"content":[{"type":"constructor","__proto__":1}]}}',
  ],
  [
    'a tool named like an inherited key',
    '{"type":"assistant","uuid":"d","timestamp":"2026-08-01T09:00:00.000Z","message":{"id":"m","model":"__proto__","content":[{"type":"tool_use","id":"__proto__","name":"__proto__","input":{"__proto__":{"a":1},"constructor":2}},{"type":"tool_use","id":"c","name":"constructor","input":{}}]}}',
  ],
  [
    'figures that are none',
    '{"type":"assistant","uuid":"d","timestamp":"2026-08-01T09:00:00.000Z","costUSD":-5,"message":{"id":"m","model":"x","content":[],"usage":{"input_tokens":-1,"output_tokens":1e999,"cache_read_input_tokens":"12","cache_creation_input_tokens":1.5}}}',
  ],
  [
    'a price without end',
    '{"type":"assistant","uuid":"d","timestamp":"2026-08-01T09:00:00.000Z","costUSD":1e308,"message":{"id":"m","model":"x","content":[{"type":"text","text":"a"}]}}\n{"type":"assistant","uuid":"e","timestamp":"2026-08-01T09:00:00.000Z","costUSD":1e308,"message":{"id":"n","model":"x","content":[]}}',
  ],
  [
    'times that are none',
    '{"type":"user","uuid":"d","timestamp":"275760-09-13T00:00:00.000Z","message":{"content":"a"}}\n{"type":"user","uuid":"e","timestamp":1785574800000,"message":{"content":"b"}}\n{"type":"user","uuid":"f","timestamp":"2026-08-01 09:00","message":{"content":"c"}}\n{"type":"user","uuid":"g","timestamp":"0000-00-00T00:00:00.000Z","message":{"content":"d"}}',
  ],
  [
    'content of every wrong type',
    [
      'null',
      '7',
      'true',
      '[null,7,"s",[]]',
      '{}',
      '""',
      '[{"type":null}]',
      '[{"type":"text","text":{}}]',
      '[{"type":"image"}]',
    ]
      .map((content, n) => `{"type":"user","uuid":"w${n}","message":{"role":"user","content":${content}}}`)
      .join('\n'),
  ],
  [
    'records of every wrong type',
    '[]\n7\n"s"\nnull\ntrue\n{}\n{"type":7}\n{"type":"user"}\n{"type":"assistant","message":[]}\n{"type":"system","subtype":{}}\n{"type":"attachment","attachment":"x"}',
  ],
  [
    'lone surrogates and NUL',
    '{"type":"user","uuid":"\\ud800","message":{"role":"user","content":"a\\ud800b\\u0000c\\udfff"}}\n{"type":"assistant","uuid":"y","message":{"id":"m\\u0000n","model":"\\udc00","content":[{"type":"tool_use","id":"t\\u0000u","name":"B\\u0000","input":{"\\ud800":1}}]}}',
  ],
  [
    'bytes that are no text',
    '\u0000\u0000{"type":"user","uuid":"z","message":{"content":"behind NUL"}}\n\u00ff\u00fe\u0080\n\u001f\u008b\u0008\u0000',
  ],
] as const;

describe('odd lines in a session', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  beforeAll(async () => {
    home.draw(neighbour, { session_id: 'neighbour' });
    oddLines.forEach(([, line], n) => {
      const [before, after] = linesFromText('09:00 user Before\n09:05 user Behind', { session_id: `odd-${n}` });
      home.write(`odd-${n}.jsonl`, Buffer.from(`${before}\n${line}\n${after}\n`, 'latin1'));
    });
    engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
  });

  test.each(oddLines.map(([what], n) => [what, n] as const))('with %s cost nothing but themselves', async (_, n) => {
    const { messages, session } = await shown(engine, `odd-${n}`);
    const blocks = messages.flatMap((message) => message.blocks);
    const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    expect(texts).toContain('Before');
    expect(texts).toContain('Behind');
    expect(session.title).toBe('Before');
  });

  test('take nothing from other sessions, and everything is indexed', async () => {
    expect(valueOf(await engine.api.status({}))).toMatchObject({ problems: [], catalog_done: true, text_done: true });
    expect(valueOf(await engine.api.search({ q: 'Behind' })).total).toBe(oddLines.length + 1);
    await neighbourIsFine(engine);
  });
});

const record = (uuid: string, parentUuid: string | null, text: string, more = {}) =>
  JSON.stringify({
    type: 'user',
    uuid,
    parentUuid,
    timestamp: '2026-08-01T09:00:00.000Z',
    message: { role: 'user', content: text },
    ...more,
  });

const chain = (name: string, length: number, from: string | null) =>
  Array.from({ length }, (_, n) => record(`${name}${n}`, n === 0 ? from : `${name}${n - 1}`, `${name} ${n}`));

describe('links between records', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  beforeAll(async () => {
    home.draw(neighbour, { session_id: 'neighbour' });
    engine = await scannedEngine(home);
  });

  test.each([
    ['a circle', [record('a', 'c', 'A'), record('b', 'a', 'B'), record('c', 'b', 'C')]],
    ['a record that is its own parent', [record('a', 'a', 'A'), record('b', 'a', 'B')]],
    [
      'a circle of side chains',
      [
        record('a', 'b', 'A', { isSidechain: true }),
        record('b', 'a', 'B', { isSidechain: true }),
        record('c', null, 'C'),
      ],
    ],
    ['parents that are nowhere', [record('a', 'x', 'A'), record('b', 'y', 'B')]],
    ['parents that come later', [record('a', 'b', 'A'), record('b', 'c', 'B'), record('c', null, 'C')]],
  ])('that form %s are no crash', async (_, lines) => {
    home.write('linked.jsonl', `${lines.join('\n')}\n`);
    await engine.scanned();
    const { line_counts } = await shown(engine, 'linked');
    expect(line_counts.lines).toBe(lines.length);
    await neighbourIsFine(engine);
  });

  test('that are 10,000 deep, with branches, are read in moderate time', async () => {
    const answers = [linesFromText('09:00 assistant yes', { ids: 'r' })[0]!];
    const lines = [
      ...chain('old', 10_000, null),
      ...chain('main', 200, null),
      ...chain('left', 100, 'main50'),
      ...answers,
      ...chain('kept', 100, 'main50'),
    ];
    home.write('deep.jsonl', `${lines.join('\n')}\n`);
    await engine.scanned();
    const began = Date.now();
    expect(valueOf(await engine.api.outline({ session_id: 'deep' })).total).toBe(lines.length);
    expect(Date.now() - began).toBeLessThan(10_000);
    await neighbourIsFine(engine);
  });

  test('are ids that repeat: the same record is shown once, and every line is accounted for', async () => {
    const lines = [
      record('a', null, 'A'),
      record('b', 'a', 'B'),
      record('a', null, 'A'),
      record('b', 'a', 'B'),
      record('c', 'b', 'C'),
    ];
    home.write('twice.jsonl', `${lines.join('\n')}\n`);
    await engine.scanned();
    const { messages, line_counts, session } = await shown(engine, 'twice');
    expect(messages).toHaveLength(3);
    expect(line_counts.lines).toBe(5);
    expect(session.user_message_count).toBe(3);
  });
});

test('a file of another kind under the right name is a file of problems and nothing worse', async () => {
  const home = homeWithNeighbour();
  const sqlite = fs.readFileSync(process.execPath).subarray(0, 300_000);
  home.write('binary.jsonl', sqlite);
  home.write('utf16.jsonl', Buffer.from(sessionFromText('09:00 user wide'), 'utf16le'));
  home.write('many.jsonl', '{}\n'.repeat(200_000));
  const engine = await scannedEngine(home);
  expect(valueOf(await engine.api.sessions({})).sessions.map((session) => session.session_id)).toEqual(['neighbour']);
  const [card] = valueOf(await engine.api.sources({})).sources;
  expect(card!.problem_count).toBeGreaterThan(200_000);
  await neighbourIsFine(engine);
});
