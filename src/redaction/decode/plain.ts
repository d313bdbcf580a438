import { drawnAlike, plainCharacter } from '../fold.ts';
import { type View, ViewBuilder } from './view.ts';

// oxlint-disable-next-line no-control-regex -- terminal colours and invisible characters are what is meant
const unseen =
  /\u001b\[[\d;]{0,16}[A-Za-z]|(?:\\u001b|\\x1b|\\033|\\e)\[[\d;]{0,16}m|<wbr ?\/?>|&shy;|[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;

/** The stretch without what nobody sees, colours and invisible characters, and with look-alike letters as plain ones; null if that is how it stands. */
export function seePlain(text: string, start: number, end: number): View | null {
  const stretch = text.slice(start, end);
  const builder = new ViewBuilder();
  let read = 0;
  for (const found of stretch.matchAll(unseen)) {
    builder.copy(plain(stretch.slice(read, found.index)), start + read);
    read = found.index + found[0].length;
  }
  builder.copy(plain(stretch.slice(read)), start + read);
  const view = builder.build(end);
  return view.text === stretch ? null : view;
}

function plain(text: string): string {
  return text.replaceAll(drawnAlike, plainCharacter);
}
