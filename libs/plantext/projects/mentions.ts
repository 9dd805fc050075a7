/**
 * Brings together the places where one thing is named. Names are compared by a normal form (no 工程/项目, no words of
 * doing) through hashes; near names (制造产业园 / 制品产业园) stay apart on purpose and are a finding elsewhere.
 */
import type { Range } from '../model.ts';
import type { Candidate } from './candidates.ts';
import { GENERIC_LEADS } from './name-words.ts';
import { stripTails } from './naming.ts';
import type { Reading } from './reading.ts';
import { CharSet } from '../source/char-set.ts';
import { wordSet } from './words.ts';

const PROGRAM_TAILS = wordSet('工程 项目 建设');
const SEVERAL = wordSet(GENERIC_LEADS);

const NO_PART_OF_NAME = new CharSet(' “”"\'‘’()·,');

/** The name without 工程, 项目, quotes and blanks. */
export const normalName = (plain: string, name: Range): string => {
  let { end } = name;
  for (let round = 0; round < 3; round++) {
    const tail = PROGRAM_TAILS.endingAt(plain, end, name.start + 4);
    if (tail === 0) break;
    end -= tail;
  }
  end = stripTails(plain, name.start, end).end;
  let out = '';
  let from = name.start;
  for (let at = name.start; at < end; at++) {
    if (!NO_PART_OF_NAME.has(plain.charCodeAt(at))) continue;
    if (at > from) out += plain.slice(from, at);
    from = at + 1;
  }
  return out === '' ? plain.slice(from, end) : out + plain.slice(from, end);
};

export interface Cluster {
  readonly key: string;
  readonly primary: Candidate;
  readonly others: readonly Range[];
  readonly merged: readonly Candidate[];
}

const weight = (candidate: Candidate): number =>
  candidate.attributes.size * 4 + (candidate.tier === 'A' ? 2 : candidate.tier === 'B' ? 1 : 0) + (candidate.status === null ? 0 : 1);

/** Groups by equal normal name; the candidate with most figures speaks for the group. */
const byName = (plain: string, candidates: readonly Candidate[]): Map<string, Candidate[]> => {
  const groups = new Map<string, Candidate[]>();
  candidates.forEach((candidate, index) => {
    const name = normalName(plain, candidate.name);
    // a list item that lives by a shared head, or a class of things, is not the same thing elsewhere
    const key = SEVERAL.startingAt(plain, candidate.name.start, candidate.name.end) > 0 || (candidate.sharedHead !== null && !candidate.specific) ? `${name}#${index}` : name;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [candidate]);
    else list.push(candidate);
  });
  return groups;
};

/** Full names by their endings: "通用机场" is the one "固镇通用机场" of the plan, if there is only one. */
const suffixes = (keys: readonly string[]): Map<string, string | null> => {
  const map = new Map<string, string | null>();
  for (const key of keys) {
    for (let cut = 1; cut <= Math.min(8, key.length - 4); cut++) {
      const tail = key.slice(cut);
      map.set(tail, map.has(tail) && map.get(tail) !== key ? null : key);
    }
  }
  return map;
};

const mergeGeneric = (groups: Map<string, Candidate[]>): void => {
  const full = [...groups.keys()].filter((key) => (groups.get(key) ?? []).some((candidate) => candidate.specific) && !key.includes('#'));
  const endings = suffixes(full);
  for (const [key, list] of [...groups]) {
    const bare = key.split('#')[0] ?? key;
    if (list.some((candidate) => candidate.specific)) continue;
    const target = endings.get(bare);
    const home = target === undefined || target === null ? undefined : groups.get(target);
    if (home === undefined || home === list) continue;
    for (const candidate of list) home.push(candidate);
    groups.delete(key);
  }
};

/** Length of the longest known name at `at`, 0 for none. A function of its own: a closure in the loop would cost every place of the text. */
const longestAt = (plain: string, at: number, limit: number, lengths: ReadonlyMap<number, ReadonlySet<string>>): number => {
  let best = 0;
  for (const [size, names] of lengths) if (size > best && at + size <= limit && names.has(plain.slice(at, at + size))) best = size;
  return best;
};

/** Names are found by their first characters; none is shorter. */
const GRAM = 4;

/** Places where the text says a known name again, outside the candidates themselves. */
const echoes = (plain: string, keys: readonly string[], taken: readonly Range[]): Map<string, Range[]> => {
  const byGram = new Map<string, Map<number, Set<string>>>();
  for (const key of keys) {
    const gram = key.slice(0, GRAM);
    const lengths = byGram.get(gram) ?? new Map<number, Set<string>>();
    byGram.set(gram, lengths.set(key.length, (lengths.get(key.length) ?? new Set()).add(key)));
  }
  const found = new Map<string, Range[]>();
  // how far the next name may begin, by the last of the characters a name is found by: most of the text is passed over
  const steps = new Uint8Array(65_536).fill(GRAM);
  const opens = new Uint8Array(65_536);
  for (const key of keys) {
    for (let i = 0; i < GRAM; i++) steps[key.charCodeAt(i)] = Math.min(steps[key.charCodeAt(i)] as number, GRAM - 1 - i);
    opens[key.charCodeAt(0)] = 1;
  }
  let next = 0;
  for (let at = 0; at + GRAM <= plain.length; at++) {
    const step = steps[plain.charCodeAt(at + GRAM - 1)] as number;
    if (step > 0) {
      at += step - 1;
      continue;
    }
    if (opens[plain.charCodeAt(at)] === 0) continue;
    while (next < taken.length && (taken[next]?.end ?? 0) <= at) next++;
    const inside = taken[next];
    if (inside !== undefined && at >= inside.start) {
      at = inside.end - 1;
      continue;
    }
    const lengths = byGram.get(plain.slice(at, at + GRAM));
    if (lengths === undefined) continue;
    const length = longestAt(plain, at, inside?.start ?? plain.length, lengths);
    if (length === 0) continue;
    const key = plain.slice(at, at + length);
    const list = found.get(key) ?? [];
    list.push({ start: at, end: at + length });
    found.set(key, list);
    at += length - 1;
  }
  return found;
};

const mergedAttributes = (primary: Candidate, list: readonly Candidate[]): void => {
  for (const other of list) for (const [key, value] of other.attributes) if (!primary.attributes.has(key)) primary.attributes.set(key, value);
};

/** Clusters in the text order of their primary candidates. */
export const clustersOf = (reading: Reading, candidates: readonly Candidate[]): Cluster[] => {
  const { plain } = reading;
  const groups = byName(plain, candidates);
  mergeGeneric(groups);
  const named = [...groups].filter(([key, list]) => !key.includes('#') && key.length >= 5 && list.some((candidate) => candidate.specific && !candidate.action)).map(([key]) => key);
  const taken = candidates.map((candidate) => candidate.name).sort((a, b) => a.start - b.start);
  const again = echoes(plain, named, taken);
  const clusters: Cluster[] = [];
  for (const [key, list] of groups) {
    const primary = list.reduce((best, candidate) => (weight(candidate) > weight(best) ? candidate : best));
    mergedAttributes(primary, list);
    const others = [...list.filter((candidate) => candidate !== primary).map((candidate) => candidate.name), ...(again.get(key) ?? [])].sort((a, b) => a.start - b.start);
    clusters.push({ key: key.split('#')[0] ?? key, primary, others, merged: list });
  }
  return clusters.sort((a, b) => a.primary.name.start - b.primary.name.start || a.primary.name.end - b.primary.name.end);
};
