/** WordprocessingML in the measures of GB/T 9704-2012: A4, 156 × 225 mm of text, 22 lines of 28 characters. */
import { xmlHead, xmlText } from './xml.ts';

/** Twips (1/20 pt). 天头 37 mm, 订口 28 mm, 156 × 225 mm; line pitch 225 mm ÷ 22, 28 characters to 156 mm. */
export const page = { width: 11906, height: 16838, top: 2098, bottom: 1984, left: 1587, right: 1474, footer: 1304, textWidth: 8845, line: 579 } as const;

/** 16 pt less 0.25 pt: 28 characters fit into 156 mm, 29 do not. On the run, because programs differ about character grids. */
const tightened = -5;
/** One character of the body, in twips. */
export const characterTwips = 320 + tightened;

/** Half points of 初号 … 四号. */
export const size = { initial: 84, two: 44, three: 32, four: 28, small4: 24 } as const;

export const fonts = { body: '仿宋_GB2312', black: '黑体', kai: '楷体_GB2312', title: '方正小标宋简体', song: '宋体' } as const;

export interface RunStyle {
  readonly font?: string;
  readonly half?: number;
  readonly colour?: string;
  readonly bold?: boolean;
}

/** A run; `\n` inside is a line break. */
export function run(text: string, { font = fonts.body, half = size.three, colour, bold = false }: RunStyle = {}): string {
  const name = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`;
  const look = `<w:rPr>${name}${bold ? '<w:b/>' : ''}${colour === undefined ? '' : `<w:color w:val="${colour}"/>`}${half === size.three ? `<w:spacing w:val="${tightened}"/>` : ''}<w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr>`;
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
  return `<w:r>${look}${lines.join('<w:br/>')}</w:r>`;
}

export interface ParagraphStyle {
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** indent of the first line, of the left and the right side, in characters */
  readonly first?: number;
  readonly left?: number;
  readonly right?: number;
  /** exact height of a line in twips; default the grid's */
  readonly line?: number;
  /** raw borders, tabs and the like, in schema order before spacing */
  readonly before?: string;
  readonly keepNext?: boolean;
}

const twips = (characters: number): number => Math.round(characters * characterTwips);

export function paragraph(runs: string, { align = 'both', first = 0, left = 0, right = 0, line = page.line, before = '', keepNext = false }: ParagraphStyle = {}): string {
  const indent = `<w:ind w:left="${twips(left)}" w:right="${twips(right)}" w:firstLine="${twips(first)}"/>`;
  const spacing = `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;
  return `<w:p><w:pPr>${keepNext ? '<w:keepNext/>' : ''}${before}${spacing}${indent}<w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
}

export const blankLine = (line: number = page.line): string => paragraph('', { line });

export interface WordCell {
  readonly text: string;
  readonly span: number;
  readonly bold: boolean;
  readonly align: 'left' | 'center' | 'right';
}

const tableLine = 400;

/** A bordered table over the width of the text; widths in twips. */
export function table(rows: readonly (readonly WordCell[])[], widths: readonly number[], hasHeader: boolean): string {
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((cells, index) => {
    let column = 0;
    const drawn = cells.map(({ text, span, bold, align }) => {
      const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
      column += span;
      const isHead = hasHeader && index === 0;
      const look = { half: size.small4, bold: bold || isHead, ...(isHead ? { font: fonts.black } : {}) };
      const inside = paragraph(run(text, look), { align: isHead ? 'center' : align, line: tableLine, before: '<w:snapToGrid w:val="0"/>' });
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${inside}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/>${hasHeader && index === 0 ? '<w:tblHeader/>' : ''}</w:trPr>${drawn.join('')}</w:tr>`;
  });
  const margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>';
  const look = `<w:tblPr><w:tblW w:w="${page.textWidth}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${sides}</w:tblBorders><w:tblLayout w:type="fixed"/>${margins}</w:tblPr>`;
  return `<w:tbl>${look}<w:tblGrid>${grid}</w:tblGrid>${body.join('')}</w:tbl>`;
}

/** Paragraphs between rules at the foot of the page, each in a row of its own. */
export function footTable(paragraphs: readonly string[]): string {
  const border = (side: string, eighths: number) => `<w:${side} w:val="single" w:sz="${eighths}" w:space="0" w:color="000000"/>`;
  const place = `<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/>`;
  const rules = `<w:tblBorders>${border('top', 8)}${border('bottom', 8)}${border('insideH', 6)}</w:tblBorders>`;
  const margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>';
  const rows = paragraphs.map((one) => `<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="${page.textWidth}" w:type="dxa"/></w:tcPr>${one}</w:tc></w:tr>`);
  return `<w:tbl><w:tblPr>${place}<w:tblW w:w="${page.textWidth}" w:type="dxa"/>${rules}<w:tblLayout w:type="fixed"/>${margins}</w:tblPr><w:tblGrid><w:gridCol w:w="${page.textWidth}"/></w:tblGrid>${rows.join('')}</w:tbl>`;
}

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** — 1 — : 宋体 四号, on odd pages at the right, on even ones at the left, one character inside. */
export function footerPart(side: 'odd' | 'even'): string {
  const look = { font: fonts.song, half: size.four };
  const field = `<w:fldSimple w:instr=" PAGE ">${run('1', look)}</w:fldSimple>`;
  const text = paragraph(`${run('— ', look)}${field}${run(' —', look)}`, side === 'odd' ? { align: 'right', right: 1 } : { align: 'left', left: 1 });
  return `${xmlHead}<w:ftr ${word}>${text}</w:ftr>`;
}

/** The warning at the head of every page; nothing without one. */
export function headerPart(warning: string): string {
  return `${xmlHead}<w:hdr ${word}>${paragraph(warning === '' ? '' : run(warning, { font: fonts.black, half: size.small4, colour: 'C00000' }), { align: 'center', line: 300 })}</w:hdr>`;
}

export function documentPart(body: string): string {
  const references = ['header', 'footer'].flatMap((kind) =>
    (['default', 'even'] as const).map((type) => `<w:${kind}Reference w:type="${type}" r:id="${kind}${type === 'default' ? 'Odd' : 'Even'}"/>`),
  );
  const margins = `<w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="${page.footer}" w:gutter="0"/>`;
  const grid = `<w:docGrid w:type="lines" w:linePitch="${page.line}"/>`;
  const section = `<w:sectPr>${references.join('')}<w:pgSz w:w="${page.width}" w:h="${page.height}"/>${margins}${grid}</w:sectPr>`;
  return `${xmlHead}<w:document ${word}><w:body>${body}${section}</w:body></w:document>`;
}

export function settingsPart(): string {
  return `${xmlHead}<w:settings ${word}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;
}

export function stylesPart(): string {
  const font = `<w:rFonts w:ascii="${fonts.body}" w:hAnsi="${fonts.body}" w:eastAsia="${fonts.body}" w:cs="${fonts.body}"/>`;
  const base = `<w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>`;
  return `${xmlHead}<w:styles ${word}>${base}<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`;
}

const fontAlternatives: Readonly<Record<string, string>> = { 仿宋_GB2312: 'FangSong', 楷体_GB2312: 'KaiTi', 方正小标宋简体: 'STZhongsong', 黑体: 'SimHei', 宋体: 'SimSun' };

/** Other names of the fonts, for machines that lack them. */
export function fontsPart(): string {
  const all = Object.entries(fontAlternatives).map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`);
  return `${xmlHead}<w:fonts ${word}>${all.join('')}</w:fonts>`;
}
