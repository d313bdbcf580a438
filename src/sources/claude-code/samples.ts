import type { SampleFile } from '../source.ts';

const model = 'claude-sonnet-4-5-20250929';
const minute = 60_000;
const hour = 60 * minute;

/** Made-up sessions that show what Rearview does; no work of anybody. Below the home folder. */
export function claudeSamples(now: Date): SampleFile[] {
  return [fixingATest(now.getTime() - 2 * hour), addingAPage(now.getTime() - 26 * hour)];
}

function fixingATest(starts: number): SampleFile {
  const log = new SampleLog('5a4d9e00-0000-4000-8000-000000000001', '/samples/weather', 'fix/dates', starts);
  log.prompt('The test of the weekly report fails since Monday. Find out why and fix it. (A sample session, made up.)');
  log.think('The name of the day suggests time zones. I should run the test first and read what it compares.');
  log.say('I run the test first to see what it says.');
  log.call('Bash', { command: 'npm test -- report', description: 'Run the tests of the report' }, {
    is_error: true,
    text: `Exit code 1\nFAIL src/report.test.ts\n  expected "2026-11-16" to be "2026-11-15"\n  with ${secretLine()}`,
    took: 9000,
  }); // prettier-ignore
  log.call('Read', { file_path: '/samples/weather/src/report.ts' }, { text: numbered(before), took: 40 });
  log.say('The week begins at midnight **UTC**, while the test means the local day. I take the local day.');
  log.call('Edit', { file_path: '/samples/weather/src/report.ts', old_string: before[1], new_string: after[1] }, {
    text: 'The file /samples/weather/src/report.ts has been updated.',
    took: 60,
    detail: {
      filePath: '/samples/weather/src/report.ts',
      oldString: before[1],
      newString: after[1],
      structuredPatch: [{ oldStart: 1, oldLines: 3, newStart: 1, newLines: 3, lines: [` ${before[0]}`, `-${before[1]}`, `+${after[1]}`, ` ${before[2]}`] }],
    },
  }); // prettier-ignore
  log.call('Bash', { command: 'npm test -- report', description: 'Run the tests again' }, { text: 'PASS src/report.test.ts\n  12 tests', took: 8000 });
  log.say('All 12 tests pass. The report used the UTC day; it uses the local day now, as its test expects.');
  log.pause(4 * minute);
  log.prompt('Thank you. Commit it.');
  log.call('Bash', { command: 'git commit -am "report: a week begins on the local Monday"', description: 'Commit' }, { text: '[fix/dates 3f2c1aa] report: a week begins on the local Monday', took: 300 });
  log.say('Done: `3f2c1aa`.');
  return log.file();
} // prettier-ignore

const todos = (done: number) =>
  ['Read the router', 'Write the page', 'Link it from the customer'].map((content, place) => ({
    content,
    activeForm: content,
    status: place < done ? 'completed' : place === done ? 'in_progress' : 'pending',
  }));

function addingAPage(starts: number): SampleFile {
  const log = new SampleLog('5a4d9e00-0000-4000-8000-000000000002', '/samples/shop', 'main', starts);
  log.prompt('Add a page that lists the orders of a customer. (A sample session, made up.)');
  log.call('TodoWrite', { todos: todos(0) }, { text: 'Todos have been modified.', took: 5 });
  log.call('Grep', { pattern: 'createRouter', path: '/samples/shop/src' }, { text: 'src/router.ts:4', took: 90 });
  log.call('Write', { file_path: '/samples/shop/src/Orders.tsx', content: page }, {
    text: 'File created successfully at: /samples/shop/src/Orders.tsx',
    took: 50,
    detail: { type: 'create', filePath: '/samples/shop/src/Orders.tsx', content: page, structuredPatch: [] },
  }); // prettier-ignore
  log.call('TodoWrite', { todos: todos(3) }, { text: 'Todos have been modified.', took: 5 });
  log.say('The page is there:\n\n```tsx\n<Route path="/customers/:id/orders" element={<Orders />} />\n```\n\n| Route | Shows |\n|---|---|\n| `/customers/:id/orders` | the orders, newest first |');
  return log.file();
} // prettier-ignore

const before = ['export function weekOf(day: Date) {', '  return startOfWeek(day.toISOString());', '}'] as const;
const after = [before[0], '  return startOfWeek(localDay(day));', before[2]] as const;
const page = 'export function Orders() {\n  const orders = useOrders();\n  return <List of={orders} />;\n}\n';
const numbered = (lines: readonly string[]): string => lines.map((line, at) => `${at + 1}\t${line}`).join('\n');

/** Looks like a secret, so that one sees what becomes of one; in parts, so that no scanner takes it for one here. */
const secretLine = (): string => `API_TOKEN=${['ghp', 'Xk3Zt9Lq2Wm7Rv4Bn8Yc1Hd6Jf5Gs0PaUeT'].join('_')}`;

interface Answer {
  text: string;
  is_error?: boolean;
  detail?: object;
  /** Milliseconds. */
  took: number;
}

/** The lines of one session, as the agent would have written them. */
class SampleLog {
  readonly #session_id: string;
  readonly #cwd: string;
  readonly #branch: string;
  readonly #lines: string[] = [];
  #at: number;
  #parent: string | null = null;

  constructor(session_id: string, cwd: string, branch: string, starts: number) {
    this.#session_id = session_id;
    this.#cwd = cwd;
    this.#branch = branch;
    this.#at = starts;
  }

  prompt(content: string): void {
    this.#add({ type: 'user', message: { role: 'user', content } });
  }

  think(thinking: string): void {
    this.#answer({ type: 'thinking', thinking, signature: '' });
  }

  say(text: string): void {
    this.#answer({ type: 'text', text });
  }

  call(name: string, input: object, { text, is_error = false, detail, took }: Answer): void {
    const id = `toolu_sample${this.#lines.length}${this.#session_id.slice(-4)}`;
    this.#answer({ type: 'tool_use', id, name, input });
    this.pause(took);
    const content = [{ type: 'tool_result', tool_use_id: id, content: text, is_error }];
    this.#add({ type: 'user', toolUseResult: detail, message: { role: 'user', content } });
  }

  pause(ms: number): void {
    this.#at += ms;
  }

  file(): SampleFile {
    const folder = this.#cwd.replaceAll('/', '-');
    return { path: `.claude/projects/${folder}/${this.#session_id}.jsonl`, text: `${this.#lines.join('\n')}\n` };
  }

  #answer(block: object): void {
    this.pause(3000);
    const name = `${this.#lines.length}_${this.#session_id.slice(-4)}`;
    const usage = {
      input_tokens: 6,
      cache_creation_input_tokens: 900,
      cache_read_input_tokens: 18_000 + 900 * this.#lines.length,
      output_tokens: 120 + JSON.stringify(block).length,
    };
    const message = { id: `msg_sample${name}`, type: 'message', role: 'assistant', model, content: [block], usage };
    this.#add({ type: 'assistant', requestId: `req_sample${name}`, message });
  }

  #add(fields: object): void {
    this.pause(1000);
    const uuid = `${this.#session_id.slice(0, -4)}${String(this.#lines.length).padStart(4, '0')}`;
    const facts = { sessionId: this.#session_id, cwd: this.#cwd, gitBranch: this.#branch, version: '2.1.0' };
    const envelope = { uuid, parentUuid: this.#parent, isSidechain: false, ...facts, timestamp: new Date(this.#at).toISOString() };
    this.#lines.push(JSON.stringify({ ...envelope, ...fields }));
    this.#parent = uuid;
  } // prettier-ignore
}
