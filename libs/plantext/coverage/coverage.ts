/**
 * 每一句都有归宿: every sentence of the text is mapped to the records read from it, or listed as unmapped. Headings, labels
 * and trivia are structure and counted apart, so the sum of all parts is the whole text.
 */
import type { CompiledPlan, ParsedText, Range, Sentence } from '../model.ts';

export interface SentenceCoverage extends Range {
  readonly node: string;
  /** ids of the records with at least one field inside the sentence, in text order of their lists */
  readonly records: readonly string[];
}

export interface Coverage {
  readonly sentences: readonly SentenceCoverage[];
  readonly mapped: number;
  readonly unmapped: number;
  /** characters of sentences; the rest of the text is structure and blanks */
  readonly sentenceChars: number;
}

interface Placed extends Range {
  readonly id: string;
}

const lists = ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors', 'terms', 'references'] as const;

const isRange = (value: object): value is Range => 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** Every stretch a record points at with its own fields; reasons (`why`) and inherited periods point elsewhere and do not count. */
const rangesOf = (id: string, value: unknown, out: Placed[]): void => {
  if (typeof value !== 'object' || value === null) return;
  if (isRange(value)) out.push({ id, start: value.start, end: value.end });
  for (const [key, inner] of Object.entries(value)) {
    const isElsewhere = key === 'why' || key === 'from' || (key === 'period' && typeof inner === 'object' && inner !== null && 'inherited' in inner && inner.inherited === true);
    if (!isElsewhere && typeof inner === 'object') rangesOf(id, inner, out);
  }
};

/** First index whose sentence ends after `offset`; sentences are sorted and do not overlap. */
const firstEndingAfter = (sentences: readonly Sentence[], offset: number): number => {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

const closing = '。．.；;：:';

/** Headings are structure: the sentence that is its node's title, run-in titles with their full stop included. */
const isHeading = ({ text }: Pick<ParsedText, 'text'>, titles: ReadonlyMap<string, string>, sentence: Sentence): boolean => {
  const title = titles.get(sentence.node);
  if (title === undefined) return false;
  const own = text.slice(sentence.start, sentence.end).trim();
  return own === title || (own.startsWith(title) && own.length === title.length + 1 && closing.includes(own.slice(-1)));
};

/** Maps sentences to records. `parsed` and `plan` are of the same text. */
export const coverageOf = (parsed: Pick<ParsedText, 'sentences' | 'nodes' | 'text'>, plan: CompiledPlan): Coverage => {
  const titles = new Map(parsed.nodes.flatMap(({ id, title }) => (title === null ? [] : [[id, title.trim()] as const])));
  const sentences = parsed.sentences.filter((sentence) => !isHeading(parsed, titles, sentence)).sort((a, b) => a.start - b.start);
  const found = sentences.map(() => new Set<string>());
  const placed: Placed[] = [];
  for (const list of lists) for (const record of plan[list]) rangesOf(record.id, record, placed);
  for (const { id, start, end } of placed) {
    for (let i = firstEndingAfter(sentences, start); i < sentences.length && (sentences[i]?.start ?? end) < end; i += 1) found[i]?.add(id);
  }
  const covered = sentences.map(({ node, start, end }, index): SentenceCoverage => ({ node, start, end, records: [...(found[index] ?? [])] }));
  const mapped = covered.filter(({ records }) => records.length > 0).length;
  return { sentences: covered, mapped, unmapped: covered.length - mapped, sentenceChars: covered.reduce((sum, { start, end }) => sum + end - start, 0) };
};
