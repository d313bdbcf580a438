import { type Segment, visibleText } from '../../format/visible-text.ts';

/** A stretch of text from a log as it is drawn: as it is, made visible, or a mark in place of a secret. */
export type Piece = Segment | { kind: 'redacted'; text: string; rule: string; tag: string };

/* The one form in which redacted values leave the engine: `[REDACTED:<rule>:<six hex digits>]`. */
const placeholder = /\[REDACTED:([a-z0-9-]{2,32}):([0-9a-f]{6})\]/g;

/**
 * Splits text into pieces; their texts, put together, are the text. `newlines: 'mark'` is for places that show one line.
 */
export function piecesOf(text: string, newlines: 'keep' | 'mark' = 'keep'): Piece[] {
  if (!text.includes('[REDACTED:')) return visibleText(text, newlines);
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    const [whole, rule = '', tag = ''] = match;
    pieces.push(...visibleText(text.slice(end, match.index), newlines));
    pieces.push({ kind: 'redacted', text: whole, rule, tag });
    end = match.index + whole.length;
  }
  pieces.push(...visibleText(text.slice(end), newlines));
  return pieces;
}

/** Text with a class, such as a word of highlighted code or a coloured word of terminal output. */
export interface Run {
  text: string;
  className: string | null;
}

/** A piece with the class of the run it stands in. */
export type StyledPiece = Piece & { className: string | null };

/** Lays pieces over runs of the same text, so that neither a mark nor a lozenge is torn apart by colour. */
export function overlay(runs: readonly Run[], pieces: readonly Piece[]): StyledPiece[] {
  const result: StyledPiece[] = [];
  let run = 0;
  let used = 0;
  for (const piece of pieces) {
    let left = piece.text.length;
    let at = 0;
    while (left > 0) {
      const here = runs[run];
      const room = here ? here.text.length - used : left;
      if (here && room <= 0) {
        run += 1;
        used = 0;
        continue;
      }
      const taken = Math.min(room, left);
      const className = here?.className ?? null;
      if (piece.kind === 'text') result.push({ kind: 'text', text: piece.text.slice(at, at + taken), className });
      else if (at === 0) result.push({ ...piece, className });
      at += taken;
      left -= taken;
      used += taken;
    }
  }
  return result;
}
