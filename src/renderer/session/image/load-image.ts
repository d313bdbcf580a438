import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { type Thread, threadInput } from '../transcript/thread.ts';
import { bytesFromBase64 } from './base64.ts';
import { type ImageKind, imageKind, mostImageBytes, mostPixels } from './image-kind.ts';

/** An image ready to be shown. The address holds its bytes until `releaseImage`. */
export interface LoadedImage {
  url: string;
  kind: ImageKind;
}

/** Reads one image of a log and decides by its bytes whether it may be shown. The reason when it may not is a sentence. */
export async function loadImage(thread: Thread, blockId: string): Promise<LoadedImage | { reason: string }> {
  const result = await api.image({ ...threadInput(thread), block_id: blockId });
  if (!result.ok) return { reason: sentence(result.error) };
  const bytes = bytesFromBase64(result.value.base64);
  if (!bytes) return { reason: 'The bytes of this image cannot be read.' };
  if (bytes.length > mostImageBytes) return { reason: 'This image is larger than 8 MB.' };
  const kind = imageKind(bytes);
  if (!kind) return { reason: 'This is not a PNG, JPEG, GIF or WebP image.' };
  if (kind.width * kind.height > mostPixels) return { reason: 'This image has more than 40 million pixels.' };
  return { url: URL.createObjectURL(new Blob([bytes], { type: kind.type })), kind };
}

const sentence = ({ message, advice }: ApiError): string => (advice ? `${message} ${advice}` : message);
