import type { Page } from 'playwright-core';
import { defaultReadLimits } from '#kernel/server/readers/read-refusal.ts';
import { readPdf } from '#kernel/server/readers/read-pdf.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';

// 200 made-up names for trust.md U13: one rare character each, by code point so that an editor without the font cannot harm them.
// All stand in Noto Sans CJK SC and Noto Serif CJK SC (Debian's fonts-noto-cjk); most are of 通用规范汉字表, third level.
const codePoints = [
  // 基本区（含后来补入的元素用字）
  '5586 8d5f 7fc0 5f67 6609 794e 579a 5a60 9f91 5803 9fcd 9fce 9fcf 9fd4',
  // 扩展 A
  '36c3 4dae 3447 344a 356e 360e 364d 3658 3666 36da 36f9 37c3 3807 3813 3918 3944 39d0 39d1 39df 3af0 3b0a 3b0e 3b1a 3b4e 3b55 3bbe 3c00 3cc7 3cd8 3cda 3d14 3d50 3db2 3e06 3e0c',
  '3e84 3eec 3f4f 3fe0 4056 40ae 40c5 40ce 415f 4339 4383 4396 43dd 43e1 43f2 4403 44d6 44db 44e8 44eb 44ec 45d6 45db 45ea 45f4 4723 4759 48ba 48bc 48d8 497d 4983 4c9f 4ca0 4ca2',
  // 扩展 B
  '20bb7 20676 20cd0 2139a 21413 235cb 23c97 23c98 249db 24a7d 24ac9 25532 255a8 25ed7 26221 2648d 26676 2677c 26b5c 26c21 27ff9 28408 28678 28695 287e0 28c47 28c4f 28c51 28c54',
  '28e99 29f7e 29f83 29f8c 29fb7 248f1 248f3',
  // 扩展 C
  '2a7dd 2a8fb 2a917 2aa30 2aa36 2aa58 2afa2 2b127 2b128 2b137 2b138 2b1ed 2b300 2b363 2b36f 2b372 2b37d 2b404 2b410 2b413 2b461 2b4e7 2b4ef 2b4f6 2b4f9 2b50d 2b50e 2b536 2b5ae 2b5af',
  // 扩展 D
  '2b7a9 2b7c5 2b7e6 2b7f9 2b7fc 2b806 2b80a 2b81c',
  // 扩展 E
  '2cb4a 2cb4e 2cb2d 2c1d5 2c1d9 2c1f9 2c27c 2c288 2c2a4 2c317 2c35b 2c361 2c364 2c488 2c494 2c497 2c542 2c613 2c618 2c621 2c629 2c62b 2c62c 2c62d 2c62f 2c642 2c64a 2c64b 2c72c',
  '2c72f 2c79f 2c7c1 2c7fd 2c8d9 2c8de 2c8e1 2c8f3 2c907 2c90a 2c91d',
  // 扩展 F、G
  '2e569 30edd',
];

export const rareCharacters: readonly string[] = codePoints.flatMap((line) => line.split(' ').map((hex) => String.fromCodePoint(Number.parseInt(hex, 16))));

/** In the order of their pinyin, which is the order of the product's lists. */
export const surnames = [...'白蔡丁冯郭何姜康刘毛倪潘秦孙田吴徐杨赵朱'] as const;

/** Every third has a second rare character. */
export const rareNames: readonly string[] = rareCharacters.map(
  (character, index) => `${surnames[index % surnames.length] ?? ''}${character}${index % 3 === 0 ? (rareCharacters[(index + 7) % rareCharacters.length] ?? '') : ''}`,
);

/** Of trust.md X3: a name that would be an element wherever it was taken for HTML. */
export const tagged = '<img src=x onerror=alert(1)>甲';
/** A code point that no font has a glyph for: not a character of Unicode. */
export const withoutGlyph = String.fromCodePoint(0x3fffd);

/** Text without the white space that columns and line ends bring; two forms of a radical count as one. */
export const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
export const printedText = async (page: Page): Promise<string> => squeezed((await readPdf(await page.pdf({ preferCSSPageSize: true }), defaultReadLimits)).text);
/** Names whose characters cannot be read back: no font of this machine has them. */
export const unprinted = (text: string, names: readonly string[]): readonly string[] => names.filter((name) => !text.includes(squeezed(name)));
// A glyph that serves a radical, too, is written as the radical (马 as ⻢), and NFKC knows few of them: they stay out of the names.
export const noFont = 'PDF 里读不回来的姓名：这台机器缺含扩展区汉字的字体（Debian 软件包 fonts-noto-cjk，见 scripts/find-chromium.mjs），或页面的字体清单不对';

/** The register of these people, as the office would fill it in. */
export const rareRegister = async (): Promise<Buffer> => {
  const columns = ['姓名', '单位', '角色', '任职日期'].map((title) => ({ title, width: 12 }));
  return Buffer.from(await renderXlsx('名册', [{ name: '人员', columns, rows: [...rareNames, tagged].map((name) => [name, '演示一局', '责任单位填报人', '2026-01-05']) }]));
};
