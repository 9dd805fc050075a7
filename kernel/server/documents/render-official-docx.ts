/**
 * Lays out an official document as .docx by GB/T 9704-2012. The bytes depend on the document only: the same frozen data
 * gives the same file. What the format wants of the last page (版记 on an even page) is left to whoever prints it.
 */
import { officialDay, titleLines, widthInCharacters } from '../../official-document.ts';
import type { DocumentBlock, OfficialDocument, TableCell } from '../../official-document.ts';
import { blankLine, documentPart, fonts, fontsPart, footerPart, footTable, headerPart, page, paragraph, run, settingsPart, size, stylesPart, table } from './word-parts.ts';
import type { WordCell } from './word-parts.ts';
import { corePart, xmlHead } from './xml.ts';
import { writeZip } from './zip.ts';

/** 35 mm from the upper edge of the text to the name of the issuing body. */
const headSpace = 1984;
const titlePerLine = 20;
const lineWidthPoints = 442;
const red = 'FF0000';

/** The largest size at which the name stays on one line, between 二号 and 初号. */
function issuerHalfPoints(issuer: string): number {
  const fitting = Math.floor(lineWidthPoints / Math.max(1, [...issuer].length)) * 2;
  return Math.max(size.two, Math.min(size.initial, fitting));
}

function head({ issuer, documentNo, approvedBy, marks = [] }: OfficialDocument): string {
  const upperLeft = marks.map((mark) => paragraph(run(mark, { font: fonts.black }), { align: 'left' }));
  const space = Math.max(40, headSpace - marks.length * page.line);
  const half = issuerHalfPoints(issuer);
  const name = paragraph(run(issuer, { font: fonts.title, half, colour: red }), { align: 'center', line: half * 12 });
  // 4 mm between the number and the rule; the rule is the paragraph's lower border, as wide as the text.
  const rule = `<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="${red}"/></w:pBdr>`;
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${page.textWidth - 316}"/></w:tabs>`;
  const number =
    approvedBy === undefined
      ? paragraph(run(documentNo === '' ? '　' : documentNo), { align: 'center', before: rule })
      : paragraph(`${run(documentNo)}<w:r><w:tab/></w:r>${run('签发人：')}${run(approvedBy, { font: fonts.kai })}`, { align: 'left', left: 1, before: `${rule}${tab}` });
  return [...upperLeft, blankLine(space), name, blankLine(), blankLine(), number].join('');
}

const headingFont: Readonly<Record<1 | 2 | 3 | 4, string>> = { 1: fonts.black, 2: fonts.kai, 3: fonts.body, 4: fonts.body };

const cellOf = (cell: string | TableCell): WordCell => {
  const { text, span = 1, bold = false, align = 'left' } = typeof cell === 'string' ? { text: cell } : cell;
  return { text, span, bold, align };
};

function block(one: DocumentBlock): string {
  switch (one.kind) {
    case 'paragraph':
      return one.text
        .split('\n')
        .map((line) => paragraph(run(line), { first: 2 }))
        .join('');
    case 'heading':
      return paragraph(run(one.text, { font: headingFont[one.level] }), { first: 2, keepNext: true });
    case 'table': {
      const total = one.widths.reduce((sum, width) => sum + width, 0);
      const widths = one.widths.map((width) => Math.floor((width / total) * page.textWidth));
      return `${table(
        one.rows.map((row) => row.map(cellOf)),
        widths,
        one.hasHeader,
      )}${blankLine(240)}`;
    }
    default:
      return one satisfies never;
  }
}

function annexNote(annexes: readonly string[]): string {
  if (annexes.length === 0) return '';
  const lines = annexes.map((name, index) => {
    const number = annexes.length === 1 ? '' : `${index + 1}. `;
    return index === 0 ? paragraph(run(`附件：${number}${name}`), { first: 2, align: 'left' }) : paragraph(run(`${number}${name}`), { left: 5, align: 'left' });
  });
  return blankLine() + lines.join('');
}

