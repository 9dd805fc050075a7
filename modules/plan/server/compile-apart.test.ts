import { expect, test } from 'vitest';
import { roadPlan } from '../../../tests/access/sample-plans.ts';
import { compileApart } from './compile-apart.ts';
import { compileForStorage } from './compile-bytes.ts';

const inputOf = (text: string | Uint8Array) => ({ bytes: Buffer.from(text), fileName: 'a.txt', maxBytes: 10_000_000 });

test('大文件在工作线程里编译，结果与直接编译逐字节相同', async () => {
  const long = inputOf(roadPlan + '（二）提升村道。保持畅通。\n'.repeat(4000));
  expect(long.bytes.length).toBeGreaterThan(128 * 1024);
  const apart = await compileApart(long);
  const here = await compileForStorage(long);
  expect(apart.ledgerText === here.ledgerText && apart.text === here.text).toBe(true);
  expect(apart.ledgerSha256).toBe(here.ledgerSha256);
});

test('工作线程里的拒绝原样返回；超时是有说明的拒绝', async () => {
  const damaged = Buffer.concat([Buffer.from('一、青澜县水利工作要点如下'.repeat(8000)), Buffer.from([0xff, 0xfe, 0xc0])]);
  await expect(compileApart(inputOf(damaged))).rejects.toMatchObject({ code: 'file.text_encoding', facts: { offset: damaged.length - 3 } });
  await expect(compileApart(inputOf('字'.repeat(200_000)), 0.001)).rejects.toMatchObject({ code: 'file.read_limits' });
});
