import { expect, test } from 'vitest';
import { attachmentHeader, cleanFileName } from './clean-file-name.ts';

test.each([
  ['方案.txt', '方案.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\用户\\方案.docx', '方案.docx'],
  ['a\u202etxt.exe', 'atxt.exe'],
  ['a\r\nSet-Cookie: b', 'aSet-Cookie: b'],
  ['', '未命名文件'],
  ['..', '..'],
  ['con.xlsx', 'con.xlsx'],
  ['长'.repeat(300), '长'.repeat(200)],
  [`${'长'.repeat(300)}.jpg`, `${'长'.repeat(196)}.jpg`],
  ['\ud800.txt', '\ufffd.txt'],
])('A19 文件名「%s」显示为「%s」', (name, shown) => {
  expect(cleanFileName(name)).toBe(shown);
});

test('A19 下载文件名没有换行和引号，中文按 RFC 8187 编码', () => {
  expect(attachmentHeader('方案"\r\n(1).json')).toBe(`attachment; filename="____1_.json"; filename*=UTF-8''%E6%96%B9%E6%A1%88%22%281%29.json`);
});
