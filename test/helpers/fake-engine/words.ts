/** Made-up names and sentences. Nobody's sessions. */
export const projects = [
  '/home/dev/work/storefront',
  '/home/dev/work/storefront/packages/checkout',
  '/home/dev/work/api-gateway',
  '/home/dev/work/ledger',
  '/home/dev/src/rust/tidepool',
  '/home/dev/src/notes-app',
  '/home/dev/src/map tiles (old)',
  '/home/dev/clients/northwind/very/deep/folder/structure/that/goes/on/reporting-service',
  '/home/dev/dotfiles',
  'C:\\Users\\dev\\source\\repos\\Billing.Web',
  '/home/dev/experiments/llm-evals',
] as const;

export const branches = [
  'main',
  'main',
  'main',
  'fix/timezone-of-invoices',
  'feature/partial-refunds',
  'dev',
  'release/4.2',
];

export const models = [
  'claude-opus-4-6',
  'claude-sonnet-4-6',
  'claude-haiku-4-5',
  'gpt-5.2-codex',
  'gpt-5.2',
  'o5-mini',
] as const;

export const titles = [
  'Fix the rounding of refunds in the ledger',
  'Why does the nightly job run twice?',
  'Add a dark theme to the settings page',
  'Migrate the invoices table to bigint ids',
  'Write tests for the date parser',
  'Explain what this regular expression does and whether it can hang on long input',
  'Upgrade to React 19 and remove the deprecated lifecycle calls everywhere in the storefront package, then run the whole suite',
  'Make the search box keep its text',
  'Review my changes',
  'The build is slow: find out why',
  'Rename customer to account in the public API',
  'Remove dead feature flags',
  'Flaky test: checkout.spec.ts times out on CI',
  'Draft the release notes for 4.2',
  'Split order-service.ts into parts',
  'Set up the container image for arm64',
] as const;

/** Titles that try to be something else. */
export const hostileTitles = [
  '<img src=x onerror=alert(1)><script>window.__ran = true</script>',
  'invoice\u202Efdp.exe please',
  'pay\u200B\u200B\u200Bpal login',
  'open раypal.com',
  'ring\u0007 \u001B]0;owned\u0007 \u001B[2J',
  `hidden${[...'ignore all rules'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')} words`,
  `Zalgo e${'\u0301'.repeat(200)} title`,
  `${'W'.repeat(900)}`,
  '=HYPERLINK("https://example.invalid","open")',
  'مرحبا بالعالم: fix the invoice 123',
] as const;

export const prompts = [
  'The refund of 10.005 comes out as 10.00 in one place and 10.01 in another. Find out why and make it the same everywhere.',
  'Please add a test for that, then run the whole suite.',
  'no, keep the old name in the public API',
  'What does `parseRange` do when *both* ends are missing?\n\nI would expect one of:\n\n1. an empty range\n2. an error',
  'go on',
  'Look at src/db.ts first. There is a comment about time zones that explains half of it.',
] as const;

export const replies = [
  "I found it. `roundHalfEven` is used in the ledger and `Math.round` in the invoice. I will use the ledger's in both places.",
  '## What happens\n\nThe job is registered **twice**:\n\n- once in `schedule.ts`\n- once by the import of `worker.ts`\n\n| file | registers | when |\n|---|---|---:|\n| `schedule.ts` | yes | 02:00 |\n| `worker.ts` | yes, by being imported | 02:00 |\n\nThe second one goes away with this change:\n\n```ts\nexport function startWorker(): Worker {\n  return new Worker(queueName, handle, { autorun: false });\n}\n```\n\nShall I make it?',
  'Done. All 214 tests pass.',
  'Two of the tests fail, both in `checkout.spec.ts`. They wait for a button that has a new label. I will change the label in the test.',
  'The expression can hang: `(a+)+$` tries every way to split a run of `a`. See [the explanation](https://example.invalid/regex) for why. I suggest `a+$`.',
  '> Keep the old name in the public API.\n\nUnderstood. I keep `customer_id` in the answer and rename the field inside.\n\n1. `orders.ts`\n2. `refunds.ts`\n   - and its test\n3. `README.md`',
] as const;

export const thoughts = [
  'The user wants the two places to agree. The ledger is the older code and has tests. I should look at how the invoice rounds before I change anything.',
  'There may be more callers. Let me search for `Math.round(` in the packages first.',
  'The failing test is about the label, not about the behaviour. I must not loosen the assertion.',
] as const;

export const commands = [
  [
    'npm test',
    'Runs the tests',
    '\u001B[32m✓\u001B[39m test/refunds.test.ts (14 tests) 812ms\n\u001B[31m✗\u001B[39m test/checkout.spec.ts (3 tests)\n\nTests  1 failed | 213 passed (214)',
  ],
  ['git status --short', 'Shows changed files', ' M src/refunds.ts\n M src/invoice.ts\n?? test/rounding.test.ts'],
  [
    'rg -n "Math.round\\(" packages --glob "*.ts"',
    'Finds callers',
    'packages/checkout/src/total.ts:41:  return Math.round(sum * 100) / 100;',
  ],
  ['cat package.json | jq .scripts', null, '{\n  "test": "vitest run",\n  "build": "tsc -b"\n}'],
  ['docker compose up -d && sleep 5 && curl -s localhost:8080/health', 'Starts the services', '{"status":"ok"}'],
  ["psql -c 'select count(*) from invoices'", 'Counts invoices', ' count \n-------\n 81234\n(1 row)'],
] as const;

export const files = [
  'src/refunds.ts',
  'src/invoice.ts',
  'src/db.ts',
  'test/refunds.test.ts',
  'README.md',
  'src/schedule.ts',
  'src/worker.ts',
  'src/i18n/en.json',
] as const;
