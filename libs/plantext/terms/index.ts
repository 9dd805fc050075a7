/** Quoted terms of a plan with their mentions: defined in the text, undefined short form, or plain words. */
import { wordSet } from '../actors/word-set.ts';
import { treeOf, type PlanTree, spanOf } from '../actors/tree.ts';
import { idMaker } from '../actors/id-maker.ts';
import type { Enclosure, ParsedText, Range, Span, TermRecord } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { isHanCode } from '../source/han.ts';
import { sentencesHolding } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { firstFrom } from '../source/starts.ts';
import { countItems, listBefore } from './lists.ts';
import { countsIn, hasCount } from './numerals.ts';
import {
  CONVERSION_MIDDLES,
  DEFINING_WORDS,
  KNOWN_SHORT_FORMS,
  NAMING_WORDS,
  OPENING_VERBS,
  PLAIN_TERMS,
  PROGRAMME_ENDINGS,
  STRUNG_MORPHEMES,
  UNQUOTED_SHORT_FORMS,
  WHOLE_WORDS,
} from './term-lexicon.ts';

/** Longest quoted stretch that counts as a term, characters. */
const LONGEST_TERM = 60;
const LONGEST_DEFINITION = 200;

/** Several morphemes strung together, none of the pairs being an everyday word. */
function isStrung(term: string): boolean {
  if (term.length < 3 || term.length > 5 || ![...term].every((ch) => STRUNG_MORPHEMES.includes(ch))) return false;
  for (let i = 0; i + 1 < term.length; i++) if (WHOLE_WORDS.has(term.slice(i, i + 2))) return false;
  return true;
}

/** True for short forms that mean nothing to a reader who was not told. */
export function isShortForm(term: string): boolean {
  if (PLAIN_TERMS.has(term) || term.endsWith('号') || term.length > 12 || /[，,、；;。]/u.test(term)) return false;
  if (KNOWN_SHORT_FORMS.has(term)) return true;
  if (hasCount(term)) return true;
  if (/^[0-9A-Za-z+]{2,}$/u.test(term)) return true;
  if (term.length === 3 && CONVERSION_MIDDLES.includes(term[1] ?? ' ')) return true;
  return isStrung(term) || (term.length <= 6 && term.length >= 4 && PROGRAMME_ENDINGS.some((e) => term.endsWith(e)));
}

const ROUND = 40;

/** The bracket right behind the term, when it explains and does not only count. */
function bracketAfter(view: string, mention: Range, enclosures: readonly Enclosure[]): Range | null {
  if (view.charCodeAt(mention.end) !== ROUND) return null;
  const bracket = enclosures[firstFrom(enclosures, mention.end)];
  if (bracket?.start !== mention.end || bracket.kind !== 'round' || !bracket.matched || bracket.end - bracket.start > LONGEST_DEFINITION) return null;
  const inner = { start: bracket.start + 1, end: bracket.end - 1 };
  const content = view.slice(inner.start, inner.end);
  return content.length >= 4 && !/^(?:见|详见|附|责任|牵头|由)/u.test(content) ? inner : null;
}

const CLOSES_NAMING = new CharSet(NAMING_WORDS.map((w) => w.charAt(w.length - 1)).join(''));

/** （以下简称“X”）: what stands before the bracket is the definition. */
function namedBefore(view: string, mention: Range, floor: number): Range | null {
  if (!CLOSES_NAMING.has(view.charCodeAt(mention.start - 1))) return null;
  const before = view.slice(Math.max(floor, mention.start - 6), mention.start);
  const word = NAMING_WORDS.find((w) => before.endsWith(w));
  if (word === undefined) return null;
  let end = mention.start - word.length;
  while (end > floor && '(（，, '.includes(view[end - 1] ?? 'x')) end--;
  let start = end;
  while (start > floor && end - start < 60 && !'。；;，,：:\n'.includes(view[start - 1] ?? '\n')) start--;
  while (start < end && '就以将把对在为由及和'.includes(view[start] ?? 'x')) start++;
  const verb = OPENING_VERBS.find((v) => view.startsWith(v, start) && end - start - v.length >= 4);
  if (verb !== undefined) start += verb.length;
  return end > start ? { start, end } : null;
}

/** “五进”活动，即…: where the noun behind the term ends. */
function nounBehind(view: string, at: number): number {
  let end = at;
  while (end - at < 5 && isHanCode(view.charCodeAt(end))) end++;
  return end;
}

const OPENS_DEFINITION = new CharSet(DEFINING_WORDS.map((w) => w.charAt(0)).join(''));
const COMMAS = new CharSet('，,');
const BEHIND_COMMA = DEFINING_WORDS.filter((w) => /^[，,]/u.test(w));

