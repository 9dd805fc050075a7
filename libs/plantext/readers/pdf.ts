/**
 * PDF with a text layer → text: lines are joined into paragraphs by indent, by the right edge and by the marks that
 * open paragraphs in official documents. A PDF without text gives empty text; the host refuses it as `no_text`.
 */
import { type PdfLine, type PdfPage, dropRunningHeads, linesOfPage } from './pdf-lines.ts';
import { type ReadText, type ReadWarning, TextBuilder, trimBlanks } from './read-text.ts';

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** The type area: where most lines begin and end. Weighted by nothing but the lines themselves, so headings do not shift it. */
const frameOf = (lines: readonly PdfLine[]): Frame => {
  const size = median(lines.map((line) => line.size));
  const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.15);
  const buckets = new Map<number, number>();
  for (const line of body) {
    const key = Math.round(line.left / Math.max(size / 2, 1));
    buckets.set(key, (buckets.get(key) ?? 0) + 1);
  }
  const common = [...buckets.entries()].filter(([, count]) => count >= body.length * 0.15).sort(([a], [b]) => a - b)[0];
  const left =
    common === undefined
      ? percentile(
          body.map((line) => line.left),
          0.1,
        )
      : common[0] * Math.max(size / 2, 1);
  return {
    left,
    right: percentile(
      body.map((line) => line.right),
      0.8,
    ),
    size,
  };
};

const openers = ['——', '专栏', '附件', '附表', '责任单位', '牵头单位', '配合单位'];

const isChineseNumeral = (c: string): boolean => '〇零一二三四五六七八九十百'.includes(c);
const isDigit = (c: string): boolean => (c >= '0' && c <= '9') || (c >= '０' && c <= '９');

/** True when the line begins with a mark that opens a paragraph: 一、 （一） 1. （1） 第一章 —— 专栏. */
export const beginsWithMark = (text: string): boolean => {
  if (openers.some((opener) => text.startsWith(opener))) return true;
  const bracketed = text[0] === '（' || text[0] === '(';
  const ordinal = text[0] === '第';
  let i = bracketed || ordinal ? 1 : 0;
  const start = i;
  const test = isChineseNumeral(text[i] ?? '') ? isChineseNumeral : isDigit;
  while (i < start + 6 && test(text[i] ?? '')) i += 1;
  if (i === start) return false;
  const after = text[i] ?? '';
  if (bracketed) return after === '）' || after === ')';
  if (ordinal) return '篇章节条部'.includes(after) && after !== '';
  if (test === isChineseNumeral) return after === '、';
  return after === '、' || ((after === '.' || after === '．') && !isDigit(text[i + 1] ?? ''));
};

const endsSentence = (text: string): boolean => '。；：;:！？|'.includes(trimBlanks(text).slice(-1)) && text.trim() !== '';

/** `(61)` often stands inside a paragraph, so at the left edge of a full line it proves nothing. */
const beginsWithInnerMark = (text: string): boolean => (text[0] === '（' || text[0] === '(') && isDigit(text[1] ?? '');

/** Does `line` open a new paragraph, given the line before it? */
const opensParagraph = (previous: PdfLine, line: PdfLine, frame: Frame): boolean => {
  const em = Math.max(line.size, 1);
  if (Math.abs(previous.size - line.size) > em * 0.12) return true;
  const isIndented = line.left > frame.left + em * 1.3;
  const wasIndented = previous.left > frame.left + em * 1.3;
  const wasShort = previous.right < frame.right - em * 2.2;
  if (isIndented && wasIndented && Math.abs(previous.left - line.left) < em * 0.6 && !wasShort) return beginsWithMark(trimBlanks(line.text));
  if (isIndented || wasShort) return true;
  return endsSentence(previous.text) && beginsWithMark(trimBlanks(line.text)) && !beginsWithInnerMark(trimBlanks(line.text));
};

const glue = (text: string, next: string): string => {
  const latin = text !== '' && text.charCodeAt(text.length - 1) < 0x2e80 && next.charCodeAt(0) < 0x2e80 && /[A-Za-z]/.test(text.slice(-1)) && /[A-Za-z]/.test(next.slice(0, 1));
  return latin ? `${text} ${next}` : text + next;
};

/** Reads pages of positioned runs; paragraphs run on over page breaks. */
export const pdfToText = (pages: readonly PdfPage[]): ReadText => {
  const all = pages.flatMap((page, index) => linesOfPage(page, index + 1));
  const { kept, dropped } = dropRunningHeads(pages, all);
  const out = new TextBuilder();
  const frame = frameOf(kept);
  let paragraph = '';
  let at = 1;
  let previous: PdfLine | undefined;
  for (const line of kept) {
    if (previous === undefined || opensParagraph(previous, line, frame)) {
      out.line(trimBlanks(paragraph), `page ${at}`);
      paragraph = '';
      at = line.page;
    }
    paragraph = glue(paragraph, trimBlanks(line.text));
    previous = line;
  }
  out.line(trimBlanks(paragraph), `page ${at}`);
  const warnings: ReadWarning[] = dropped === 0 ? [] : [{ code: 'running_heads_dropped', message: `略去页眉、页脚和页码 ${dropped} 行`, count: dropped }];
  return out.build(warnings);
};
