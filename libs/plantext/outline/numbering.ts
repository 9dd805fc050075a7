/** Inline `(n)` labels and the counters that decide whether a number is in turn (plantext 3.1). */
import { inlineLabelAt, skipBlanks } from '../lexer/marks.ts';
import type { Mark, Style } from '../lexer/styles.ts';
import type { Finding, Range, Span } from '../model.ts';
import type { Places } from '../source/scan.ts';

const stopBefore = (view: string, at: number, from: number): boolean => {
  let i = at - 1;
  while (i >= from && (view.charCodeAt(i) === 32 || view.charCodeAt(i) === 9)) i--;
  if (i < from) return true;
  const code = view.charCodeAt(i);
  return code === 0x3002 || code === 59 || code === 58 || code === 33 || code === 10;
};

const LARGEST = 500;

/**
 * Bracketed numbers of a paragraph that stand where a label can stand: after a stop, a heading or a duty bracket. `from` = where
 * the body begins; `brackets` = the opening brackets of the text.
 */
export const inlineCandidates = (view: string, from: number, end: number, duties: readonly Range[], brackets: Places): Mark[] => {
  const out: Mark[] = [];
  let d = 0;
  for (let at = brackets.from(from); at < end; at = brackets.from(at + 1)) {
    while (d < duties.length && (duties[d]?.end ?? 0) <= at) d++;
    if ((duties[d]?.start ?? end) < at) continue; // inside a duty bracket
    if (!stopBefore(view, at, from) && duties[d - 1]?.end !== at) continue;
    const mark = inlineLabelAt(view, at, end);
    if (mark === null || mark.number > LARGEST || mark.textStart >= end) continue;
    out.push(mark);
  }
  return out;
};

interface Numbered {
  readonly number: number;
  readonly label: Span;
}

/** More than this is no slip of the pen: the text is not numbered as a plan, and a longer list helps nobody. */
const MOST_FINDINGS = 100;

/** Findings about numbers out of turn; both places are named. */
export class NumberingFindings {
  readonly list: Finding[] = [];

  /** `sameParent` = both stand under one parent, so a number that does not grow is a repetition, else the start is missing. */
  check(before: Numbered | null, now: Numbered, sameParent = true): void {
    if (before === null || now.number === before.number + 1 || now.number === 1 || this.list.length >= MOST_FINDINGS) return;
    const duplicate = sameParent && now.number <= before.number;
    const rule = duplicate ? 'numbering-duplicate' : 'numbering-gap';
    const message = duplicate
      ? `编号重复或倒退：“${before.label.text}”之后又出现“${now.label.text}”，请核对两处编号。`
      : `编号不连续：“${before.label.text}”之后是“${now.label.text}”，中间缺少编号，请核对原文是否漏项。`;
    this.list.push({ rule, severity: 'error', message, spans: [before.label, now.label] });
  }
}

const numbered = (text: string, mark: Mark): Numbered => ({ number: mark.number, label: { text: text.slice(mark.start, mark.labelEnd), start: mark.start, end: mark.labelEnd } });

/**
 * Chooses the labels among the candidates of all paragraphs. Two counters run: within the parent (reset by every
 * outer label) and within the document. A number out of turn counts only if its successor follows, or if the label after
 * it goes on as though this one were in turn ((12) (12) (14)); it is reported.
 */
export class InlineCounter {
  private docLast: Numbered | null = null;
  private parentLast: Numbered | null = null;
  private readonly text: string;
  private readonly findings: NumberingFindings;

  constructor(text: string, findings: NumberingFindings) {
    this.text = text;
    this.findings = findings;
  }

  resetParent(): void {
    this.parentLast = null;
  }

  /** A `(n)` that opens its own line is a label without further proof. `number` = what a misprinted one stands for. */
  take(mark: Mark, number = mark.number): void {
    const now = { ...numbered(this.text, mark), number };
    this.parentLast = now;
    this.docLast = now;
  }

  /** The number this place would have in turn, if the label after it goes on from there: then this one is a misprint. */
  private misprinted(next: Mark | undefined): number | undefined {
    if (next === undefined) return undefined;
    return [this.parentLast, this.docLast].flatMap((last) => (last === null ? [] : [last.number + 1])).find((expected) => next.number === expected + 1);
  }

  private inTurn(mark: Mark): boolean {
    return mark.number === (this.parentLast?.number ?? 0) + 1 || mark.number === (this.docLast?.number ?? 0) + 1;
  }

  choose(candidates: readonly Mark[], following: Mark | undefined): Mark[] {
    const out: Mark[] = [];
    candidates.forEach((mark, i) => {
      const next = candidates[i + 1] ?? following;
      let number = mark.number;
      if (!this.inTurn(mark)) {
        const expected = next?.number === number + 1 ? number : this.misprinted(next);
        if (expected === undefined) return;
        this.findings.check(this.parentLast ?? this.docLast, numbered(this.text, mark));
        number = expected;
      }
      this.take(mark, number);
      out.push(mark);
    });
    return out;
  }
}

/** Checks the numbers of labels that open paragraphs: in turn within the parent or within the document. */
export class BlockCounter {
  private readonly docLast = new Map<Style, Numbered>();
  private readonly text: string;
  private readonly findings: NumberingFindings;

  constructor(text: string, findings: NumberingFindings) {
    this.text = text;
    this.findings = findings;
  }

  /** `siblingLast` = the last label of this style under the same parent. */
  check(mark: Mark, siblingLast: Numbered | null): Numbered {
    const now = numbered(this.text, mark);
    const doc = this.docLast.get(mark.style) ?? null;
    const inTurn = mark.number === 1 || mark.number === (siblingLast?.number ?? 0) + 1 || mark.number === (doc?.number ?? 0) + 1;
    if (!inTurn) this.findings.check(siblingLast ?? doc, now, siblingLast !== null);
    else if (mark.number === 1 && siblingLast !== null) this.findings.check(siblingLast, { ...now, number: 0 });
    this.docLast.set(mark.style, now);
    return now;
  }
}

/** Where the body of a paragraph begins as far as inline labels are concerned. */
export const bodyStartOf = (view: string, para: Range, mark: Mark | null): number => (mark === null ? skipBlanks(view, para.start, para.end) : mark.textStart);
