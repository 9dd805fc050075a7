/**
 * Writes a workbook for people to read and calculate with. Cells say what they are: codes and long numbers are text, figures
 * are numbers, days are days; nothing from outside ever becomes a formula (bad input F1–F5). Rows may come as a stream. The
 * bytes depend on the content only. (Workbooks that are filled in and come back are write-workbook.ts.)
 */
import { parseDay } from '../../calendar.ts';
import { corePart, xmlHead, xmlText } from './xml.ts';
import { writeZip } from './zip.ts';

export type CellKind = 'text' | 'number' | 'day';

export interface SheetColumn {
  readonly title: string;
  /** width in characters */
  readonly width: number;
  readonly kind?: CellKind;
  /** decimal places shown of numbers; default as given */
  readonly places?: number;
}

/** Cells in wire form: text, decimal string, YYYY-MM-DD; null and '' are empty. */
export type SheetRow = readonly (string | null)[];

export interface SheetSpec {
  readonly name: string;
  /** lines above the header row, e.g. title, period, 演示数据 */
  readonly preface?: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  /** columns that stay in view at the left */
  readonly frozenColumns?: number;
}

const longestCell = 32_767;
const longestName = 31;

/** A name that Excel accepts: none of `[]:*?/\`, no quotation mark at the ends, 31 characters, not used twice. */
export function sheetNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name, index) => {
    const clean = name
      .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim();
    const base = clean === '' ? `表${index + 1}` : clean.slice(0, longestName);
    let free = base;
    for (let round = 2; used.has(free.toLowerCase()); round += 1) free = `${base.slice(0, longestName - 4)}(${round})`;
    used.add(free.toLowerCase());
    return free;
  });
}

function columnName(index: number): string {
  let name = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

const styles = { plain: 0, title: 1, head: 2, text: 3, number: 4, day: 5 } as const;
const firstPlaces = 6;
const mostPlaces = 8;
const decimal = /^-?(?:0|[1-9][0-9]{0,39})(?:\.[0-9]{1,40})?$/;
/** Excel keeps 15 digits; a longer number would change. */
const exactDigits = 15;
/** Excel's day 0; days before 1900-03-01 are off by one there, so they stay text. */
const dayZero = parseDay('1899-12-30');
const firstDay = 61;

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, longestCell))}</t></is></c>`;

function serialOf(text: string): number | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  const serial = parseDay(text).since(dayZero).days;
  return serial >= firstDay ? serial : undefined;
}

function cell(at: string, value: string | null, { kind = 'text', places }: SheetColumn): string {
  if (value === null || value === '') return '';
  if (kind === 'number' && decimal.test(value) && value.replace(/[^0-9]/g, '').replace(/^0+/, '').length <= exactDigits) {
    const style = places === undefined ? styles.number : firstPlaces + Math.min(places, mostPlaces);
    return `<c r="${at}" s="${style}"><v>${value}</v></c>`;
  }
  const serial = kind === 'day' ? serialOf(value) : undefined;
  return serial === undefined ? textCell(at, value, styles.text) : `<c r="${at}" s="${styles.day}"><v>${serial}</v></c>`;
}

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

async function* sheetPart({ preface = [], columns, rows, frozenColumns = 0 }: SheetSpec): AsyncGenerator<string> {
  const headRow = preface.length + 1;
  const corner = `${columnName(frozenColumns)}${headRow + 1}`;
  const pane = `<pane ${frozenColumns > 0 ? `xSplit="${frozenColumns}" ` : ''}ySplit="${headRow}" topLeftCell="${corner}" activePane="${frozenColumns > 0 ? 'bottomRight' : 'bottomLeft'}" state="frozen"/>`;
  const widths = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width + 1}" customWidth="1"/>`).join('');
  yield `${xmlHead}<worksheet ${namespace}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  yield `<cols>${widths}</cols><sheetData>`;
  for (const [index, line] of preface.entries()) yield `<row r="${index + 1}">${textCell(`A${index + 1}`, line, styles.title)}</row>`;
  yield `<row r="${headRow}">${columns.map(({ title }, index) => textCell(`${columnName(index)}${headRow}`, title, styles.head)).join('')}</row>`;
  let at = headRow;
  for await (const row of rows) {
    at += 1;
    yield `<row r="${at}">${columns.map((column, index) => cell(`${columnName(index)}${at}`, row[index] ?? null, column)).join('')}</row>`;
  }
  const last = columnName(Math.max(0, columns.length - 1));
  yield `</sheetData><autoFilter ref="A${headRow}:${last}${at}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>`;
  yield `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function stylesPart(): string {
  const placeFormats = Array.from({ length: mostPlaces + 1 }, (_, places) => `<numFmt numFmtId="${170 + places}" formatCode="${places === 0 ? '0' : `0.${'0'.repeat(places)}`}"/>`);
  const font = (extra: string) => `<font>${extra}<sz val="11"/><name val="宋体"/></font>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;
  const borders = `<borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`;
  const xf = (format: number, more: string) => `<xf numFmtId="${format}" ${more}</xf>`;
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const list = [
    '<xf/>',
    '<xf fontId="1" applyFont="1"/>',
    xf(49, 'fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"><alignment horizontal="center" vertical="center" wrapText="1"/>'),
    xf(49, `fontId="0" borderId="1" applyBorder="1" applyNumberFormat="1" quotePrefix="1">${wrap}`),
    xf(0, `fontId="0" borderId="1" applyBorder="1">${wrap}`),
    xf(169, `fontId="0" borderId="1" applyBorder="1" applyNumberFormat="1">${wrap}`),
    ...placeFormats.map((_, places) => xf(170 + places, `fontId="0" borderId="1" applyBorder="1" applyNumberFormat="1">${wrap}`)),
  ];
  const fills =
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6F0FA"/></patternFill></fill></fills>';
  const formats = `<numFmts count="${placeFormats.length + 1}"><numFmt numFmtId="169" formatCode="yyyy\\-mm\\-dd"/>${placeFormats.join('')}</numFmts>`;
  return `${xmlHead}<styleSheet ${namespace}>${formats}<fonts count="2">${font('')}${font('<b/>')}</fonts>${fills}${borders}<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${list.length}">${list.join('')}</cellXfs></styleSheet>`;
}

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (rows: readonly string[]): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Bytes of the .xlsx; rows of a stream are written as they come. */
export function renderXlsx(title: string, sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const overrides = sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${sheetType}.worksheet+xml"/>`).join('');
  const types =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>`;
  const list = names.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="s${index + 1}"/>`).join('');
  return writeZip([
    { name: '[Content_Types].xml', content: `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types}${overrides}</Types>` },
    {
      name: '_rels/.rels',
      content: relations([
        `<Relationship Id="workbook" Type="${relation}/officeDocument" Target="xl/workbook.xml"/>`,
        '<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
      ]),
    },
    { name: 'docProps/core.xml', content: corePart(title) },
    { name: 'xl/workbook.xml', content: `${xmlHead}<workbook ${namespace} xmlns:r="${relation}"><sheets>${list}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...names.map((_, index) => `<Relationship Id="s${index + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`),
        `<Relationship Id="styles" Type="${relation}/styles" Target="styles.xml"/>`,
      ]),
    },
    { name: 'xl/styles.xml', content: stylesPart() },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetPart(sheet) })),
  ]);
}

export const xlsxMediaType = `${sheetType}.sheet`;
export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
