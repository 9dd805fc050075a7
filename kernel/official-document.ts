/**
 * An official document as data, to be laid out by GB/T 9704-2012: the caller says what stands in it, the renderer where.
 * No seal is ever drawn; the place for it stays empty.
 */
import type { PlainDate } from './calendar.ts';

export interface TableCell {
  readonly text: string;
  /** columns that the cell covers; default 1 */
  readonly span?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
}

export type DocumentBlock =
  /** a paragraph, indented by two characters */
  | { readonly kind: 'paragraph'; readonly text: string }
  /** level 1 一、 · 2 （一） · 3 1. · 4 （1）; the number is part of the text */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  /** widths are shares of the line; the first row repeats on every page when `hasHeader` */
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly hasHeader: boolean; readonly rows: readonly (readonly (string | TableCell)[])[] };

export interface OfficialDocument {
  /** 发文机关标志 */
  readonly issuer: string;
  /** 发文字号, e.g. 固督办〔2026〕7号; empty = not numbered yet */
  readonly documentNo: string;
  /** 签发人, of documents that go upwards */
  readonly approvedBy?: string;
  /** 份号, 密级和保密期限, 紧急程度 at the upper left */
  readonly marks?: readonly string[];
  /** 标题; `\n` where a line breaks, else it breaks by itself */
  readonly title: string;
  /** 主送机关 without the colon */
  readonly addressees?: string;
  readonly blocks: readonly DocumentBlock[];
  /** 附件说明: names of the annexes */
  readonly annexes?: readonly string[];
  /** 发文机关署名 */
  readonly signedBy: string;
  /** 成文日期 */
  readonly signedOn: PlainDate;
  /** true = room for a seal over name and date (it is put on the paper); false = without a seal */
  readonly hasSealPlace: boolean;
  /** 附注, without brackets */
  readonly note?: string;
  /** 抄送 */
  readonly copiesTo?: readonly string[];
  /** 印发机关和印发日期; together with 抄送 the 版记 */
  readonly printedBy?: string;
  readonly printedOn?: PlainDate;
  /** shown in red on every page, e.g. 演示数据，不作为公文使用 */
  readonly warning?: string;
}

/** 2026年1月5日: Arabic numerals, no leading zero. */
export const officialDay = (on: PlainDate): string => `${on.year}年${on.month}月${on.day}日`;

const documentNumber = /^[\u4e00-\u9fa5]{2,12}〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号$/;

/** 机关代字〔年份〕序号号: full year in 〔〕, no 第, no leading zero. */
export const isDocumentNumber = (text: string): boolean => documentNumber.test(text);

/** 发文字号 from its parts. */
export const documentNumberOf = (word: string, year: number, ordinal: number): string => `${word}〔${year}〕${ordinal}号`;

/** Width in characters of the body type; digits and Latin letters take half. */
export function widthInCharacters(text: string): number {
  let width = 0;
  for (const mark of text) width += /[\u0000-\u00ff]/.test(mark) ? 0.5 : 1;
  return width;
}

const neverFirst = new Set([...'，。、；：？！）》”’】〕']);

/** Lines of a title of about equal length; a line never begins with a closing mark. */
export function titleLines(title: string, perLine: number): readonly string[] {
  return title.split('\n').flatMap((part) => {
    const marks = [...part];
    const count = Math.max(1, Math.ceil(marks.length / perLine));
    const size = Math.ceil(marks.length / count);
    const lines: string[] = [];
    for (let at = 0; at < marks.length; ) {
      let end = Math.min(at + size, marks.length);
      while (end < marks.length && neverFirst.has(marks[end] ?? '')) end += 1;
      lines.push(marks.slice(at, end).join(''));
      at = end;
    }
    return lines.length === 0 ? [''] : lines;
  });
}
