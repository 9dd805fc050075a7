/** Likeness of Chinese phrases by shared pairs of characters; blanks and punctuation do not count. */
const isWordCharacter = (code: number): boolean =>
  code >= 0x4e00 || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0x3400 && code < 0x4e00);

const isPunctuation = (code: number): boolean =>
  code >= 0xff00 && !(code >= 0xff10 && code <= 0xff19) && !(code >= 0xff21 && code <= 0xff3a) && !(code >= 0xff41 && code <= 0xff5a);

/** The characters that carry meaning, full-width letters and figures folded. */
export const bare = (text: string): string => {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isPunctuation(code)) continue;
    const folded = code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code;
    if (isWordCharacter(folded)) out += String.fromCharCode(folded);
  }
  return out;
};

/** Pairs of neighbouring characters, as numbers. */
export const pairsOf = (text: string): Set<number> => {
  const clean = bare(text);
  const pairs = new Set<number>();
  for (let i = 0; i + 1 < clean.length; i += 1) pairs.add(clean.charCodeAt(i) * 0x10000 + clean.charCodeAt(i + 1));
  if (clean.length === 1) pairs.add(clean.charCodeAt(0));
  return pairs;
};

const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const pair of small) if (large.has(pair)) count += 1;
  return count;
};

/** 0 … 1000: twice the shared pairs over all pairs, in thousandths so that no float decides a match. */
export const likeness = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => (a.size + b.size === 0 ? 0 : Math.floor((2000 * shared(a, b)) / (a.size + b.size)));

/** 0 … 1000: how much of `part` is found in `whole`. */
export const containment = (part: ReadonlySet<number>, whole: ReadonlySet<number>): number => (part.size === 0 ? 0 : Math.floor((1000 * shared(part, whole)) / part.size));

/** Finds, for each left item, right items that share pairs with it; pairs that stand in very many items are skipped. */
export const candidatesByPairs = (left: readonly ReadonlySet<number>[], right: readonly ReadonlySet<number>[]): number[][] => {
  const postings = new Map<number, number[]>();
  right.forEach((pairs, index) => {
    for (const pair of pairs) {
      const list = postings.get(pair);
      if (list === undefined) postings.set(pair, [index]);
      else if (list.length <= 64) list.push(index);
    }
  });
  return left.map((pairs) => {
    const votes = new Map<number, number>();
    for (const pair of pairs) {
      const list = postings.get(pair) ?? [];
      if (list.length > 64) continue;
      for (const index of list) votes.set(index, (votes.get(index) ?? 0) + 1);
    }
    return [...votes.entries()]
      .sort(([x, a], [y, b]) => b - a || x - y)
      .slice(0, 8)
      .map(([index]) => index);
  });
};
