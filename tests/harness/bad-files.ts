/** Hostile files by the rows of the list of bad input (A1–A9), for the readers and for the routes that take files. */
import { type ReadRefusalCode } from '#kernel/server/readers/read-refusal.ts';
import { buildDocx, buildZip } from './build-zip.ts';

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
export const plainBody = paragraph('一、总体要求');
const zeros = (size: number) => Buffer.alloc(size);

export const rels = (type: string) =>
  `<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://example.test/" TargetMode="External"/></Relationships>`;

/** Word files that are no Word files, bombs and traps, each with the code of its refusal. */
export const badDocx: readonly (readonly [string, Buffer, ReadRefusalCode])[] = [
  ['A1 一个部件解压后极大', buildDocx(plainBody, { 'word/media/a.xml': zeros(60 * 1024 * 1024) }), 'archive_ratio'],
  [
    'A1 头部谎报大小的压缩炸弹',
    buildZip([
      { name: 'word/document.xml', data: zeros(8 * 1024 * 1024), claimedSize: 10 },
      { name: '[Content_Types].xml', data: '<Types/>' },
    ]),
    'archive_ratio',
  ],
  ['A2 部件过多', buildZip(Array.from({ length: 2001 }, (_, i) => ({ name: i === 0 ? 'word/document.xml' : `a${i}.xml`, data: '' }))), 'archive_entries'],
  ['A3 压缩文件里还有压缩文件', buildDocx(plainBody, { 'word/embeddings/inner.docx': buildDocx(plainBody) }), 'nested_archive'],
  [
    'A4 部件互相重叠',
    buildZip(
      [
        { name: 'word/document.xml', data: '<a/>' },
        { name: 'b.xml', data: '<b/>' },
      ],
      { overlap: true },
    ),
    'archive_corrupt',
  ],
  ['A4 文件被截断', buildDocx(plainBody).subarray(0, 200), 'archive_corrupt'],
  ['A5 部件路径越出目录', buildDocx(plainBody, { '../../etc/x.xml': '<a/>' }), 'archive_path'],
  ['A5 绝对路径', buildDocx(plainBody, { '/etc/x.xml': '<a/>' }), 'archive_path'],
  ['A5 盘符路径', buildDocx(plainBody, { 'C:\\x.xml': '<a/>' }), 'archive_path'],
  [
    'A5 符号链接',
    buildZip([
      { name: 'word/document.xml', data: '<a/>' },
      { name: 'link.xml', data: '/etc/passwd', mode: 0o120777 },
    ]),
    'archive_path',
  ],
  ['A6 含 DTD 实体', buildDocx('', { 'word/document.xml': '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><w:document xmlns:w="w">&b;</w:document>' }), 'xml_dtd'],
  ['A7 含宏', buildDocx(plainBody, { 'word/vbaProject.bin': 'x' }), 'active_content'],
  [
    'A7 启用宏的类型',
    buildDocx(plainBody, { '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }),
    'active_content',
  ],
  ['A7 外部模板', buildDocx(plainBody, { 'word/_rels/settings.xml.rels': rels('attachedTemplate') }), 'active_content'],
  ['A7 内嵌 OLE 对象', buildDocx(plainBody, { 'word/embeddings/x.dat': Buffer.from('d0cf11e0a1b11ae1', 'hex') }), 'active_content'],
  ['不是 Word 文档的压缩文件', buildZip([{ name: 'xl/workbook.xml', data: '<a/>' }]), 'type_mismatch'],
  ['XML 不完整', buildDocx('', { 'word/document.xml': '<w:document xmlns:w="w"><w:body>' }), 'archive_corrupt'],
];

const workbookOf = (parts: Readonly<Record<string, Buffer | string>> = {}): Buffer =>
  buildZip(Object.entries({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', ...parts }).map(([name, data]) => ({ name, data })));

/** Workbooks that are none, bombs and traps, each with code and status of its refusal. */
export const badWorkbooks: readonly (readonly [string, Buffer, ReadRefusalCode, number])[] = [
  ['A1 一个部件解压后极大', workbookOf({ 'xl/worksheets/sheet1.xml': zeros(60 * 1024 * 1024) }), 'archive_ratio', 413],
  [
    'A1 头部谎报大小的压缩炸弹',
    buildZip([
      { name: 'xl/workbook.xml', data: '<workbook/>' },
      { name: 'xl/worksheets/sheet1.xml', data: zeros(8 * 1024 * 1024), claimedSize: 10 },
    ]),
    'archive_ratio',
    413,
  ],
  ['A2 六万五千个部件', buildZip(Array.from({ length: 65_000 }, (_, i) => ({ name: `a${i}.xml`, data: '' }))), 'archive_entries', 413],
  ['A3 工作簿里还有压缩文件', workbookOf({ 'xl/embeddings/a.xlsx': workbookOf() }), 'nested_archive', 415],
  [
    'A4 部件互相重叠',
    buildZip(
      [
        { name: 'xl/workbook.xml', data: '<a/>' },
        { name: 'b.xml', data: '<b/>' },
      ],
      { overlap: true },
    ),
    'archive_corrupt',
    400,
  ],
  ['A4 文件被截断', workbookOf().subarray(0, 100), 'archive_corrupt', 400],
  ['A5 部件路径越出目录', workbookOf({ '../../etc/x.xml': '<a/>' }), 'archive_path', 400],
  ['A5 绝对路径', workbookOf({ '/etc/x.xml': '<a/>' }), 'archive_path', 400],
  ['A5 盘符路径', workbookOf({ 'C:\\x.xml': '<a/>' }), 'archive_path', 400],
  [
    'A5 符号链接',
    buildZip([
      { name: 'xl/workbook.xml', data: '<a/>' },
      { name: 'link.xml', data: '/etc/passwd', mode: 0o120777 },
    ]),
    'archive_path',
    400,
  ],
  ['A6 含 DTD 实体', workbookOf({ 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>' }), 'xml_dtd', 400],
  ['A6 DTD 藏在很长的注释之后', workbookOf({ 'xl/styles.xml': `<!--${' '.repeat(10_000)}--><!DOCTYPE a SYSTEM "http://example.test/a"><a/>` }), 'xml_dtd', 400],
  ['A7 含宏', workbookOf({ 'xl/vbaProject.bin': 'x' }), 'active_content', 415],
  [
    'A7 改名的启用宏的工作簿',
    workbookOf({ '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>' }),
    'active_content',
    415,
  ],
  ['A7 外部链接', workbookOf({ 'xl/externalLinks/externalLink1.xml': '<a/>' }), 'active_content', 415],
  ['A7 内嵌 OLE 对象', workbookOf({ 'xl/embeddings/oleObject1.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') }), 'active_content', 415],
  ['A7 控件', workbookOf({ 'xl/activeX/activeX1.xml': '<a/>' }), 'active_content', 415],
];

/** A one-page PDF written by hand, with correct offsets. */
export function pdfOf(content: string, trailer = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = out.length;
    out += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  out += `trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF`;
  return Buffer.from(out, 'latin1');
}

export const encryptedPdf = (): Buffer =>
  pdfOf(
    '',
    '/Encrypt << /Filter /Standard /V 1 /R 2 /O <00000000000000000000000000000000000000000000000000000000000000ff> /U <00000000000000000000000000000000000000000000000000000000000000ff> /P -4 >> /ID [<01><01>]',
  );
