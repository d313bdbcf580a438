import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WorkLock } from '../../src/engine/work-lock.ts';

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-lock-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function lockIn(data_dir: string | null): WorkLock {
  const lock = new WorkLock(data_dir, 'scan');
  onTestFinished(() => lock.close());
  return lock;
}

const nobodyWaits = () => expect.fail('waited');

test('a lock is free until it is taken, and free again once it is released', async () => {
  const lock = lockIn(temporaryFolder());
  expect(await lock.take(nobodyWaits)).toBe(true);
  lock.release();
  expect(await lock.take(nobodyWaits)).toBe(true);
});

test('whoever comes second is told once that it waits, and has the lock after the first', async () => {
  const folder = temporaryFolder();
  const [first, second] = [lockIn(folder), lockIn(folder)];
  await first.take(nobodyWaits);
  const heard: string[] = [];
  const waiting = second.take(() => void heard.push('waits')).then(() => heard.push('has it'));
  await new Promise((resolve) => setTimeout(resolve, 700));
  heard.push('given back');
  first.release();
  await waiting;
  expect(heard).toEqual(['waits', 'given back', 'has it']);
});

test('a lock is free again when its holder is closed', async () => {
  const folder = temporaryFolder();
  const first = lockIn(folder);
  await first.take(nobodyWaits);
  first.close();
  expect(await lockIn(folder).take(nobodyWaits)).toBe(true);
});

test('waiting ends without the lock when the one that waits gives up', async () => {
  const folder = temporaryFolder();
  const [first, second] = [lockIn(folder), lockIn(folder)];
  await first.take(nobodyWaits);
  expect(await second.take(() => second.giveUp())).toBe(false);
});

test('without a data folder nobody waits for anybody', async () => {
  expect(await lockIn(null).take(nobodyWaits)).toBe(true);
  expect(await lockIn(null).take(nobodyWaits)).toBe(true);
});

test('the lock is a file for the owner alone and holds nothing', async () => {
  const folder = temporaryFolder();
  await lockIn(folder).take(nobodyWaits);
  expect(fs.readdirSync(folder)).toEqual(['scan.lock']);
  const { mode, size } = fs.statSync(path.join(folder, 'scan.lock'));
  expect([mode & 0o777, size]).toEqual([0o600, 0]);
});

test('one process may hold a lock several times, and others wait until it is released as often', async () => {
  const folder = temporaryFolder();
  const [first, second] = [lockIn(folder), lockIn(folder)];
  await first.take(nobodyWaits);
  await first.take(nobodyWaits);
  first.release();
  const heard: string[] = [];
  const waiting = second.take(() => void heard.push('waits')).then(() => heard.push('has it'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  heard.push('released');
  first.release();
  await waiting;
  expect(heard).toEqual(['waits', 'released', 'has it']);
});

test("locks for different work do not stand in each other's way", async () => {
  const folder = temporaryFolder();
  await lockIn(folder).take(nobodyWaits);
  const other = new WorkLock(folder, 'text');
  onTestFinished(() => other.close());
  expect(await other.take(nobodyWaits)).toBe(true);
});
