import { describe, expect, test } from 'vitest';
import { buildDocx, buildZip } from '../../../tests/harness/build-zip.ts';
import { readFileSafely } from './read-file-safely.ts';
import { type ReadRefusalCode, defaultReadLimits, readRefusalText } from './read-refusal.ts';

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const plain = paragraph('一、总体要求');
const zeros = (size: number) => Buffer.alloc(size);

const rels = (type: string) =>
  `<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://example.test/" TargetMode="External"/></Relationships>`;

const badDocx: readonly (readonly [string, Buffer, ReadRefusalCode])[] = [
  ['A1 一个部件解压后极大', buildDocx(plain, { 'word/media/a.xml': zeros(60 * 1024 * 1024) }), 'archive_ratio'],
  [
    'A1 头部谎报大小的压缩炸弹',
    buildZip([
      { name: 'word/document.xml', data: zeros(8 * 1024 * 1024), claimedSize: 10 },
      { name: '[Content_Types].xml', data: '<Types/>' },
    ]),
    'archive_ratio',
  ],
  ['A2 部件过多', buildZip(Array.from({ length: 2001 }, (_, i) => ({ name: `a${i}.xml`, data: '' }))), 'archive_entries'],
  ['A3 压缩文件里还有压缩文件', buildDocx(plain, { 'word/embeddings/inner.docx': buildDocx(plain) }), 'nested_archive'],
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
  ['A4 文件被截断', buildDocx(plain).subarray(0, 200), 'archive_corrupt'],
  ['A5 部件路径越出目录', buildDocx(plain, { '../../etc/x.xml': '<a/>' }), 'archive_path'],
  ['A5 绝对路径', buildDocx(plain, { '/etc/x.xml': '<a/>' }), 'archive_path'],
  ['A5 盘符路径', buildDocx(plain, { 'C:\\x.xml': '<a/>' }), 'archive_path'],
  [
    'A5 符号链接',
    buildZip([
      { name: 'word/document.xml', data: '<a/>' },
      { name: 'link.xml', data: '/etc/passwd', mode: 0o120777 },
    ]),
    'archive_path',
  ],
  ['A6 含 DTD 实体', buildDocx('', { 'word/document.xml': '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><w:document xmlns:w="w">&b;</w:document>' }), 'xml_dtd'],
  ['A7 含宏', buildDocx(plain, { 'word/vbaProject.bin': 'x' }), 'active_content'],
  [
    'A7 启用宏的类型',
    buildDocx(plain, { '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }),
    'active_content',
  ],
  ['A7 外部模板', buildDocx(plain, { 'word/_rels/settings.xml.rels': rels('attachedTemplate') }), 'active_content'],
  ['A7 内嵌 OLE 对象', buildDocx(plain, { 'word/embeddings/x.dat': Buffer.from('d0cf11e0a1b11ae1', 'hex') }), 'active_content'],
  ['不是 Word 文档的压缩文件', buildZip([{ name: 'xl/workbook.xml', data: '<a/>' }]), 'type_mismatch'],
  ['XML 不完整', buildDocx('', { 'word/document.xml': '<w:document xmlns:w="w"><w:body>' }), 'archive_corrupt'],
];

describe('读取不可信文件', () => {
  test.each(badDocx)('%s：拒绝并说明', async (_, bytes, code) => {
    const outcome = await readFileSafely(bytes, 'docx');
    expect(outcome).toMatchObject({ ok: false, code });
    expect(outcome.ok ? '' : outcome.message).toContain(readRefusalText[code]);
  });

  test('超链接不读取，但要说明', async () => {
    const outcome = await readFileSafely(buildDocx(plain, { 'word/_rels/document.xml.rels': rels('hyperlink') }), 'docx');
    expect(outcome).toMatchObject({ ok: true, text: '一、总体要求\n', warnings: [{ code: 'external_links_ignored', count: 1 }] });
  });

  test('A8 读取超时的文件：结束子进程并给出提示', async () => {
    const outcome = await readFileSafely(buildDocx(plain), 'docx', { ...defaultReadLimits, seconds: 0.01 });
    expect(outcome).toMatchObject({ ok: false, code: 'read_limits' });
  });

  test('A8 超出内存的文件：子进程终止，主进程不受影响', async () => {
    const body = `<w:p>${'<w:r><w:t>一二三四五六七八九十</w:t></w:r>'.repeat(1_200_000)}</w:p>`;
    const outcome = await readFileSafely(buildDocx(body), 'docx', { ...defaultReadLimits, memoryMiB: 64, archiveRatio: 100_000 });
    expect(outcome).toMatchObject({ ok: false, code: 'read_limits' });
  });

  test('PDF：加密的、没有文字的、不是 PDF 的', async () => {
    expect(await readFileSafely(Buffer.from('%PDF-1.4 损坏'), 'pdf')).toMatchObject({ ok: false, code: 'archive_corrupt' });
    expect(await readFileSafely(pdfOf(''), 'pdf')).toMatchObject({ ok: false, code: 'no_text' });
    expect(
      await readFileSafely(
        pdfOf(
          '',
          '/Encrypt << /Filter /Standard /V 1 /R 2 /O <00000000000000000000000000000000000000000000000000000000000000ff> /U <00000000000000000000000000000000000000000000000000000000000000ff> /P -4 >> /ID [<01><01>]',
        ),
        'pdf',
      ),
    ).toMatchObject({
      ok: false,
      code: 'pdf_encrypted',
    });
    expect(await readFileSafely(pdfOf('BT /F1 12 Tf 72 700 Td (Plan 2025) Tj ET'), 'pdf')).toMatchObject({ ok: true, text: 'Plan 2025\n' });
  });

  test('PDF 页数超限', async () => {
    expect(await readFileSafely(pdfOf('BT /F1 12 Tf 72 700 Td (x) Tj ET'), 'pdf', { ...defaultReadLimits, pdfPages: 0 })).toMatchObject({ ok: false, code: 'pdf_limits' });
  });

  test('网页：按声明的编码读取，极深的嵌套不会溢出', async () => {
    const gbk = Buffer.concat([Buffer.from('<html><head><meta charset="gb2312"></head><body><p>'), Buffer.from([0xb9, 0xcc, 0xd5, 0xf2]), Buffer.from('</p></body></html>')]);
    expect(await readFileSafely(gbk, 'html')).toMatchObject({ ok: true, text: '固镇\n' });
    const deep = `${'<div>'.repeat(20_000)}深处的文字${'</div>'.repeat(20_000)}`;
    expect(await readFileSafely(Buffer.from(deep), 'html')).toMatchObject({ ok: true, text: '深处的文字\n' });
  });
});

/** A one-page PDF written by hand, with correct offsets. */
function pdfOf(content: string, trailer = ''): Buffer {
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