/** Name and date at the end: centred on each other where a seal goes over both, stepped where none does. */
function signature({ signedBy, signedOn, hasSealPlace }: OfficialDocument): string {
  const day = officialDay(signedOn);
  const [name, date] = [widthInCharacters(signedBy), widthInCharacters(day)];
  const line = (text: string, right: number) => paragraph(run(text), { align: 'right', right: Math.max(0, right) });
  if (hasSealPlace) {
    const dateRight = Math.max(4, (name - date) / 2);
    return blankLine() + blankLine() + line(signedBy, dateRight + (date - name) / 2) + line(day, dateRight);
  }
  const isDateLonger = date > name;
  const nameRight = isDateLonger ? 2 + date - name + 2 : 2;
  return blankLine() + line(signedBy, nameRight) + line(day, isDateLonger ? 2 : name - date);
}

/** 版记 at the foot of the last page: outer rules 0.35 mm, inner 0.25 mm, as wide as the text; one character inside. */
function imprint({ copiesTo = [], printedBy, printedOn }: OfficialDocument): string {
  const look = { half: size.four };
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${page.textWidth - 280}"/></w:tabs>`;
  const lines = [
    ...(copiesTo.length === 0 ? [] : [paragraph(run(`抄送：${copiesTo.join('，')}。`, look), { left: 1, right: 1, align: 'left' })]),
    ...(printedBy === undefined
      ? []
      : [
          paragraph(`${run(printedBy, look)}<w:r><w:tab/></w:r>${run(printedOn === undefined ? '' : `${officialDay(printedOn)}印发`, look)}`, {
            left: 1,
            align: 'left',
            before: tab,
          }),
        ]),
  ];
  return lines.length === 0 ? '' : footTable(lines) + blankLine(20);
}

function bodyOf(document: OfficialDocument): string {
  const title = titleLines(document.title, titlePerLine).map((line) => paragraph(run(line, { font: fonts.title, half: size.two }), { align: 'center', line: 640 }));
  const addressees = document.addressees === undefined ? '' : paragraph(run(`${document.addressees}：`), { align: 'left' });
  const note = document.note === undefined ? '' : paragraph(run(`（${document.note}）`), { left: 2, align: 'left' });
  return [
    head(document),
    blankLine(),
    blankLine(),
    ...title,
    blankLine(),
    addressees,
    ...document.blocks.map(block),
    annexNote(document.annexes ?? []),
    signature(document),
    note,
    imprint(document),
  ].join('');
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** id, kind, file */
const parts: readonly (readonly [string, string, string])[] = [
  ['styles', 'styles', 'styles.xml'],
  ['settings', 'settings', 'settings.xml'],
  ['fonts', 'fontTable', 'fontTable.xml'],
  ['headerOdd', 'header', 'header1.xml'],
  ['headerEven', 'header', 'header2.xml'],
  ['footerOdd', 'footer', 'footer1.xml'],
  ['footerEven', 'footer', 'footer2.xml'],
];

function contentTypes(): string {
  const overrides = parts.map(([, kind, file]) => `<Override PartName="/word/${file}" ContentType="${wordType}.${kind}+xml"/>`).join('');
  const fixed =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>';
  return `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${fixed}<Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>${overrides}</Types>`;
}

const relations = (rows: readonly string[]): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;

/** Bytes of the .docx. Pure: the same document gives the same bytes. */
export function renderOfficialDocx(document: OfficialDocument): Promise<Uint8Array> {
  const warning = document.warning ?? '';
  return writeZip([
    { name: '[Content_Types].xml', content: contentTypes() },
    {
      name: '_rels/.rels',
      content: relations([
        `<Relationship Id="document" Type="${relation}/officeDocument" Target="word/document.xml"/>`,
        '<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
      ]),
    },
    { name: 'docProps/core.xml', content: corePart(document.title.replaceAll('\n', '')) },
    { name: 'word/document.xml', content: documentPart(bodyOf(document)) },
    { name: 'word/_rels/document.xml.rels', content: relations(parts.map(([id, kind, file]) => `<Relationship Id="${id}" Type="${relation}/${kind}" Target="${file}"/>`)) },
    { name: 'word/styles.xml', content: stylesPart() },
    { name: 'word/settings.xml', content: settingsPart() },
    { name: 'word/fontTable.xml', content: fontsPart() },
    { name: 'word/header1.xml', content: headerPart(warning) },
    { name: 'word/header2.xml', content: headerPart(warning) },
    { name: 'word/footer1.xml', content: footerPart('odd') },
    { name: 'word/footer2.xml', content: footerPart('even') },
  ]);
}
