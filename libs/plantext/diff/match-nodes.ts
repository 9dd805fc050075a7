/**
 * Which node of the new text is which node of the old one: equal title, then equal text in order, then likeness inside
 * the same parent, then moves; last, splits and merges. Ids do not decide, because inserting a measure renumbers all.
 */
import type { OutlineNode } from '../model.ts';
import { bare, candidatesByPairs, containment, likeness, pairsOf } from './likeness.ts';

export interface Edition {
  readonly nodes: readonly OutlineNode[];
  readonly text: string;
}

export interface NodeMatch {
  readonly before: OutlineNode;
  readonly after: OutlineNode;
  readonly how: 'title' | 'text' | 'likeness' | 'moved';
}

export interface NodeRegroup {
  readonly before: readonly OutlineNode[];
  readonly after: readonly OutlineNode[];
}

export interface NodeMatching {
  readonly matches: readonly NodeMatch[];
  readonly added: readonly OutlineNode[];
  readonly dropped: readonly OutlineNode[];
  readonly splits: readonly NodeRegroup[];
  readonly merges: readonly NodeRegroup[];
}

/** Thresholds in thousandths, found on edited development texts. */
const alikeInParent = 450;
const alikeAnywhere = 600;
const coveredBySplit = 700;

interface Side {
  readonly node: OutlineNode;
  readonly title: string;
  readonly body: string;
  readonly pairs: ReadonlySet<number>;
}

const sideOf = (node: OutlineNode, text: string): Side => {
  const own = text.slice(node.start, node.end).slice(node.label?.length ?? 0);
  return { node, title: bare(node.title ?? ''), body: bare(own), pairs: pairsOf(own) };
};

const childrenOf = (sides: readonly Side[]): Map<string | null, Side[]> => {
  const map = new Map<string | null, Side[]>();
  for (const side of sides) map.set(side.node.parent, [...(map.get(side.node.parent) ?? []), side]);
  return map;
};

/** Pairs items whose key occurs once on each side. */
const pairUnique = (left: readonly Side[], right: readonly Side[], key: (side: Side) => string): [Side, Side][] => {
  const count = (sides: readonly Side[]) => {
    const map = new Map<string, Side[]>();
    for (const side of sides) if (key(side) !== '') map.set(key(side), [...(map.get(key(side)) ?? []), side]);
    return map;
  };
  const theirs = count(right);
  return [...count(left).entries()].flatMap(([name, mine]): [Side, Side][] => {
    const other = theirs.get(name);
    const [a] = mine;
    const b = other?.[0];
    return mine.length === 1 && other?.length === 1 && a !== undefined && b !== undefined ? [[a, b]] : [];
  });
};

/** Pairs the most alike first; each item once. */
const pairAlike = (left: readonly Side[], right: readonly Side[], least: number): [Side, Side][] => {
  const candidates = candidatesByPairs(
    left.map(({ pairs }) => pairs),
    right.map(({ pairs }) => pairs),
  );
  const scored = left.flatMap((a, i) =>
    (candidates[i] ?? []).flatMap((j) => {
      const b = right[j];
      const score = b === undefined || b.node.kind !== a.node.kind ? 0 : likeness(a.pairs, b.pairs);
      return b !== undefined && score >= least ? [{ a, b, score }] : [];
    }),
  );
  scored.sort((x, y) => y.score - x.score || x.a.node.start - y.a.node.start || x.b.node.start - y.b.node.start);
  const used = new Set<Side>();
  const pairs: [Side, Side][] = [];
  for (const { a, b } of scored) {
    if (used.has(a) || used.has(b)) continue;
    used.add(a).add(b);
    pairs.push([a, b]);
  }
  return pairs;
};

class Matcher {
  readonly #matched = new Map<Side, { side: Side; how: NodeMatch['how'] }>();
  readonly #taken = new Map<Side, Side>();

