import { expect, test } from 'vitest';
import { nameFaultText, readAccountName, skeletonOf } from './account-name.ts';

const skeleton = (typed: string): string => {
  const read = readAccountName(typed);
  if (!read.ok) throw new Error(nameFaultText[read.fault]);
  return read.skeleton;
};

test.each([
  ['零宽空格', 'zhang\u200bsan'],
  ['零宽连接符', '张\u200d三'],
  ['从右到左覆盖', '\u202egnahz'],
  ['从左到右覆盖', 'zhang\u202dsan'],
  ['字节顺序标记', '\ufeffzhangsan'],
  ['空字符', 'zhang\u0000san'],
  ['换行', 'zhang\nsan'],
  ['韩文填充符', '张\u3164三'],
  ['残缺字符', 'zhang\ud800'],
])('U10 含看不见的字符的账号被拒绝：%s', (_name, typed) => {
  expect(readAccountName(typed)).toEqual({ ok: false, fault: 'invisible' });
});

test.each([
  ['西里尔字母 а', 'mayor', 'm\u0430yor'],
  ['全角字母', 'mayor', 'ｍａｙｏｒ'],
  ['数字 0 与字母 O', 'ro0t', 'root'],
  ['西里尔 О 与数字 0', 'a0', 'a\u041e'],
  ['1、l 与 I', 'li1y', 'LILY'],
  ['大小写', 'Zhang.San', 'zhang.san'],
  ['康熙部首 ⼤', '大王', '\u2f24王'],
  ['NFC 与 NFD', 'jos\u00e9', 'jose\u0301'],
  ['ß 与 ss', 'straße', 'STRASSE'],
  ['开尔文符号', 'kelvin', '\u212aelvin'],
  ['希腊字母 ο', 'root', 'r\u03bf\u03bft'],
  ['词尾的 σ', 'λόγος', 'ΛΌΓΟΣ'],
])('U11、U12 看上去相同的账号骨架相同：%s', (_name, one, other) => {
  expect(skeleton(one)).toBe(skeleton(other));
});

test('不同的账号骨架不同', () => {
  const names = ['zhangsan', 'zhangsi', '张三', '张山', 'lee', 'zhang.san', 'zhang-san', '李四', '己方', '已方'];
  expect(new Set(names.map(skeleton)).size).toBe(names.length);
});

test('长度按字计，两端都算在内：2 到 32 个字', () => {
  expect(readAccountName('甲')).toEqual({ ok: false, fault: 'short' });
  expect(readAccountName('甲乙').ok).toBe(true);
  expect(readAccountName('𠮷'.repeat(32)).ok).toBe(true);
  expect(readAccountName('𠮷'.repeat(33))).toEqual({ ok: false, fault: 'long' });
  expect(readAccountName('')).toEqual({ ok: false, fault: 'empty' });
});

test.each(['zhang san', '<b>x</b>', "o'neil", 'a/b', '张三；', '💩💩'])('不许用的符号：%s', (typed) => {
  expect(readAccountName(typed)).toEqual({ ok: false, fault: 'character' });
});

test.each(['.zhang', 'zhang-', '@zhang', '_x'])('两端要是文字或数字：%s', (typed) => {
  expect(readAccountName(typed)).toEqual({ ok: false, fault: 'edge' });
});

test('骨架的骨架是自身，名字本身保存为 NFC', () => {
  for (const name of ['Mayor', 'straße', '大王', 'jose\u0301', 'І1l']) expect(skeletonOf(skeletonOf(name))).toBe(skeletonOf(name));
  expect(readAccountName('jose\u0301')).toMatchObject({ name: 'jos\u00e9' });
});
