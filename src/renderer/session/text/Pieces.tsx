import { memo, type ReactNode } from 'react';
import { overlay, type Piece, piecesOf, type Run, type StyledPiece } from './pieces.ts';
import styles from './pieces.module.css';

interface Props {
  text: string;
  /** `mark` for places that show one line. */
  newlines?: 'keep' | 'mark';
  /** Colours of the same text, if there are any. */
  runs?: readonly Run[] | null;
}

/** Text from a log: secrets as lozenges, hidden characters made visible, colours where there are any. */
export const Pieces = memo(function Pieces({ text, newlines = 'keep', runs = null }: Props): ReactNode {
  const pieces = piecesOf(text, newlines);
  const drawn: readonly (Piece | StyledPiece)[] = runs ? overlay(runs, pieces) : pieces;
  const [only] = drawn;
  if (drawn.length === 1 && only?.kind === 'text' && !classOf(only)) return only.text;
  // oxlint-disable-next-line react/no-array-index-key -- pieces have no identity but their place
  return drawn.map((piece, place) => <PieceView key={place} piece={piece} />);
});

const classOf = (piece: Piece | StyledPiece): string | null => ('className' in piece ? piece.className : null);

function PieceView({ piece }: { piece: Piece | StyledPiece }): ReactNode {
  switch (piece.kind) {
    case 'text': {
      const className = classOf(piece);
      return className ? <span className={className}>{piece.text}</span> : piece.text;
    }
    case 'mixed':
      return (
        <span className={styles.mixed} title={`Mixes ${piece.scripts} letters`}>
          {piece.text}
        </span>
      );
    case 'mark': {
      const name = piece.count === 1 ? piece.name : `${piece.name}, ${piece.count} times`;
      return (
        <span className={styles.mark} role="img" aria-label={name} title={name}>
          {piece.short}
          {piece.count > 1 && `×${piece.count}`}
        </span>
      );
    }
    case 'redacted': {
      const rule = piece.rule.replaceAll('-', ' ');
      return (
        <span className={styles.redacted} title={`Removed here: ${rule}. Equal marks stand for equal values.`}>
          {rule} · {piece.tag.slice(0, 4)}
        </span>
      );
    }
  }
}
