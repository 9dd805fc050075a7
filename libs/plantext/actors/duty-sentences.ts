/** Duties said in prose: 由A牵头，B、C配合, as a sentence of its own or at the side of one that says more. */
import type { Clause, OutlineNode, ParsedText, Range, Sentence } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { isBody, isOffice } from './body-names.ts';
import { type DutyReading, readDuty } from './duty-grammar.ts';
import { DUTY_ADVERBIALS, DUTY_VERBS, OPEN_TAILS, RULE_SIGN } from './duty-lexicon.ts';
import type { DutyPlace } from './duty-places.ts';
import { innerOf } from './inner-text.ts';
import type { PlanTree } from './tree.ts';
import { endingSet } from './word-set.ts';

const LONGEST_SENTENCE = 200;
/** 由A牵头, B、C配合, D参与, 各乡镇落实 */
const MOST_CLAUSES = 4;
const VERB_ENDS = endingSet(DUTY_VERBS.map(([w]) => w));
const MARKS = new CharSet('。;!|\n )');
/** What stands for the matter before 由: 该项工作由A牵头. */
const MATTERS = endingSet('工作 任务 事项 项目 行动 措施 内容 改革 建设 整治 治理 具体'.split(' '));

function endsInVerb(view: string, range: Range): boolean {
  let end = range.end;
  while (end > range.start && MARKS.has(view.charCodeAt(end - 1))) end--;
  return VERB_ENDS.at(view, end) !== undefined;
}

/** What is left without bodies, verbs, adverbials and marks; '' = nothing but duty wording. */
function residue(view: string, range: Range, reading: DutyReading): string {
  let rest = '';
  let at = range.start;
  for (const b of reading.bodies) {
    rest += `、${view.slice(at, b.start)}`;
    at = b.end;
  }
  rest += `、${view.slice(at, range.end)}`;
  for (const [w] of DUTY_VERBS) rest = rest.replaceAll(w, '');
  for (const w of [...DUTY_ADVERBIALS, ...OPEN_TAILS, '会同', '由', '以及', '、', ',', '，', '。', ';', ' ', '和', '与', '及']) rest = rest.replaceAll(w, '');
  return rest;
}

/** Where the bodies of a clause begin: behind 由, which opens the clause or follows the matter. Else -1. */
function behindBy(view: string, { start, end }: Range): number {
  const by = view.indexOf('由', start);
  if (by < 0 || by + 2 > end) return -1;
  return by === start || MATTERS.at(view, by) !== undefined ? by + 1 : -1;
}

/** The reading of a stretch that says nothing but who does it. */
function readWhole(view: string, inner: Range): DutyReading | null {
  const reading = readDuty(view, inner);
  const whole = reading.bodies.length > 0 && reading.bodies.every((b) => b.by === 'verb' && isBody(view.slice(b.start, b.end)));
  return whole && residue(view, inner, reading) === '' ? reading : null;
}

interface Said extends Range {
  readonly inner: Range;
  readonly reading: DutyReading;
}

/** 由企业牵头: a class of bodies answers for nothing. */
function isNamed(view: string, { bodies: [first] }: DutyReading): boolean {
  return first !== undefined && first.end - first.start > 2 && isOffice(view.slice(first.start, first.end));
}

/** The clauses from 由A牵头 on, as many as say nothing but who does it. */
function clausesBy(view: string, clauses: readonly Clause[]): Said | null {
  for (let first = 0; first < clauses.length; first++) {
    const clause = clauses[first] as Clause;
    const start = behindBy(view, clause);
    if (start < 0 || !endsInVerb(view, clause)) continue;
    let last = first;
    while (last + 1 < clauses.length && last + 1 - first < MOST_CLAUSES && endsInVerb(view, clauses[last + 1] as Clause)) last++;
    for (; last >= first; last--) {
      const inner = { start, end: (clauses[last] as Clause).end };
      const reading = readWhole(view, inner);
      if (reading !== null && isNamed(view, reading)) return { ...inner, inner, reading };
    }
  }
  return null;
}

/** The sentence, from its 由 on, when it says nothing but who does it. */
function wholeSentence(view: string, sentence: Sentence): Said | null {
  const { start, end } = innerOf(view, sentence);
  const by = behindBy(view, sentence.clauses[0] ?? sentence);
  const inner = { start: by > 0 ? by : start, end };
  const reading = readWhole(view, inner);
  return reading === null ? null : { start: sentence.start, end: sentence.end, inner, reading };
}

/** @param served measures that have a duty text of their own */
export function dutySentences(parsed: ParsedText, tree: PlanTree, served: ReadonlySet<string | undefined>): DutyPlace[] {
  const { view } = parsed;
  const out: DutyPlace[] = [];
  for (const sentence of parsed.sentences) {
    if (sentence.end - sentence.start > LONGEST_SENTENCE || sentence.end - sentence.start < 6) continue;
    const leads = (sentence.signs & RULE_SIGN) !== 0;
    const ends = endsInVerb(view, sentence);
    if (!leads && !ends) continue;
    const node: OutlineNode | undefined = parsed.nodes[sentence.nodeAt];
    const measure = node === undefined || node.kind === 'duty' ? null : tree.ancestor(sentence.node, 'measure');
    if (!measure || !node || served.has(measure.id)) continue;
    const said = (ends ? wholeSentence(view, sentence) : null) ?? (leads ? clausesBy(view, sentence.clauses) : null);
    if (said !== null) out.push({ ...said, node, form: 'sentence' });
  }
  return out;
}
