import { describe, expect, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import { isFieldName, isFieldWord } from '../../src/contract/field-words.ts';
import type { Message } from '../../src/contract/message.ts';
import { allMessages, scannedEngine, TestHome, valueOf } from './running-engine.ts';

/** Words that the shapes of messages and sessions are made of, and that somebody may want to be hidden all the same. */
const ours = [
  'text', 'type', 'name', 'tool', 'call', 'tool_call', 'tool_result', 'thinking', 'label', 'format', 'markdown', 'plain',
  'session', 'subagents', 'title', 'models', 'tokens', 'input', 'output', 'changes', 'path', 'lines', 'old', 'new',
  'command', 'edit', 'outcome', 'error', 'error_count', 'kind', 'description', 'subject', 'todos', 'status', 'moved',
]; // prettier-ignore

const drawing = `
  09:00:00 user Please put the text of the session into a new file
  09:00:01 thinks the tool for that is Edit
  09:00:02 calls a Bash cat /srv/session/text.md
  09:00:03 returns a the plain text of a file
  09:00:04 assistant Done: the **title** is new.`;

const kindsOf = (messages: readonly Message[]): string[] =>
  messages.flatMap(({ role, blocks }) =>
    blocks.map((block) => `${role} ${block.type}${block.type === 'tool_call' ? ` ${block.kind}` : ''}`),
  );

const views = ['session', 'outline', 'timeline', 'files', 'raw', 'contextAutopsy'] as const;

describe('words of our own shapes', () => {
  test('are known with what their fields choose from, and others are not', () => {
    expect(['text', 'block_id', 'old_start', 'cache_read', 'error_count', 'models'].every(isFieldName)).toBe(true);
    expect(['password', 'api_key', 'env', 'constructor', '__proto__', ''].some(isFieldName)).toBe(false);
    expect([isFieldWord('type', 'tool_call'), isFieldWord('kind', 'command'), isFieldWord('role', 'user')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isFieldWord('text', 'tool_call'), isFieldWord('type', 'secret'), isFieldWord('name', 'name')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('are hidden in what was said, and leave sessions readable', async () => {
    const home = new TestHome();
    home.draw(drawing);
    const engine = await scannedEngine(home);
    const before = await allMessages(engine, { session_id: 's-1' });
    valueOf(await engine.api.saveSettings({ level: 'secrets', extra_words: ours }));
    valueOf(await engine.api.scan({ with_text: true }));
    const messages = await allMessages(engine, { session_id: 's-1' });
    expect(methods.messages.output.shape.messages.parse(messages)).toEqual(messages);
    expect(kindsOf(messages)).toEqual(kindsOf(before));
    const shown = JSON.stringify(messages.flatMap(({ blocks }) => blocks.map((one) => 'text' in one && one.text)));
    expect(shown).toContain('[REDACTED:own-word:');
    expect(shown.replaceAll(/\[REDACTED:own-word:\w{6}\]/g, '')).not.toMatch(/text|session|title|tool|plain/i);
    for (const method of views) {
      const answer = valueOf(await engine.call(method, { session_id: 's-1' }));
      expect(methods[method].output.parse(answer)).toEqual(answer);
    }
    expect(valueOf(await engine.api.search({ q: 'Done' })).total).toBe(1);
    expect(valueOf(await engine.api.find({ session_id: 's-1', q: 'Done' })).places).toHaveLength(1);
  });

  test.each(['html', 'markdown', 'json', 'jsonl'] as const)('are hidden in %s, and leave it whole', async (format) => {
    const home = new TestHome();
    home.draw(drawing);
    const engine = await scannedEngine(home);
    const wanted = { session_id: 's-1', format, extra_words: ours, tool_output: 'all' as const };
    const { export_id } = valueOf(await engine.api.beginExport(wanted));
    let text = '';
    for (let phase = ''; phase !== 'done';) {
      const part = valueOf(await engine.api.exportPart({ export_id }));
      text += part.text;
      phase = part.phase;
    }
    expect(text).toContain('Done');
    expect(text).not.toMatch(/text of the session|title\W* is new/);
    if (format === 'json') expect(JSON.parse(text)).toMatchObject({ session: { session_id: 's-1' } });
  });
});
