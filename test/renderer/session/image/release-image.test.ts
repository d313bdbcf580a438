import { afterEach, expect, test, vi } from 'vitest';
import { releaseImage } from '../../../../src/renderer/session/image/release-image.ts';

const revoke = vi.spyOn(URL, 'revokeObjectURL');
afterEach(() => revoke.mockClear());

const url = 'blob:nodedata:1';

/** What the door looks at of an element. */
function element(complete: boolean) {
  return Object.assign(new EventTarget(), { complete }) as unknown as HTMLImageElement;
}

test('the bytes of an image that is drawn, or never was, are let go at once', () => {
  releaseImage(url, element(true));
  releaseImage(url, null);
  expect(revoke.mock.calls).toEqual([[url], [url]]);
});

test.for(['load', 'error'])('an image that still loads keeps its bytes until its %s', (end) => {
  const loading = element(false);
  releaseImage(url, loading);
  expect(revoke).not.toHaveBeenCalled();
  loading.dispatchEvent(new Event(end));
  expect(revoke).toHaveBeenCalledExactlyOnceWith(url);
});
