import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorOf, scannedEngine, TestHome, valueOf } from './running-engine.ts';

describe('the sample sessions', () => {
  test('are shown in place of the own ones, read whole, and leave nothing behind', async () => {
    const home = new TestHome();
    home.draw('09:00 user my own work');
    const engine = await scannedEngine(home);
    const before = valueOf(await engine.api.sessions({}));
    const logs = home.snapshot();
    expect(valueOf(await engine.api.showSamples({ is_shown: true })).mode).toBe('samples');
    valueOf(await engine.api.scan({ with_text: true }));
    const { sessions } = valueOf(await engine.api.sessions({}));
    expect(sessions).toHaveLength(3);
    expect(new Set(sessions.map(({ source }) => source)).size).toBe(2);
    for (const session of sessions) {
      expect(session.title).toMatch(/made up/);
      expect(session).toMatchObject({ problem_count: 0, project_dir: expect.stringMatching(/^\/samples\//) });
      expect([session.tokens.total > 0, session.cost_usd! > 0, session.tool_call_count > 0]).toEqual([
        true,
        true,
        true,
      ]);
      const messages = JSON.stringify(valueOf(await engine.api.messages({ session_id: session.session_id })));
      expect(messages).not.toMatch(/ghp_/);
    }
    expect(valueOf(await engine.api.search({ q: 'week' })).total).toBeGreaterThan(0);
    expect(valueOf(await engine.api.usageAnalytics({ days: 7 })).totals.session_count).toBe(3);
    expect(errorOf(await engine.api.saveSettings({ level: 'strict', extra_words: [] })).code).toBe('unavailable');
    expect(errorOf(await engine.api.removeData({})).code).toBe('unavailable');
    expect(valueOf(await engine.api.showSamples({ is_shown: false })).mode).toBe('usual');
    await engine.scanned();
    expect(valueOf(await engine.api.sessions({})).sessions).toEqual(before.sessions);
    expect(fs.readdirSync(home.data_dir).filter((name) => name.startsWith('samples'))).toEqual([]);
    expect(home.snapshot()).toEqual(logs);
  });

  test('go with the engine that shows them, and with its data', async () => {
    const home = new TestHome();
    const engine = await scannedEngine(home);
    valueOf(await engine.api.showSamples({ is_shown: true }));
    await engine.scanned();
    await engine.stop();
    expect(fs.readdirSync(home.data_dir).filter((name) => name.startsWith('samples'))).toEqual([]);
    fs.mkdirSync(path.join(home.data_dir, 'samples-aBc123', 'home'), { recursive: true });
    const next = await scannedEngine(home);
    expect(valueOf(await next.api.settings({})).mode).toBe('usual');
    valueOf(await next.api.removeData({}));
    expect(fs.existsSync(home.data_dir)).toBe(false);
  });
});

describe('sessions that their agent will delete', () => {
  const day = 86_400_000;

  test('are counted by the age of their files, by the agent’s usual rule, and not in added folders', async () => {
    const home = new TestHome();
    for (const [id, days] of [['new', 1], ['due-1', 24], ['due-2', 29.5], ['over', 31]] as const)
      home.draw('09:00 user hello', { session_id: id, ageMs: days * day });
    const engine = await scannedEngine(home);
    const cardOf = async () =>
      valueOf(await engine.api.sources({})).sources.find((card) => card.source === 'claude_code')!;
    const { deletion } = await cardOf();
    expect(deletion).toMatchObject({ assumed_days: 30, setting: 'cleanupPeriodDays', due_count: 2, overdue_count: 1 });
    expect(Math.abs(Date.parse(deletion!.first_due_at!) - Date.now() - day / 2)).toBeLessThan(60_000);
    const others = valueOf(await engine.api.sources({})).sources.filter((card) => card.source !== 'claude_code');
    expect(others.every((card) => card.deletion === undefined)).toBe(true);
  }); // prettier-ignore
});
