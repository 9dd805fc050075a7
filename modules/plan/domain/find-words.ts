/** Finds words literally, Latin letters in both cases, and cuts the lines around the first place. */

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Lower case unit by unit, so that offsets stay offsets of the text (ß and İ keep their length). */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map((character) => (character.toLowerCase().length === character.length ? character.toLowerCase() : character)).join('');
}

/** Places of `words` in `text`, left to right, not overlapping, at most `limit`. */
export function findPlaces(text: string, words: string, limit = 100): readonly Place[] {
  const places: Place[] = [];
  if (words === '') return places;
  const folded = foldCase(text);
  const wanted = foldCase(words);
  for (let at = folded.indexOf(wanted); at !== -1 && places.length < limit; at = folded.indexOf(wanted, at + wanted.length)) {
    places.push({ start: at, end: at + wanted.length });
  }
  return places;
}

const before = 30;
const after = 70;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** About a hundred characters around the first place; line ends become blanks, cut ends get 「…」. */
export function cutSnippet(text: string, places: readonly Place[]): { readonly text: string; readonly hits: readonly Place[] } {
  const first = places[0] ?? { start: 0, end: 0 };
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  const nextLine = text.indexOf('\n', first.end);
  let from = Math.max(lineStart, first.start - before);
  let to = Math.min(nextLine === -1 ? text.length : nextLine, first.end + after);
  if (isLowSurrogate(text.charCodeAt(from))) from -= 1;
  if (isLowSurrogate(text.charCodeAt(to))) to += 1;
  const head = from > lineStart ? '…' : '';
  const tail = to < (nextLine === -1 ? text.length : nextLine) ? '…' : '';
  const shift = head.length - from;
  const hits = places.filter((place) => place.start >= from && place.end <= to).map((place) => ({ start: place.start + shift, end: place.end + shift }));
  return { text: head + text.slice(from, to).replace(/[\r\n]/g, ' ') + tail, hits };
}
