import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { MarkdownText } from '../../../../src/renderer/session/markdown/MarkdownText.tsx';
import { type LongText, longTextKey } from '../../../../src/renderer/session/text/long-text.ts';
import { endOfThread } from '../../../../src/renderer/session/transcript/end-of-thread.ts';
import { newMemory } from '../../../../src/renderer/session/transcript/memory.ts';
import { MessageContext, TranscriptContext } from '../../../../src/renderer/session/transcript/transcript-context.ts';

/* Nothing is asked for while a text is drawn. */
vi.mock(import('../../../../src/renderer/api/api.ts'), () => ({}));

const thread = { source: 'alpha_agent', session_id: 's', agent_id: null };

/** A text as it is drawn when this stretch of it is held. */
function drawn(long: LongText): string {
  const texts = createStore<ReadonlyMap<string, LongText>>(
    () => new Map([[longTextKey(thread, 'b', long.length), long]]),
  );
  const transcript = { thread, cwd: null, subagents: [], times: [], left_paths: [], is_split: false };
  return renderToStaticMarkup(
    <TranscriptContext value={{ ...transcript, MessageView: () => null, ...newMemory(), texts }}>
      <MessageContext value={endOfThread}>
        <MarkdownText block_id="b" text="**one**" text_length={long.length} />
      </MessageContext>
    </TranscriptContext>,
  );
}

test('a text that is held from its beginning on is Markdown, and the rest of it can be read', () => {
  const markup = drawn({ chunks: [{ offset: 0, text: '**one** ' }], length: 4_000 });
  expect(markup).toContain('<strong>one</strong>');
  expect(markup).toContain('Show the rest of 4 kB');
  expect(markup).not.toContain('Show what comes before');
});

test('a text whose beginning is no longer held is shown as it is, and leads back to it', () => {
  const markup = drawn({ chunks: [{ offset: 3_000, text: '**two**' }], length: 3_007 });
  expect(markup).toContain('**two**');
  expect(markup).toMatch(/Show what comes before<\/button><span>3 kB above/);
  expect(markup).not.toContain('Show the rest');
});
