/** .xlsx bytes → cells as text. The container is checked under our limits before the spreadsheet library sees it. */
import ExcelJS from 'exceljs';
import { openArchive } from './open-archive.ts';
import { type ReadLimits, ReadRefusal } from './read-refusal.ts';

export interface SheetCell {
  readonly text: string;
  /** the cell holds a formula; its text is the cached value */
  readonly isFormula?: true;
  /** the formula itself, without the sign of equality */
  readonly formula?: string;
  readonly isMerged?: true;
}

export interface Sheet {
  readonly name: string;
  /** used rows, from row 1; cells from column 1 */
  readonly rows: readonly (readonly SheetCell[])[];
  /** 1-based numbers of rows that a filter or a person has hidden */
  readonly hiddenRows: readonly number[];
}

const maxCells = 2_000_000;
const active = /(^|\/)(vbaProject\.bin|vbaData\.xml|externalLinks\/|activeX\/|oleObject[^/]*\.bin)/i;

const dayText = (date: Date): string => date.toISOString().slice(0, 10);

/** What a person sees in the cell; a formula gives its cached value (design: bad input A15). */
const textOf = (value: ExcelJS.CellValue): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) return textOf((value as { result?: ExcelJS.CellValue }).result ?? '');
  if ('text' in value) return typeof value.text === 'string' ? value.text : textOf(value.text as ExcelJS.CellValue);
  return 'error' in value ? String(value.error) : '';
};

const formulaOf = (cell: ExcelJS.Cell): Pick<SheetCell, 'isFormula' | 'formula'> =>
  cell.type === ExcelJS.ValueType.Formula ? { isFormula: true, formula: (cell.formula ?? '').slice(0, 200) } : {};

const readSheet = (sheet: ExcelJS.Worksheet): Sheet => {
  const rows: SheetCell[][] = [];
  const hiddenRows: number[] = [];
  let cells = 0;
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    while (rows.length < number) rows.push([]);
    if (row.hidden) hiddenRows.push(number);
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      cells += 1;
      if (cells > maxCells) throw new ReadRefusal('read_limits');
      const line = rows[number - 1] ?? [];
      while (line.length < column) line.push({ text: '' });
      const text = textOf(cell.value);
      line[column - 1] = { text, ...formulaOf(cell), ...(cell.isMerged ? { isMerged: true as const } : {}) };
    });
  });
  return { name: sheet.name, rows, hiddenRows };
};

/** Reads all sheets. Throws ReadRefusal. */
export const readXlsx = async (bytes: Buffer, limits: ReadLimits): Promise<readonly Sheet[]> => {
  const archive = await openArchive(bytes, limits);
  if (!archive.names.includes('xl/workbook.xml')) throw new ReadRefusal('type_mismatch');
  if (archive.names.some((name) => active.test(name))) throw new ReadRefusal('active_content');
  for (const name of archive.names.filter((candidate) => /\.(xml|rels)$/i.test(candidate))) {
    const part = await archive.read(name);
    // In a well-formed part these characters stand nowhere but in a declaration: text has them escaped.
    if (part?.includes('<!DOCTYPE') === true || part?.includes('<!ENTITY') === true) throw new ReadRefusal('xml_dtd');
    if (name === '[Content_Types].xml' && part?.includes('macroEnabled') === true) throw new ReadRefusal('active_content');
  }
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  } catch {
    throw new ReadRefusal('archive_corrupt');
  }
  return workbook.worksheets.map(readSheet);
};
