/**
 * One number as a person or a cell wrote it (trust U1 to U9): nothing is ever read as 0, bounds stay bounds,
 * and what has two readings is handed back as a question instead of a figure.
 */
import type { Comparator, Dec } from '../model.ts';
import { readAround } from '../targets/around.ts';
import { CHAR, classAt } from './char-class.ts';
import type { Quantity } from './quantity.ts';
import { scanQuantities } from './scan-quantities.ts';

export type NoNumberReason = 'empty' | 'no-value' | 'not-finite' | 'list' | 'ambiguous' | 'unreadable';

export type NumberText =
  | {
      readonly ok: true;
      readonly number: Dec;
      readonly numberMax?: Dec;
      readonly comparator: Comparator;
      /** canonical unit, '' when none is written */
      readonly unit: string;
      /** unit as written, magnitude included */
      readonly unitText: string;
      readonly kind: Quantity['kind'];
    }
  | { readonly ok: false; readonly reason: NoNumberReason };

const NO_VALUE: ReadonlySet<string> = new Set(['-', '—', '——', '–', '－', '/', '／', '无', '暂无', '未统计', '不适用', 'N/A', 'n/a', '…', '……']);
const NOT_FINITE: ReadonlySet<string> = new Set(['nan', 'infinity', '-infinity', '+infinity', 'inf', '∞']);

const no = (reason: NoNumberReason): NumberText => ({ ok: false, reason });

/** Circled or bracketed list marks before the figure: ①5.2%. */
function afterListMark(text: string): number {
  const code = text.charCodeAt(0);
  return (code >= 0x2460 && code <= 0x24ff) || (code >= 0x3220 && code <= 0x3243) ? 1 : 0;
}

function bare(text: string): Quantity | null {
  const digits = /^[一二三四五六七八九十百千万亿零〇两廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+$/.test(text);
  if (!digits) return null;
  const q = scanQuantities(`${text}个`)[0];
  return q === undefined || q.number === null ? null : { ...q, unit: '', unitText: '', dimension: 'none', end: q.end - 1 };
}

/**
 * Reads one number with its bound and unit.
 * @param input what stands in the field or cell; blanks around it do not matter
 */
export function readNumberText(input: string): NumberText {
  const text = input.trim();
  if (text === '') return no('empty');
  if (NO_VALUE.has(text)) return no('no-value');
  if (NOT_FINITE.has(text.toLowerCase())) return no('not-finite');
  const from = afterListMark(text);
  const found = scanQuantities(text).filter((q) => q.start >= from);
  const q = found[0] ?? bare(text.slice(from));
  if (q === undefined || q === null || q.number === null) return no('unreadable');
  if (found.length > 1) return no('list');
  if (q.ambiguous === true) return no('ambiguous');
  const around = readAround(text, q, from, text.length);
  if (!leftOver(text, from, around.nameEnd) || !leftOver(text, around.valueEnd, text.length)) return no('unreadable');
  return {
    ok: true,
    number: q.number,
    ...(q.numberMax === undefined ? {} : { numberMax: q.numberMax }),
    comparator: around.comparator,
    unit: q.unit,
    unitText: q.unitText,
    kind: q.kind,
  };
}

/** True when only blanks, brackets and signs are left outside the figure and its bound. */
function leftOver(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const cls = classAt(text, i);
    if (cls !== CHAR.space && cls !== CHAR.open && cls !== CHAR.close && cls !== CHAR.plus && !'>=<≥≤＞＜'.includes(text[i] as string)) return false;
  }
  return true;
}
