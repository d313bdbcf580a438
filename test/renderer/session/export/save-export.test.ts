import { afterEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../src/contract/result.ts';
import { saveExport } from '../../../../src/renderer/session/export/save-export.ts';

const file = { file_name: 'a-session.md', media_type: 'text/markdown', parts: ['# One\n', 'zwölf\n'] };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A browser that notes what is clicked and released. */
function browser() {
  const clicked: { href: string; download: string }[] = [];
  const blobs: Blob[] = [];
  const released: string[] = [];
  vi.stubGlobal('window', {});
  vi.stubGlobal('document', {
    createElement: () => {
      const link = { href: '', download: '', click: () => void clicked.push({ ...link }) };
      return link;
    },
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${blobs.push(blob as Blob)}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void released.push(address));
  return { clicked, blobs, released };
}

test('a browser downloads the parts as one file of that name, and its address is released afterwards', async () => {
  vi.useFakeTimers();
  const { clicked, blobs, released } = browser();
  expect(await saveExport(file)).toEqual({ ok: true, value: { saved: true } });
  expect(clicked.map(({ href, download }) => [href, download])).toEqual([['blob:1', 'a-session.md']]);
  expect(await blobs[0]?.text()).toBe('# One\nzwölf\n');
  expect(blobs[0]?.type).toBe('text/markdown;charset=utf-8');
  expect(released).toEqual([]);
  vi.runAllTimers();
  expect(released).toEqual(['blob:1']);
});

test.each<Result<{ saved: boolean }>>([
  ok({ saved: true }),
  ok({ saved: false }),
  fail('unavailable', 'There is a file of that name already.', 'Choose another name.'),
])('the desktop window is given name and parts, and what it answers is passed on: %j', async (answer) => {
  const { clicked } = browser();
  const given: unknown[][] = [];
  const saveFile = async (...all: unknown[]) => {
    given.push(all);
    return answer;
  };
  vi.stubGlobal('window', { rearview: { saveFile } });
  expect(await saveExport(file)).toEqual(answer);
  expect(given).toEqual([['a-session.md', ['# One\n', 'zwölf\n']]]);
  expect(clicked).toEqual([]);
});
