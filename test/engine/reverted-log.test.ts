import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { casesOf, filesIn, layOut } from '../helpers/fixture-cases.ts';
import { askEverything, openHome } from '../helpers/read-home.ts';
import { vi } from 'vitest';

vi.mock('node:worker_threads', () => import('../helpers/in-process-threads.ts'));

const source = 'codex_cli';
const fixture = casesOf(source).find((one) => one.name === 'a-reverted-thread-goes-on-in-a-second-file')!;

test('a log that goes on in a second file stays one session, in which every call is counted once', async () => {
  const laid = layOut(fixture);
  const later = filesIn(laid.home)
    .filter((name) => /_[0-9a-f-]{36}\.jsonl$/.test(name))
    .map((name) => path.join(laid.home, name));
  const [own] = later;
  const text = fs.readFileSync(own!, 'utf8');
  fs.rmSync(own!);
  const home = openHome(laid);
  await home.scan();
  const before = await askEverything(home, source);
  fs.writeFileSync(own!, text);
  await home.scan();
  const after = await askEverything(home, source);
  await home.close();
  laid.remove();
  const brief = ({ sessions, usage }: typeof before) => [
    sessions.map(({ session, problems }) => [session.session_id, session.user_message_count, problems.length]),
    usage.totals.call_count,
  ];
  const id = '019df349-e700-7000-8000-000000000001';
  expect(brief(before)).toEqual([[[id, 2, 0]], 2]);
  expect(brief(after)).toEqual([[[id, 3, 0]], 3]);
  expect(after.sessions[0]!.session.tokens.output).toBe(60);
});
