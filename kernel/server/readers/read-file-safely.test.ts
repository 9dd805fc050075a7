import { describe, expect, test } from 'vitest';
import { badDocx, encryptedPdf, pdfOf, plainBody, rels } from '../../../tests/harness/bad-files.ts';
import { buildDocx } from '../../../tests/harness/build-zip.ts';
import { readFileSafely } from './read-file-safely.ts';
import { defaultReadLimits, readRefusalText } from './read-refusal.ts';

describe('读取不可信文件', () => {
  test.each(badDocx)('%s：拒绝并说明', async (_, bytes, code) => {
    const outcome = await readFileSafely(bytes, 'docx');
    expect(outcome).toMatchObject({ ok: false, code });
    expect(outcome.ok ? '' : outcome.message).toContain(readRefusalText[code]);
  });

  test('超链接不读取，但要说明', async () => {
    const outcome = await readFileSafely(buildDocx(plainBody, { 'word/_rels/document.xml.rels': rels('hyperlink') }), 'docx');
    expect(outcome).toMatchObject({ ok: true, text: '一、总体要求\n', warnings: [{ code: 'external_links_ignored', count: 1 }] });
  });

  test('A8 读取超时的文件：结束子进程并给出提示', async () => {
    const outcome = await readFileSafely(buildDocx(plainBody), 'docx', { ...defaultReadLimits, seconds: 0.01 });
    expect(outcome).toMatchObject({ ok: false, code: 'read_limits' });
  });

  test('A8 超出内存的文件：子进程终止，主进程不受影响', async () => {
    const body = `<w:p>${'<w:r><w:t>一二三四五六七八九十</w:t></w:r>'.repeat(1_200_000)}</w:p>`;
    const outcome = await readFileSafely(buildDocx(body), 'docx', { ...defaultReadLimits, memoryMiB: 64, archiveRatio: 100_000 });
    expect(outcome).toMatchObject({ ok: false, code: 'read_limits' });
  });

  test('A8、A9、A10 PDF：加密的、没有文字的、不是 PDF 的', async () => {
    expect(await readFileSafely(Buffer.from('%PDF-1.4 损坏'), 'pdf')).toMatchObject({ ok: false, code: 'archive_corrupt' });
    expect(await readFileSafely(pdfOf(''), 'pdf')).toMatchObject({ ok: false, code: 'no_text' });
    expect(await readFileSafely(encryptedPdf(), 'pdf')).toMatchObject({ ok: false, code: 'pdf_encrypted' });
    expect(await readFileSafely(pdfOf('BT /F1 12 Tf 72 700 Td (Plan 2025) Tj ET'), 'pdf')).toMatchObject({ ok: true, text: 'Plan 2025\n' });
  });

  test('A8 PDF 页数超限', async () => {
    expect(await readFileSafely(pdfOf('BT /F1 12 Tf 72 700 Td (x) Tj ET'), 'pdf', { ...defaultReadLimits, pdfPages: 0 })).toMatchObject({ ok: false, code: 'pdf_limits' });
  });

  test('网页：按声明的编码读取，极深的嵌套不会溢出', async () => {
    const gbk = Buffer.concat([Buffer.from('<html><head><meta charset="gb2312"></head><body><p>'), Buffer.from([0xb9, 0xcc, 0xd5, 0xf2]), Buffer.from('</p></body></html>')]);
    expect(await readFileSafely(gbk, 'html')).toMatchObject({ ok: true, text: '固镇\n' });
    const deep = `${'<div>'.repeat(20_000)}深处的文字${'</div>'.repeat(20_000)}`;
    expect(await readFileSafely(Buffer.from(deep), 'html')).toMatchObject({ ok: true, text: '深处的文字\n' });
  });
});