  take(pairs: readonly (readonly [Side, Side])[], how: NodeMatch['how']): void {
    for (const [a, b] of pairs) {
      if (this.#matched.has(a) || this.#taken.has(b)) continue;
      this.#matched.set(a, { side: b, how });
      this.#taken.set(b, a);
    }
  }

  freeBefore(sides: readonly Side[]): Side[] {
    return sides.filter((side) => !this.#matched.has(side));
  }

  freeAfter(sides: readonly Side[]): Side[] {
    return sides.filter((side) => !this.#taken.has(side));
  }

  partner(side: Side): Side | undefined {
    return this.#matched.get(side)?.side;
  }

  partnerOfAfter(side: Side): Side | undefined {
    return this.#taken.get(side);
  }

  matches(): NodeMatch[] {
    return [...this.#matched.entries()].map(([before, { side, how }]) => ({ before: before.node, after: side.node, how })).sort((x, y) => x.before.start - y.before.start);
  }
}

const matchChildren = (matcher: Matcher, before: readonly Side[], after: readonly Side[]): void => {
  const kindTitle = (side: Side) => (side.title === '' ? '' : `${side.node.kind}|${side.title}`);
  const kindBody = (side: Side) => (side.body === '' ? '' : `${side.node.kind}|${side.body}`);
  const free = () => [matcher.freeBefore(before), matcher.freeAfter(after)] as const;
  matcher.take(pairUnique(...free(), kindTitle), 'title');
  matcher.take(pairUnique(...free(), kindBody), 'text');
  matcher.take(pairAlike(...free(), alikeInParent), 'likeness');
};

/** One old node whose text is now spread over several new ones (its partner among them), or the other way round. */
const regroup = (wholes: readonly Side[], free: readonly Side[], partnerOf: (side: Side) => Side | undefined): { whole: Side; parts: Side[] }[] => {
  const candidates = candidatesByPairs(
    wholes.map(({ pairs }) => pairs),
    free.map(({ pairs }) => pairs),
  );
  return wholes.flatMap((whole, index) => {
    const others = (candidates[index] ?? []).map((j) => free[j]);
    const partner = partnerOf(whole);
    const parts = [partner, ...others].filter((part): part is Side => part !== undefined && part.pairs.size >= 4 && containment(part.pairs, whole.pairs) >= coveredBySplit);
    const union = new Set(parts.flatMap(({ pairs }) => [...pairs]));
    const isNew = parts.some((part) => part !== partner);
    return isNew && parts.length >= 2 && containment(whole.pairs, union) >= coveredBySplit ? [{ whole, parts: parts.sort((x, y) => x.node.start - y.node.start) }] : [];
  });
};

/** Matches two outlines. Lists are in text order. */
export const matchNodes = (before: Edition, after: Edition): NodeMatching => {
  const left = before.nodes.map((node) => sideOf(node, before.text));
  const right = after.nodes.map((node) => sideOf(node, after.text));
  const leftChildren = childrenOf(left);
  const rightChildren = childrenOf(right);
  const matcher = new Matcher();
  matchChildren(matcher, leftChildren.get(null) ?? [], rightChildren.get(null) ?? []);
  for (const parent of left) {
    const partner = matcher.partner(parent);
    if (partner !== undefined) matchChildren(matcher, leftChildren.get(parent.node.id) ?? [], rightChildren.get(partner.node.id) ?? []);
  }
  matcher.take(
    pairUnique(matcher.freeBefore(left), matcher.freeAfter(right), (side) => (side.body.length < 6 ? '' : `${side.node.kind}|${side.body}`)),
    'moved',
  );
  matcher.take(pairAlike(matcher.freeBefore(left), matcher.freeAfter(right), alikeAnywhere), 'moved');
  const leaf = (sides: readonly Side[], children: ReadonlyMap<string | null, Side[]>) => sides.filter(({ node }) => !children.has(node.id));
  const splits = regroup(leaf(left, leftChildren), matcher.freeAfter(right), (side) => matcher.partner(side));
  const merges = regroup(leaf(right, rightChildren), matcher.freeBefore(left), (side) => matcher.partnerOfAfter(side));
  const splitAfter = new Set(splits.flatMap(({ parts }) => parts.map(({ node }) => node.id)));
  const mergedBefore = new Set(merges.flatMap(({ parts }) => parts.map(({ node }) => node.id)));
  return {
    matches: matcher.matches(),
    added: matcher
      .freeAfter(right)
      .map(({ node }) => node)
      .filter(({ id }) => !splitAfter.has(id)),
    dropped: matcher
      .freeBefore(left)
      .map(({ node }) => node)
      .filter(({ id }) => !mergedBefore.has(id)),
    splits: splits.map(({ whole, parts }) => ({ before: [whole.node], after: parts.map(({ node }) => node) })),
    merges: merges.map(({ whole, parts }) => ({ before: parts.map(({ node }) => node), after: [whole.node] })),
  };
};
