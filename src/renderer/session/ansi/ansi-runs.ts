import type { Run } from '../text/pieces.ts';
import { nearestBasic } from './ansi-palette.ts';

/* Beyond this many changes of colour the rest of a text is drawn without any. */
const mostRuns = 4000;
const mostParameterLength = 64;
const mostStringLength = 2048;

/** What SGR sequences have switched on. Colours are 0–15 of the basic palette; null is the colour of the page. */
interface Style {
  fg: number | null;
  bg: number | null;
  flags: Record<Flag, boolean>;
}
type Flag = 'bold' | 'dim' | 'italic' | 'underline' | 'inverse' | 'strike';

const plain = (): Style => ({
  fg: null,
  bg: null,
  flags: { bold: false, dim: false, italic: false, underline: false, inverse: false, strike: false },
});

/**
 * Terminal output as runs of text with fixed classes (`fg-1`, `bg-4`, `bold`). A state machine over the characters:
 * colours are kept, every other escape sequence is left out, what hides text in a terminal (a lone carriage return)
 * begins a new line instead. An operating-system command without an end hides nothing: its text stays.
 */
export function ansiRuns(text: string): Run[] {
  if (!hasEscapes(text)) return text === '' ? [] : [{ text, className: null }];
  const runs: Run[] = [];
  let style = plain();
  let className: string | null = null;
  let pending = '';
  let at = 0;
  const flush = (): void => {
    if (pending === '') return;
    const last = runs.at(-1);
    if (last && last.className === className) last.text += pending;
    else runs.push({ text: pending, className });
    pending = '';
  };
  while (at < text.length) {
    const next = nextControl(text, at);
    pending += text.slice(at, next);
    if (next >= text.length) break;
    const code = text.charCodeAt(next);
    if (code === CR) {
      const repeated = carriageReturns(text, next);
      pending += '\n';
      at = repeated;
      continue;
    }
    const sequence = sequenceAt(text, next);
    at = sequence.end;
    if (sequence.sgr === null || runs.length >= mostRuns) continue;
    flush();
    style = styled(style, sequence.sgr);
    className = classesOf(style);
  }
  flush();
  return runs;
}

const ESC = 0x1b;
const CR = 0x0d;
const BEL = 0x07;

/** Whether the text holds anything that `ansiRuns` would change. */
export function hasEscapes(text: string): boolean {
  return nextControl(text, 0) < text.length;
}

/** The place of the next character that is not to be taken as it is. */
function nextControl(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === ESC || code === CR || code === 0x9b || code === 0x9d || code === 0x90) return at;
  }
  return text.length;
}

/** The end of carriage returns and the newline they may belong to: `\r\r\n` is one end of line, as `\r` is. */
function carriageReturns(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === CR) at += 1;
  return text[at] === '\n' ? at + 1 : at;
}

interface Sequence {
  end: number;
  /** Parameters of a colour sequence; null for every other. */
  sgr: number[] | null;
}

function sequenceAt(text: string, start: number): Sequence {
  const code = text.charCodeAt(start);
  if (code === 0x9b) return controlSequence(text, start + 1);
  if (code === 0x9d || code === 0x90) return stringSequence(text, start + 1);
  const kind = text[start + 1];
  if (kind === '[') return controlSequence(text, start + 2);
  if (kind === ']' || kind === 'P' || kind === 'X' || kind === '^' || kind === '_') {
    return stringSequence(text, start + 2);
  }
  return { end: plainEscape(text, start + 1), sgr: null };
}

/** `ESC [ parameters final`: ends at the final byte, or where something stands that cannot be part of it. */
function controlSequence(text: string, from: number): Sequence {
  let at = from;
  while (at < text.length && at - from < mostParameterLength) {
    const code = text.charCodeAt(at);
    if (code >= 0x40 && code <= 0x7e) {
      return { end: at + 1, sgr: text[at] === 'm' ? parameters(text.slice(from, at)) : null };
    }
    if (code < 0x20 || code > 0x7e) break;
    at += 1;
  }
  return { end: at, sgr: null };
}

/** Text meant for the terminal itself (titles, links, clipboard): left out up to its end, if it has one nearby. */
function stringSequence(text: string, from: number): Sequence {
  const most = Math.min(text.length, from + mostStringLength);
  for (let at = from; at < most; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BEL || code === 0x9c) return { end: at + 1, sgr: null };
    if (code === ESC) return { end: text[at + 1] === '\\' ? at + 2 : from, sgr: null };
    if (code === 0x0a) break;
  }
  return { end: from, sgr: null };
}

/** `ESC intermediates final`, such as the choice of a character set. */
function plainEscape(text: string, from: number): number {
  let at = from;
  while (at < from + 4 && isBetween(text.charCodeAt(at), 0x20, 0x2f)) at += 1;
  return isBetween(text.charCodeAt(at), 0x30, 0x7e) ? at + 1 : at;
}

const isBetween = (code: number, least: number, most: number): boolean => code >= least && code <= most;

function parameters(text: string): number[] | null {
  if (!/^[\d;:]*$/.test(text)) return null;
  return text.split(/[;:]/).map((part) => (part === '' ? 0 : Math.min(Number(part), 999)));
}

const switches: Record<number, readonly [Flag, boolean][]> = {
  1: [['bold', true]],
  2: [['dim', true]],
  3: [['italic', true]],
  4: [['underline', true]],
  7: [['inverse', true]],
  9: [['strike', true]],
  21: [['bold', false]],
  22: [
    ['bold', false],
    ['dim', false],
  ],
  23: [['italic', false]],
  24: [['underline', false]],
  27: [['inverse', false]],
  29: [['strike', false]],
};

function styled(before: Style, codes: readonly number[]): Style {
  let style: Style = { ...before, flags: { ...before.flags } };
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) style = plain();
    else if (code === 38 || code === 48) {
      const [color, used] = extendedColor(codes, at + 1);
      if (code === 38) style.fg = color;
      else style.bg = color;
      at += used;
    } else applyCode(style, code);
  }
  return style;
}

function applyCode(style: Style, code: number): void {
  for (const [flag, on] of switches[code] ?? []) style.flags[flag] = on;
  if (isBetween(code, 30, 37)) style.fg = code - 30;
  else if (isBetween(code, 90, 97)) style.fg = code - 82;
  else if (code === 39) style.fg = null;
  else if (isBetween(code, 40, 47)) style.bg = code - 40;
  else if (isBetween(code, 100, 107)) style.bg = code - 92;
  else if (code === 49) style.bg = null;
}

/** The colour behind `38;5;n` or `38;2;r;g;b` as one of the basic sixteen, and how many parameters it took. */
function extendedColor(codes: readonly number[], at: number): [color: number | null, used: number] {
  if (codes[at] === 5) return [nearestBasic(codes[at + 1] ?? 0), 2];
  if (codes[at] === 2) return [nearestBasic([codes[at + 1] ?? 0, codes[at + 2] ?? 0, codes[at + 3] ?? 0]), 4];
  return [null, 0];
}

function classesOf({ fg, bg, flags }: Style): string | null {
  const classes: string[] = [];
  if (fg !== null) classes.push(`fg-${fg}`);
  if (bg !== null) classes.push(`bg-${bg}`);
  for (const [flag, on] of Object.entries(flags)) if (on) classes.push(flag);
  return classes.length === 0 ? null : classes.join(' ');
}
