import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ScanTurn } from '../../src/engine/scan-turn.ts';

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-turn-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function turnIn(data_dir: string | null): ScanTurn {
  const turn = new ScanTurn(data_dir);
  onTestFinished(() => turn.close());
  return turn;
}

const nobodyWaits = () => expect.fail('waited');

test('a turn is free until it is taken, and free again once it is given back', async () => {
  const turn = turnIn(temporaryFolder());
  expect(await turn.take(nobodyWaits)).toBe(true);
  turn.release();
  expect(await turn.take(nobodyWaits)).toBe(true);
});

test('whoever comes second is told once that it waits, and gets its turn after the first', async () => {
  const folder = temporaryFolder();
  const [first, second] = [turnIn(folder), turnIn(folder)];
  await first.take(nobodyWaits);
  const heard: string[] = [];
  const waiting = second.take(() => void heard.push('waits')).then(() => heard.push('has it'));
  await new Promise((resolve) => setTimeout(resolve, 700));
  heard.push('given back');
  first.release();
  await waiting;
  expect(heard).toEqual(['waits', 'given back', 'has it']);
});

test('a turn is free again when its holder is closed', async () => {
  const folder = temporaryFolder();
  const first = turnIn(folder);
  await first.take(nobodyWaits);
  first.close();
  expect(await turnIn(folder).take(nobodyWaits)).toBe(true);
});

test('waiting ends without a turn when the one that waits is closed', async () => {
  const folder = temporaryFolder();
  const [first, second] = [turnIn(folder), turnIn(folder)];
  await first.take(nobodyWaits);
  expect(await second.take(() => second.close())).toBe(false);
});

test('without a data folder nobody waits for anybody', async () => {
  expect(await turnIn(null).take(nobodyWaits)).toBe(true);
  expect(await turnIn(null).take(nobodyWaits)).toBe(true);
});

test('the lock is a file for the owner alone and holds nothing', async () => {
  const folder = temporaryFolder();
  await turnIn(folder).take(nobodyWaits);
  expect(fs.readdirSync(folder)).toEqual(['scan.lock']);
  const { mode, size } = fs.statSync(path.join(folder, 'scan.lock'));
  expect([mode & 0o777, size]).toEqual([0o600, 0]);
});
