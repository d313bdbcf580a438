import type { Automaton } from './automaton.ts';
import { is, kind } from './characters.ts';
import { run_least } from './decode/encoded-runs.ts';
import { lookInside } from './decode/look-inside.ts';
import { seePlain } from './decode/plain.ts';
import type { View } from './decode/view.ts';
import type { Rule } from './rule.ts';
import type { Find, Rank } from './spans.ts';

/** Thrown when a text needs more time than it may take. */
export class OverBudget extends Error {
  override name = 'OverBudget';
}

let cursor_count = 0;
const cursors_most = 256;

/** A place where a rule notes how far it has read, so that no stretch of text is read twice by it. */
export function newCursor(): number {
  if (cursor_count === cursors_most) throw new Error('more cursors than a scan has room for');
  return cursor_count++;
}

/** Encodings within encodings are undone twice. */
const depth_most = 2;
const piece = 256 * 1024;
const overlap = 8 * 1024;
const stretch_length = 2048;
const looks_most = 64;
/** More secrets than a stretch holds that was not made to hold them. */
const crowd_most = 64;
const work_between_checks = 1 << 18;

/** A find whose end may still move on. */
type Growing = Omit<Find, 'end'> & { end: number };

/** One look over one text: the automaton finds words, their rules look around them and report what to hide. */
export class Scan {
  text = '';
  finds: Growing[] = [];
  /** Characters looked at by rules since the scan was made. */
  work = 0;
  readonly #cursors = new Int32Array(cursors_most);
  readonly #automaton: Automaton<Rule>;
  readonly #checkTime: () => void;
  #next_check = work_between_checks;
  #resume = 0;
  /** Where the automaton stands; negative where a word ends. */
  #state = 0;
  /** Whether a cursor was moved in this run; most texts move none. */
  #moved = false;
  #dressed_up = false;
  /** The stretch in which something was last hidden, and how much was hidden there. */
  #crowd = { stretch: -1, count: 0 };
  /** Looks into what this scan decodes; made when first needed. */
  #inner: Scan | undefined;
  readonly #depth: number;

  constructor(automaton: Automaton<Rule>, checkTime: () => void, depth = 0) {
    this.#automaton = automaton;
    this.#checkTime = checkTime;
    this.#depth = depth;
  }

  /** Looks over the text and returns what must be hidden, unmerged. */
  run(text: string): Find[] {
    this.text = text;
    if (this.finds.length > 0) this.finds = [];
    if (this.#moved) this.#cursors.fill(0);
    this.#moved = false;
    this.#resume = 0;
    this.#dressed_up = false;
    this.#crowd = { stretch: -1, count: 0 };
    this.#meetWords(text);
    if (this.#depth === depth_most) return this.finds;
    if (this.#dressed_up) this.#seePlain();
    if (text.length >= run_least) lookInside(this, this.#inside());
    return this.finds;
  }

  /** Looks over a decoded stretch too and hides in the original what is found there. */
  runView(view: View): void {
    if (this.#depth === depth_most) return;
    this.spend(view.text.length);
    for (const find of this.#inside().run(view.text))
      this.hide(view.originOf(find.start), view.originOf(find.end), find.rule, find.rank);
  }

  /** Notes that the text has letters nobody sees or letters drawn like others. */
  dressUp(): void {
    this.#dressed_up = true;
  }

  #inside(): Scan {
    this.#inner ??= new Scan(this.#automaton, this.#checkTime, this.#depth + 1);
    return this.#inner;
  }

  /** In pieces that overlap by more than a rule reaches, since a view takes many times the room of its text. */
  #seePlain(): void {
    for (let start = 0; start < this.text.length; start += piece) {
      const view = seePlain(this.text, start, Math.min(this.text.length, start + piece + overlap));
      if (view) this.runView(view);
    }
  }

  #meetWords(text: string): void {
    const { endings, row_width } = this.#automaton;
    this.#state = 0;
    for (let at = this.#wordEnd(text, 0); at < text.length; at = this.#wordEnd(text, at + 1)) {
      const state = -this.#state;
      this.#state = state;
      const met = endings[state / row_width] ?? [];
      this.#dressed_up ||= holdsFarLetter(text, at + 1 - (met[0]?.length ?? 0), at + 1);
      for (const ending of met) {
        this.spend(8);
        ending.value.find(this, at + 1 - ending.length, at + 1);
      }
      if (this.#resume <= at) continue;
      at = this.#resume - 1;
      this.#state = 0;
    }
  }

  /** The next place from `from` on where a word ends, or the end of the text. Nothing is called here, so that it stays fast. */
  #wordEnd(text: string, from: number): number {
    const { classes, table } = this.#automaton;
    let state = this.#state;
    let at = from;
    for (; at < text.length; at++) {
      state = table[state + (classes[text.charCodeAt(at)] as number)] as number;
      if (state < 0) break;
    }
    this.#state = state;
    return at;
  }

  /** Reports a stretch to hide. */
  hide(start: number, end: number, rule: string, rank: Rank): void {
    if (end <= start) return;
    const last = this.finds.at(-1);
    if (last && this.#isCrowded(last, start)) last.end = Math.max(last.end, end);
    else this.finds.push({ start, end, rule, rank });
  }

  /**
   * Whether what begins at `start` becomes one with what was hidden last: in a line where secret follows secret, what
   * stands between them is hidden too, so that nothing has to be done once for each. Not numbers, which in JSON are
   * hidden one by one.
   */
  #isCrowded(last: Find, start: number): boolean {
    const stretch = Math.floor(start / stretch_length);
    if (stretch !== this.#crowd.stretch) this.#crowd = { stretch, count: 0 };
    if (start < last.end) return false;
    this.#crowd.count++;
    if (this.#crowd.count <= crowd_most || last.start + stretch_length < start) return false;
    return (
      isNoNumber(this.text, start) &&
      isNoNumber(this.text, last.start) &&
      !this.text.slice(last.end, start).includes('\n')
    );
  }

  /** Passes over everything before `to` without meeting words in it. */
  resumeAt(to: number): void {
    this.#resume = to;
  }

  /** Counts work and, from time to time, asks whether there is time left for more. */
  spend(characters: number): void {
    this.work += characters;
    if (this.work < this.#next_check) return;
    this.#next_check = this.work + work_between_checks;
    this.#checkTime();
  }

  /**
   * Whether the holder of this cursor may look closely at `at`. A text gets so many close looks per stretch, far more
   * than any that was not made to keep the scan busy.
   */
  mayLook(cursor: number, at: number): boolean {
    const stretch = Math.floor(at / stretch_length) + 1;
    const state = this.passed(cursor);
    const looks = Math.floor(state / looks_most) === stretch ? state + 1 : stretch * looks_most;
    if (looks >= (stretch + 1) * looks_most) return false;
    this.set(cursor, looks);
    return true;
  }

  /** How far the holder of this cursor has read. */
  passed(cursor: number): number {
    return this.#cursors[cursor] as number;
  }

  pass(cursor: number, to: number): void {
    if (to > this.passed(cursor)) this.set(cursor, to);
  }

  set(cursor: number, to: number): void {
    this.#moved = true;
    this.#cursors[cursor] = to;
  }
}

/** Whether a letter beyond ASCII stands there, which may be drawn like a plain one. */
function holdsFarLetter(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 127) return true;
  return false;
}

function isNoNumber(text: string, at: number): boolean {
  return text[at] !== '-' && !is(text, at, kind.digit);
}
