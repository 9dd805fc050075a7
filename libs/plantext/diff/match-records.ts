/** Pairs records of two editions: same id (the id hashes the meaning), then the most alike of the same dimension. */
import { candidatesByPairs, likeness, pairsOf } from './likeness.ts';

export interface Described<R> {
  readonly record: R;
  readonly id: string;
  /** what the record is about, without its figure */
  readonly subject: string;
  /** records of different dimensions never match */
  readonly dimension: string;
  /** id of the node in the NEW edition that corresponds to the record's node, if any */
  readonly node: string | undefined;
  readonly start: number;
}

export interface RecordMatching<R> {
  readonly pairs: readonly (readonly [R, R])[];
  readonly added: readonly R[];
  readonly dropped: readonly R[];
}

const leastLikeness = 620;
const sameNodeBonus = 200;

interface Scored {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

const scoreAll = <R>(left: readonly Described<R>[], right: readonly Described<R>[]): Scored[] => {
  const leftPairs = left.map(({ subject }) => pairsOf(subject));
  const rightPairs = right.map(({ subject }) => pairsOf(subject));
  const candidates = candidatesByPairs(leftPairs, rightPairs);
  return left.flatMap((one, a) =>
    (candidates[a] ?? []).flatMap((b): Scored[] => {
      const other = right[b];
      const mine = leftPairs[a];
      const theirs = rightPairs[b];
      if (other === undefined || mine === undefined || theirs === undefined || other.dimension !== one.dimension) return [];
      const score = likeness(mine, theirs) + (one.node !== undefined && one.node === other.node ? sameNodeBonus : 0);
      return score >= leastLikeness ? [{ a, b, score }] : [];
    }),
  );
};

/** Matches two lists; every record is used at most once; the order of the lists does not matter. */
export const matchRecords = <R>(before: readonly Described<R>[], after: readonly Described<R>[]): RecordMatching<R> => {
  const byId = new Map(after.map((item) => [item.id, item]));
  const pairs: (readonly [R, R])[] = [];
  const usedAfter = new Set<Described<R>>();
  const rest: Described<R>[] = [];
  for (const item of before) {
    const same = byId.get(item.id);
    if (same === undefined || usedAfter.has(same)) rest.push(item);
    else {
      usedAfter.add(same);
      pairs.push([item.record, same.record]);
    }
  }
  const open = after.filter((item) => !usedAfter.has(item));
  const scored = scoreAll(rest, open).sort((x, y) => y.score - x.score || (rest[x.a]?.start ?? 0) - (rest[y.a]?.start ?? 0) || (open[x.b]?.start ?? 0) - (open[y.b]?.start ?? 0));
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  for (const { a, b } of scored) {
    const left = rest[a];
    const right = open[b];
    if (usedA.has(a) || usedB.has(b) || left === undefined || right === undefined) continue;
    usedA.add(a);
    usedB.add(b);
    pairs.push([left.record, right.record]);
  }
  return { pairs, added: open.filter((_, b) => !usedB.has(b)).map(({ record }) => record), dropped: rest.filter((_, a) => !usedA.has(a)).map(({ record }) => record) };
};
