import { plantedSecrets } from '../../helpers/planted-secrets.ts';
import { png } from './png.ts';
import { type Transcript, transcript, type TranscriptFacts } from './transcript.ts';
import { place, placeText, type World } from './world.ts';

/** Sessions of the everyday home that tests name. */
export interface Everyday {
  /** One of everything: see `readingLog`. */
  reading: string;
  /** The file of a session that a test may append to. */
  growing: { session_id: string; file: string; log: Transcript };
  /** The file of a session that a test may delete. */
  leaving: { session_id: string; file: string };
  /** How many sessions there are. */
  session_count: number;
}

const opus = 'claude-opus-4-5-20251101';
const sonnet = 'claude-sonnet-4-5-20250929';
const haiku = 'claude-haiku-4-5-20251001';

const hour = 3_600_000;
const ago = (hours: number): Date => new Date(Date.now() - hours * hour);
const idOf = (number: number): string => `e0${String(number).padStart(2, '0')}da70-0000-4000-8000-000000000001`;

/** Small sessions: hours ago, folder, branch, model, what was asked, number of calls, whether one failed. */
const small: [number, string, string, string, string, number, boolean][] = [
  [3, '/home/dev/site', 'main', sonnet, 'Rename the header component', 3, false],
  [5, '/home/dev/api', 'fix/limits', opus, 'Why does the rate limiter forget its counters?', 6, true],
  [9, '/home/dev/api', 'main', sonnet, 'Write the changelog of 2.4', 1, false],
  [26, '/home/dev/api', 'main', opus, 'Speed up the list of orders', 12, false],
  [30, '/home/dev/docs', 'main', haiku, 'Fix typos in the guide', 2, false],
  [52, '/home/dev/site', 'feature/search', opus, 'Search box with suggestions', 9, true],
  [75, '/home/dev/infra', 'main', sonnet, 'Move the backups to the new bucket', 4, false],
  [98, '/home/dev/site', 'feature/search', sonnet, 'Debounce the search box', 2, false],
  [140, '/home/dev/infra', 'main', haiku, 'List the unused security groups', 3, false],
  [220, '/home/dev/docs', 'main', sonnet, 'A page about migrations', 1, false],
  [400, '/home/dev/api', 'main', opus, 'Plan the second version of the API', 2, false],
  [1_500, '/home/dev/api', 'main', opus, 'Read the old order code', 5, false],
];

/** A home of some weeks of work: four projects, fifteen sessions, one of them with one of everything. */
export function everydayWorld(world: World): Everyday {
  const reading = readingLog(factsOf(90, 1.5, '/home/dev/site', 'fix/login', opus));
  for (const log of reading) place(world, log);
  placeSidecar(world, reading[0]);
  small.forEach(([hours, cwd, branch, model, ask, calls, fails], at) => {
    place(world, smallLog(factsOf(at, hours, cwd, branch, model), ask, calls, fails));
  });
  const growing = smallLog(
    factsOf(91, 0.5, '/home/dev/api', 'main', sonnet),
    'Retry failed payments with a growing pause',
    2,
    false,
  );
  const leaving = smallLog(
    factsOf(92, 2, '/home/dev/docs', 'main', haiku),
    'Which of the old build scripts are still used?',
    2,
    false,
  );
  return {
    reading: reading[0].facts.session_id,
    growing: { session_id: growing.facts.session_id, file: place(world, growing), log: growing },
    leaving: { session_id: leaving.facts.session_id, file: place(world, leaving) },
    session_count: small.length + 3,
  };
}

function factsOf(number: number, hours: number, cwd: string, branch: string, model: string): TranscriptFacts {
  return { session_id: idOf(number), starts: ago(hours), cwd, branch, model };
}

function smallLog(facts: TranscriptFacts, ask: string, calls: number, fails: boolean): Transcript {
  const log = transcript(facts).prompt(ask).say('I will have a look.');
  for (let call = 1; call <= calls; call++) {
    const is_error = fails && call === calls;
    const [command, content] = is_error ? ['npm run check', 'Exit code 2\nerror: not found'] : ['git status', 'clean'];
    log.wait(20).call('Bash', { command, description: 'Look' }, { content, is_error });
  }
  return log.say(`Done: ${ask.toLowerCase()}`);
}

/** Lines of the long output of the reading session, and the one that stands at its very end. */
export const longOutputLines = 9_000;
export const longOutputEnd = 'the very last line of the long output';

const longOutput = (): string =>
  `${Array.from({ length: longOutputLines }, (_, line) => `line ${line + 1}: compiled module number ${line + 1}`).join('\n')}\n${longOutputEnd}`;

const subagent = 'areviewer00000001';

