import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import { findSession, reading, threadIn } from './session-files.ts';

/** More of the text of a block. */
export async function readBlockText(
  engine: EngineParts,
  input: Parsed<'blockText'>,
): Promise<Result<Output<'blockText'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id } = thread.value;
  const { block_id, offset, limit } = input;
  const answer = await reading<{ text: string; text_length: number }>(
    engine.reading.run({ kind: 'text', source, file, agent_id, block_id, offset, limit }),
  );
  if (!answer.ok) return answer;
  const { text, text_length } = answer.value;
  const end = offset + text.length;
  return ok({ text, text_length, next_offset: text !== '' && end < text_length ? end : null });
}

/** The bytes of one image. */
export async function readImage(engine: EngineParts, input: Parsed<'image'>): Promise<Result<Output<'image'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id } = thread.value;
  const image = await reading<{ media_type: string; base64: string }>(
    engine.reading.run({ kind: 'image', source, file, agent_id, block_id: input.block_id }),
  );
  return image.ok ? ok({ media_type: image.value.media_type, base64: image.value.base64 }) : image;
}
