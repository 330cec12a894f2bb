/** A line of a letter, in pieces: text, and addresses of this site, which can be followed. */
export interface LetterPiece {
  readonly text: string;
  readonly href: string | null;
}

/** The letter's text as lines of pieces. Only addresses that begin with ours become links, and they lead to their path here. */
export function letterLines(text: string, ownAddresses: readonly string[]): LetterPiece[][] {
  return text.split('\n').map((line) => line.split(/(https?:\/\/\S+)/).flatMap((piece) => (piece === '' ? [] : [{ text: piece, href: ownAddresses.some((own) => piece.startsWith(`${own}/`)) ? piece : null }])));
}
