// A page as published and its text, made by hand: both must compile to the same ledger, apart from places.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFileSafely } from '#kernel/server/readers/read-file-safely.ts';
import { compilePlan, sniffFormat } from '#libs/plantext/index.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/plans');
const names = ['国发2018-42_农业机械化', '国发2019-3_综合保税区若干意见', '国办发2018-128_无废城市试点工作方案'];
const isHere = existsSync(folder);
if (!isHere) console.warn(`未运行：没有找到 ${folder}，网页与文本对照测试已跳过。`);

const compile = (text: string) => {
  const { source: _source, ...ledger } = compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
  return ledger;
};

describe.skipIf(!isHere)('网页与文本', () => {
  test.each(names)('%s：网页与文本编译出同样的台账', async (name) => {
    const bytes = readFileSync(resolve(folder, `${name}.html`));
    expect(sniffFormat(bytes)).toBe('html');
    const read = await readFileSafely(bytes, 'html');
    const text = readFileSync(resolve(folder, `${name}.txt`), 'utf8')
      .replace(/[ \t]+$/gm, '')
      .trim();
    expect(read.ok && read.text.trim()).toBe(text);
    expect(compile(read.ok ? read.text.trim() : '')).toEqual(compile(text));
  });
});
