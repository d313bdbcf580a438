import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/redaction/unredacted.ts';
import type { LineItem } from '../../../src/sources/source.ts';
import { event, item, message, meta, newReader, read } from './rollout.ts';

const dispositions = (items: LineItem[]) => items.slice(1).map((one) => one.disposition);
const asIs = { text: (raw: string) => raw };
const typed = event('user_message', { message: 'continue' });
const said = event('agent_message', { message: 'Done.' });

describe('a message that stands twice', () => {
  test('is shown once, whichever of the two comes first', () => {
    expect(dispositions(read([meta(), typed, message('user', 'continue')]))).toEqual(['message', 'copy']);
    expect(dispositions(read([meta(), message('user', 'continue'), typed]))).toEqual(['message', 'copy']);
    expect(dispositions(read([meta(), said, message('assistant', 'Done.')]))).toEqual(['message', 'copy']);
  });

  test('is another message when it is said again', () => {
    const lines = [
      meta(),
      message('user', 'continue'),
      typed,
      said,
      message('assistant', 'Done.'),
      message('user', 'continue'),
      typed,
    ];
    expect(dispositions(read(lines))).toEqual(['message', 'copy', 'message', 'copy', 'message', 'copy']);
  });

  test('is shown when its twin never comes', () => {
    expect(dispositions(read([meta(), message('assistant', 'One'), message('assistant', 'Two')]))).toEqual([
      'message',
      'message',
    ]);
  });

  test('a thought of several parts is the twin of several events', () => {
    const parts = ['First.', 'Second.'].map((text) => event('agent_reasoning', { text }));
    const whole = item('reasoning', {
      summary: ['First.', 'Second.'].map((text) => ({ type: 'summary_text', text })),
      encrypted_content: 'x',
    });
    expect(dispositions(read([meta(), ...parts, whole]))).toEqual(['message', 'message', 'copy']);
  });
});

describe('injected text', () => {
  test('starts no turn and gives no title', () => {
    const texts = [
      '<environment_context>x',
      '# AGENTS.md instructions for /srv',
      '<skill>x',
      '<turn_aborted>x',
      '<subagent_notification>x',
    ];
    const items = read([meta(), ...texts.map((text) => message('user', text))]).slice(1);
    expect(items.map((one) => [one.prompt, one.facts, one.message?.is_prompt])).toEqual(
      texts.map(() => [null, null, false]),
    );
  });

  test('is told by its kind where the log says it', () => {
    const kinds = { turn_id: 't', content_item_kinds: ['host_skills.instructions', 'user.text'] };
    const body = {
      role: 'user',
      content: [
        { type: 'input_text', text: 'a' },
        { type: 'input_text', text: 'b' },
      ],
      internal_chat_message_metadata_passthrough: kinds,
    };
    const [full] = read([item('message', body)], newReader(), 'full');
    const blocks = redact(full!.message!.content!.blocks, asIs);
    expect(blocks.map((block) => block.type === 'text' && [block.label, block.is_injected])).toEqual([['host skills instructions', true], [null, false]]); // prettier-ignore
  });
});

const opened = (items: LineItem[]) =>
  items.map((one) => one.message?.content && redact(one.message.content.blocks, asIs));

test('full content follows from the line alone', () => {
  const lines = [meta(), typed, message('user', 'continue'), said, message('assistant', 'Done.')];
  const inOrder = newReader();
  read(lines, inOrder);
  const backwards = lines.toReversed().map((record) => opened(read([record], inOrder, 'full'))[0]);
  expect(backwards.toReversed()).toEqual(opened(read(lines, newReader(), 'full')));
});
