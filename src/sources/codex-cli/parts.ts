import { filledTextOf, listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { DraftBlock, DraftImage } from '../source.ts';

/** A part of a message or of an output: text, or something else. `kind` is what the agent says the part is. */
export interface Part {
  type: string;
  text: string | null;
  image: string | null;
  kind: string | null;
  raw: Shape;
}

const texts = new Set(['input_text', 'output_text', 'text', 'Text', 'summary_text', 'reasoning_text', 'refusal']);
const images = new Set(['input_image', 'image', 'inputImage', 'local_image']);

/** The parts of a `content`, `output` or `summary`; a plain string is one text. */
export function partsOf(content: unknown, kinds: readonly unknown[] = []): Part[] {
  if (typeof content === 'string')
    return content === '' ? [] : [{ type: 'text', text: content, image: null, kind: filledTextOf(kinds[0]), raw: {} }];
  return listOf(content).map((entry, n) => {
    const raw = typeof entry === 'string' ? { type: 'text', text: entry } : (shapeOf(entry) ?? {});
    const type = textOf(raw['type']) ?? '';
    return {
      type,
      text: texts.has(type) ? (textOf(raw['text']) ?? textOf(raw['refusal']) ?? '') : null,
      image: images.has(type) ? imageUrl(raw) : null,
      kind: filledTextOf(kinds[n]),
      raw,
    };
  });
}

const imageUrl = (raw: Shape): string =>
  textOf(raw['image_url']) ??
  textOf(shapeOf(raw['image_url'])?.['url']) ??
  textOf(raw['imageUrl']) ??
  textOf(raw['path']) ??
  (typeof raw['data'] === 'string' ? `data:${textOf(raw['mimeType']) ?? 'image/png'};base64,${raw['data']}` : '');

export const textIn = (parts: readonly Part[]): string =>
  parts
    .map((part) => part.text ?? '')
    .filter((text) => text !== '')
    .join('\n');

/** Images of parts, in their order, as the engine gives them out. */
export function imagesIn(parts: readonly Part[], call_id: string | null): DraftImage[] {
  return parts
    .filter((part) => part.image !== null)
    .map((part, place) => ({ call_id, place, ...bytesIn(part.image!) }));
}

function bytesIn(url: string): Pick<DraftImage, 'media_type' | 'base64'> {
  const data = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w.=-]+)*;base64,/.exec(url.slice(0, 200));
  return data ? { media_type: data[1]!, base64: url.slice(data[0].length) } : { media_type: 'unknown', base64: '' };
}

export function imageBlock(url: string): DraftBlock {
  const { media_type, base64 } = bytesIn(url);
  return {
    type: 'image',
    media_type,
    bytes: Math.floor((base64.length * 3) / 4),
    absent_reason: base64 === '' ? absentReason(url) : null,
  };
}

const absentReason = (url: string): string =>
  /^https?:/.test(url)
    ? 'The image is a link; links are not followed.'
    : 'The log holds only the place of the image, which is not opened.';

/** A part this version has no words for, or one without text: its name stands for it. */
export function otherPartBlock(part: Part): DraftBlock {
  const said = [part.raw['name'], part.raw['path'], part.raw['author']].map(textOf).filter((text) => text);
  const label = part.type === 'encrypted_content' ? 'encrypted by the provider' : part.type.replaceAll('_', ' ');
  return {
    type: 'text',
    text: said.join(' '),
    format: 'plain',
    label: label || 'part without a type',
    is_injected: true,
  };
}

const knownTypes = new Set([
  ...texts, ...images, 'input_audio', 'audio', 'local_audio', 'encrypted_content', 'skill', 'mention',
]); // prettier-ignore

export const areKnown = (parts: readonly Part[]): boolean => parts.every((part) => knownTypes.has(part.type));