/** A session with one of everything that a transcript shows, and its subagent. */
function readingLog(facts: TranscriptFacts): [Transcript, Transcript] {
  const log = transcript(facts)
    .prompt([
      { type: 'text', text: 'Fix the login test. This is what I see:' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png(64, 40).toString('base64') } },
    ])
    .wait(6)
    .think('The test fails on the second attempt only, so the session must be kept.\nI will look at the test first.')
    .wait(11)
    .say(answerInMarkdown)
    .call('Read', { file_path: '/home/dev/site/src/login.ts' }, { content: numbered(login), detail: readDetail })
    .wait(9);
  log
    .call('Bash', { command: 'npm test -- login', description: 'Run the login tests' }, failing)
    .wait(14)
    .call('Edit', { file_path: '/home/dev/site/src/login.ts', old_string: oldLine, new_string: newLine }, edited)
    .wait(5)
    .call('Bash', { command: 'npm run build', description: 'Build everything' }, { content: longOutput(), took_s: 41 })
    .call('TodoWrite', { todos }, { content: 'Todos have been modified', detail: { oldTodos: [], newTodos: todos } })
    .wait(70)
    .prompt(`Deploy it with ${plantedSecrets['github']} as the token, please.`)
    .call('Bash', { command: `GITHUB_TOKEN=${plantedSecrets['github']} ./deploy.sh` }, printedToken)
    .wait(120)
    .prompt('Now let somebody review it.');
  const asked = { description: 'Review the login change', prompt: 'Review it', subagent_type: 'reviewer' };
  log.call('Task', asked, { content: reviewed, detail: reviewDetail, took_s: 4 });
  log.wait(30).record({ type: 'system', ...compacted });
  log.prompt('Go on with the release notes.').wait(20);
  log.raw('{"type":"user","message":{"role":"user","content":"cut in the mid').say('The release notes are written.');
  return [log, reviewLog({ ...facts, agent_id: subagent, model: haiku })];
}

function reviewLog(facts: TranscriptFacts): Transcript {
  return transcript(facts)
    .prompt('Review it')
    .call('Grep', { pattern: 'keepSession', path: '/home/dev/site' }, { content: 'src/login.ts:2' })
    .say('The reviewer found nothing to change.');
}

function placeSidecar(world: World, { facts }: Transcript): void {
  const meta = { agentType: 'reviewer', description: 'Review the login change' };
  const folder = `.claude/projects/${facts.cwd.replace(/[^A-Za-z0-9]/g, '-')}/${facts.session_id}/subagents`;
  placeText(world, `${folder}/agent-${subagent}.meta.json`, JSON.stringify(meta));
}

const answerInMarkdown = `I found it: \`keepSession\` is never called. See [the guide](https://example.com/guide).

| attempt | result |
| --- | --- |
| first | passes |
| second | **fails** |

\`\`\`ts
export function login(name: string): Session {
  return openSession(name);
}
\`\`\`

1. keep the session
2. run the tests`;

const oldLine = '  return openSession(name);';
const newLine = '  const session = openSession(name);\n  keepSession(session);\n  return session;';
const login = `export function login(name: string): Session {\n${oldLine}\n}\n`;
const numbered = (text: string): string =>
  text.split('\n').map((line, at) => `${String(at + 1).padStart(6)}\t${line}`).join('\n'); // prettier-ignore
const readDetail = {
  type: 'text',
  file: { filePath: '/home/dev/site/src/login.ts', content: login, numLines: 4, startLine: 1, totalLines: 4 },
};
const failing = {
  content: 'Exit code 1\n\u001b[31mFAIL\u001b[39m test/login.test.ts\nexpected 200, got 401',
  is_error: true,
  detail: 'Error: Exit code 1',
  took_s: 7,
};
const edited = {
  content: 'The file /home/dev/site/src/login.ts has been updated.',
  detail: {
    filePath: '/home/dev/site/src/login.ts',
    oldString: oldLine,
    newString: newLine,
    originalFile: login,
    structuredPatch: [
      {
        oldStart: 1,
        oldLines: 3,
        newStart: 1,
        newLines: 5,
        lines: [
          ' export function login(name: string): Session {',
          '-  return openSession(name);',
          '+  const session = openSession(name);',
          '+  keepSession(session);',
          '+  return session;',
          ' }',
        ],
      },
    ],
    userModified: false,
    replaceAll: false,
  },
};
const printedToken = { content: `deployed with ${plantedSecrets['github']}`, took_s: 12 };
const todos = [
  { content: 'Find the failing test', status: 'completed', activeForm: 'Finding the failing test' },
  { content: 'Keep the session', status: 'in_progress', activeForm: 'Keeping the session' },
  { content: 'Write the release notes', status: 'pending', activeForm: 'Writing the release notes' },
];
const reviewed = [{ type: 'text', text: 'The change is **fine**.' }];
const reviewDetail = {
  status: 'completed',
  agentId: subagent,
  agentType: 'reviewer',
  content: reviewed,
  prompt: 'Review it',
  totalDurationMs: 4_000,
  totalTokens: 900,
  totalToolUseCount: 1,
};
const compacted = {
  subtype: 'compact_boundary',
  content: 'Conversation compacted',
  level: 'info',
  isMeta: false,
  compactMetadata: { trigger: 'auto', preTokens: 155_000, postTokens: 12_000 },
};