/** “X”是指… up to the end of the sentence; the bare 是 only at the head of a sentence. */
function definedAfter(view: string, mention: Range, s: Range): Range | null {
  const noun = nounBehind(view, mention.end);
  if (!OPENS_DEFINITION.has(view.charCodeAt(mention.end)) && !COMMAS.has(view.charCodeAt(noun))) return null;
  const word = DEFINING_WORDS.find((w) => view.startsWith(w, mention.end)) ?? (noun > mention.end ? BEHIND_COMMA.find((w) => view.startsWith(w, noun)) : undefined);
  if (word === undefined) return null;
  const start = (view.startsWith(word, mention.end) ? mention.end : noun) + word.length;
  const content = view.slice(start, Math.min(s.end, start + LONGEST_DEFINITION)).replace(/[。；;\s]+$/u, '');
  const bare = word === '即' || word === '指' || word === '：' || word === ':' || word.startsWith('是') || word === '包括';
  if (content.length < 4 || (bare && /^(?:可|将|使|日|时|示|导|标|数|引)/u.test(content))) return null;
  if ((word === '：' || word === ':' || word === '包括') && !/[、；;①]/u.test(content)) return null;
  return { start, end: start + content.length };
}

/** A list of as many items as the term counts, right before it or in the bracket behind it. */
function listFor(view: string, counts: readonly number[], mention: Range, floor: number): Range | null {
  if (counts.length === 0) return null;
  const total = counts.reduce((a, b) => a + b, 0);
  const list = listBefore(view, mention.start, floor);
  const fits = (n: number): boolean => n === counts[0] || n === total;
  return list && (fits(list.count) || fits(list.countPlain)) && list.end - list.start > 3 ? { start: list.start, end: list.end } : null;
}

interface Finder {
  readonly view: string;
  readonly tree: PlanTree;
  readonly enclosures: readonly Enclosure[];
}

function definitionOf(f: Finder, counts: readonly number[], mention: Range): Range | null {
  const s = f.tree.sentenceAt(mention.start) ?? { start: Math.max(0, mention.start - 100), end: Math.min(f.view.length, mention.end + 100) };
  const named = namedBefore(f.view, mention, s.start);
  if (named) return named;
  const listed = listFor(f.view, counts, mention, s.start);
  if (listed) return listed;
  const bracket = bracketAfter(f.view, mention, f.enclosures);
  if (bracket) {
    const { count, countPlain } = countItems(f.view.slice(bracket.start, bracket.end));
    const total = counts.reduce((a, b) => a + b, 0);
    if (counts.length === 0 || [count, countPlain].some((n) => n === total || n === counts[0])) return bracket;
  }
  return definedAfter(f.view, mention, s);
}

function firstDefinition(f: Finder, term: string, mentions: readonly Range[]): Range | null {
  const counts = countsIn(term);
  for (const mention of mentions) {
    const definition = definitionOf(f, counts, mention);
    if (definition !== null) return definition;
  }
  return null;
}

/** All quoted terms in text order of their first mention. Offsets of mentions include the quotation marks. */
export function extractTerms(parsed: ParsedText): TermRecord[] {
  const finder: Finder = { view: parsed.view, tree: treeOf(parsed), enclosures: parsed.enclosures };
  const found = new Map<string, Range[]>();
  for (const e of parsed.enclosures) {
    if (e.kind !== 'quote' || !e.matched || e.end - e.start - 2 > LONGEST_TERM || e.end - e.start <= 2) continue;
    const text = parsed.text.slice(e.start + 1, e.end - 1);
    const list = found.get(text);
    if (list) list.push({ start: e.start, end: e.end });
    else found.set(text, [{ start: e.start, end: e.end }]);
  }
  const newId = idMaker('w');
  return [...found].map(([text, mentions]) => {
    const definition = firstDefinition(finder, text, mentions);
    const span: Span | null = definition ? spanOf(parsed.text, definition.start, definition.end) : null;
    return {
      id: newId(text),
      text,
      mentions,
      status: span ? ('defined' as const) : isShortForm(text) ? ('undefined' as const) : ('plain' as const),
      definition: span,
    };
  });
}

const SHORT_FORM_SIGN = sign(UNQUOTED_SHORT_FORMS);

const SHORT_FORMS = wordSet(UNQUOTED_SHORT_FORMS);

/** Short forms that stand in the text without quotation marks; first place of each. */
export function unquotedShortForms(parsed: Pick<ParsedText, 'text' | 'view' | 'sentences'>): Span[] {
  const first = new Map<string, number>();
  for (const s of sentencesHolding(parsed.sentences, SHORT_FORM_SIGN))
    for (let at = s.start; at < s.end; at++) {
      const word = SHORT_FORMS.at(parsed.view, at);
      if (word !== undefined && at + word.length <= s.end && !first.has(word)) first.set(word, at);
    }
  return [...first].filter(([, at]) => parsed.view[at - 1] !== '“').map(([word, at]) => spanOf(parsed.text, at, at + word.length));
}
