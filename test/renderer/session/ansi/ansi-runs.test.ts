import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestBasic } from '../../../../src/renderer/session/ansi/ansi-palette.ts';
import { ansiRuns, hasEscapes } from '../../../../src/renderer/session/ansi/ansi-runs.ts';
import { cpuTimeOf } from '../cpu-time.ts';

const esc = '\u001B';
const textOf = (text: string): string =>
  ansiRuns(text)
    .map((run) => run.text)
    .join('');

describe('terminal output', () => {
  test('keeps its colours as classes', () => {
    expect(ansiRuns(`a${esc}[1;31mred${esc}[0mb`)).toEqual([
      { text: 'a', className: null },
      { text: 'red', className: 'fg-1 bold' },
      { text: 'b', className: null },
    ]);
  });

  test('switches each attribute off by its own code', () => {
    expect(ansiRuns(`${esc}[1;3;4;41mx${esc}[22;23my${esc}[24;49mz`).map((run) => run.className)).toEqual([
      'bg-1 bold italic underline',
      'bg-1 underline',
      null,
    ]);
  });

  test('brings 256 colours and true colours to the sixteen of the theme', () => {
    expect(ansiRuns(`${esc}[38;5;196mx`)[0]?.className).toBe('fg-9');
    expect(ansiRuns(`${esc}[38;2;0;200;0mx`)[0]?.className).toBe('fg-2');
    expect(ansiRuns(`${esc}[48:5:21mx`)[0]?.className).toBe('bg-4');
    expect(ansiRuns(`${esc}[93mx`)[0]?.className).toBe('fg-11');
    for (let color = 0; color < 256; color += 1) expect(nearestBasic(color)).toBeLessThan(16);
  });

  test('with an empty parameter list is plain again', () => {
    expect(ansiRuns(`${esc}[32mx${esc}[my`).at(-1)).toEqual({ text: 'y', className: null });
  });

  test.each([
    ['cursor movement', `a${esc}[2J${esc}[10;4Hb`, 'ab'],
    ['a link', `${esc}]8;;https://evil.example${esc}\\text${esc}]8;;${esc}\\`, 'text'],
    ['a write to the clipboard', `${esc}]52;c;c2VjcmV0\u0007x`, 'x'],
    ['a window title', `${esc}]0;title\u0007x`, 'x'],
    ['a device control string', `${esc}Pq#0;2;0;0;0${esc}\\x`, 'x'],
    ['a character set', `${esc}(Bx${esc}=y`, 'xy'],
    ['an eight-bit control sequence', `\u009B31mx`, 'x'],
    ['an eight-bit system command', `\u009D0;t\u009Cx`, 'x'],
    ['an escape at the very end', `x${esc}`, 'x'],
    ['a sequence cut off', `x${esc}[31`, 'x'],
  ])('does not show %s', (_, text, shown) => {
    expect(textOf(text)).toBe(shown);
  });

  test('shows what an endless system command tries to hide', () => {
    expect(textOf(`${esc}]0;never closed\nrm -rf /`)).toContain('rm -rf /');
    expect(textOf(`${esc}]0;${'x'.repeat(5000)}`)).toHaveLength(5002);
  });

  test('shows what a carriage return would overwrite', () => {
    expect(textOf('rm -rf /\recho ok\r\nnext\r\r\n')).toBe('rm -rf /\necho ok\nnext\n');
  });

  test('leaves text without escapes as it is', () => {
    const text = 'plain\n\ttext ✓';
    expect(hasEscapes(text)).toBe(false);
    expect(ansiRuns(text)).toEqual([{ text, className: null }]);
  });

  test('never lets an escape through, whatever the text', () => {
    const part = fc.oneof(
      fc.constantFrom(esc, '\u009B', '\r', '[', ']', 'm', ';', '31', '38;5;', '\u0007', '\\', 'x', '\n'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const shown = textOf(parts.join(''));
        for (const hidden of [esc, '\r', '\u009B', '\u009D', '\u0090']) expect(shown).not.toContain(hidden);
      }),
    );
  });

  test('takes no longer for a text made of escapes', () => {
    const runs = ansiRuns(`${esc}[31mx${esc}[32my`.repeat(50_000));
    const time = cpuTimeOf(() => {
      ansiRuns(esc.repeat(1_000_000));
      ansiRuns(`${esc}]`.repeat(20_000));
      ansiRuns(`${esc}[${'1;'.repeat(200_000)}`);
    });
    expect(time).toBeLessThan(1500);
    expect(runs.length).toBeLessThan(4100);
    expect(runs.map((run) => run.text).join('')).toHaveLength(100_000);
  });
});
