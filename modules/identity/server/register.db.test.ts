import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { fixedClock } from '#kernel/server/clock.ts';
import { createPool } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { newId } from '#kernel/server/new-id.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { UseCase } from '#kernel/server/use-case.ts';
import { csvOfWorkbook } from '../../../tests/harness/csv-of-workbook.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { registerColumns } from '../contract/index.ts';
import { exportRegisterUseCase } from './export-register.ts';
import { importRegisterUseCase, previewRegisterUseCase } from './register.ts';

const region = regionCodeSchema.parse('340323');
const database = databaseForFile();
let pool: Pool;
beforeAll(() => {
  pool = createPool({ connectionString: database().appUrl, max: 3 });
});
afterAll(() => pool.end());

const run = async <E extends EndpointSpec>(
  useCase: UseCase<E>,
  raw: Parameters<typeof runUseCase>[1],
  roles: readonly ('system_admin' | 'security_admin')[],
): Promise<Reply<E>> => {
  const runtime = { pool, clock: fixedClock('2026-06-15T09:00:00+08:00'), region, limits: { importBytes: 32_000_000 } };
  return (await runUseCase(useCase, raw, { actor: testActor({ roles, userId: newId() }), requestId: null }, runtime as never)).reply;
};
// Two administrators in one actor exist only here, so that one file can be imported whole.
const both = ['system_admin', 'security_admin'] as const;

type Row = Readonly<Record<string, string>>;
const sheetOf = (sheet: 'units' | 'people', rows: readonly Row[]) => {
  const titles = [...registerColumns[sheet].needs, ...registerColumns[sheet].takes];
  return { name: sheet === 'units' ? '单位' : '人员', columns: titles.map((title) => ({ title, width: 10 })), rows: rows.map((row) => titles.map((title) => row[title] ?? null)) };
};
const workbook = async (units: readonly Row[], people: readonly Row[] = []): Promise<Uint8Array> => renderXlsx('名册', [sheetOf('units', units), sheetOf('people', people)]);
const file = (bytes: Uint8Array) => ({ name: '名册.xlsx', mediaType: 'application/octet-stream', bytes });
const preview = async (bytes: Uint8Array, roles: readonly ('system_admin' | 'security_admin')[] = both) => run(previewRegisterUseCase, { file: file(bytes) }, roles);
const importIt = async (bytes: Uint8Array, sha256: string) => run(importRegisterUseCase, { file: file(bytes), body: { expectedSha256: sha256 } }, both);
const counts = async () =>
  (
    await withConnection(database().adminUrl, (client) =>
      client.query(
        `select (select count(*) from identity.org where region_code = $1) as orgs, (select count(*) from identity.person where region_code = $1) as people,
           (select count(*) from identity.post where region_code = $1) as posts, (select count(*) from identity."grant" where region_code = $1) as grants,
           (select count(*) from kernel.event where region_code = $1) as events`,
        [region],
      ),
    )
  ).rows[0] as Record<string, string>;

const unit = (name: string, more: Row = {}): Row => ({ 单位名称: name, 类别: '部门', 设立日期: '2020-01-01', ...more });
const person = (name: string, more: Row = {}): Row => ({ 姓名: name, 单位: '名册局', 角色: '责任单位填报人', 任职日期: '2024-01-01', ...more });

describe('名册导入', () => {
  test('一万人、37 行有误：核对列出恰好 37 行的错误，什么也不保存；改正后全部导入', async () => {
    const units = [unit('名册局'), ...Array.from({ length: 40 }, (_, n) => unit(`名册${n}股`, { 类别: '内设机构', 上级单位: '名册局' }))];
    const flaws: readonly ((row: Row) => Row)[] = [
      (row) => ({ ...row, 姓名: '' }),
      (row) => ({ ...row, 单位: '没有的单位' }),
      (row) => ({ ...row, 单位: '' }),
      (row) => ({ ...row, 角色: '不存在的角色' }),
      (row) => ({ ...row, 任职日期: '2026-02-30' }),
      (row) => ({ ...row, 任期届满日期: '2023-01-01' }),
      (row) => ({ ...row, 角色: '系统管理员' }),
      (row) => ({ ...row, 姓名: `${row['姓名']}\u200b` }),
    ];
    const good = Array.from({ length: 10_000 }, (_, n) => person(`生成人员${n}`, { 单位: `名册${n % 40}股` }));
    const bad = good.map((row, n) => (n % 270 === 5 && n / 270 < 37 ? (flaws[Math.floor(n / 270) % flaws.length] ?? ((same: Row) => same))(row) : row));
    const before = await counts();
    const seen = await preview(await workbook(units, bad));
    expect(seen.errorCount).toBe(37);
    expect(new Set(seen.errors.map(({ row }) => row)).size).toBe(37);
    expect(seen.errors[0]).toMatchObject({ sheet: '人员', row: 7, column: '姓名', message: expect.stringContaining('没有填写') });
    await expect(importIt(await workbook(units, bad), seen.sha256)).rejects.toMatchObject({ code: 'identity.register_invalid', detail: expect.stringContaining('37') });
    expect(await counts()).toEqual(before);

    const bytes = await workbook(units, good);
    const dry = await preview(bytes);
    expect(dry).toMatchObject({ errorCount: 0, fresh: { units: 41, people: 10_000, posts: 10_000 } });
    expect(await counts()).toEqual(before);
    expect(await importIt(bytes, dry.sha256)).toEqual({ units: 41, people: 10_000, posts: 10_000 });
    const after = await counts();
    expect([after['people'], after['posts'], after['grants']]).toEqual(['10000', '10000', '10000']);
  }, 120_000);

  test('导出的名册可以原样核对：没有一处是新的，也没有错误', async () => {
    const { content } = await run(exportRegisterUseCase, { query: {} }, both);
    const seen = await preview(Buffer.from(content, 'base64'));
    expect(seen).toMatchObject({ errorCount: 0, fresh: { units: 0, people: 0, posts: 0 } });
    expect(seen.unchanged).toBe(10_041);
  }, 60_000);

  test('模板带说明，可填的类别和角色都列出，两张表是空的', async () => {
    const { content, fileName } = await run(exportRegisterUseCase, { query: { template: '1' } }, both);
    expect(fileName).toContain('模板');
    // The example offers the same empty form; the county fills it in, nothing is invented for it.
    expect(readFileSync(new URL('../../../examples/guzhen/organisation-register-template.xlsx', import.meta.url)).equals(Buffer.from(content, 'base64'))).toBe(true);
    expect(await preview(Buffer.from(content, 'base64'))).toMatchObject({ errorCount: 0, fresh: { units: 0, people: 0, posts: 0 } });
  });

  test.each<readonly [string, readonly Row[], readonly Row[], string, string]>([
    ['上级互为上级', [unit('环甲', { 上级单位: '环乙' }), unit('环乙', { 上级单位: '环甲' })], [], '上级单位', '成环'],
    ['同级重名', [unit('重名局'), unit('重名 局')], [], '单位名称', '已有同名单位'],
    ['信用代码有误', [unit('误码局', { 统一社会信用代码: '91130200699229617A' })], [], '统一社会信用代码', '校验位不对'],
    ['信用代码重复', [unit('代码甲', { 统一社会信用代码: '91130200699229617X' }), unit('代码乙', { 统一社会信用代码: '91130200699229617X' })], [], '统一社会信用代码', '已登记在'],
    ['上级不存在', [unit('孤局', { 上级单位: '没有的上级' })], [], '上级单位', '没有登记'],
    ['类别不认识', [unit('怪局', { 类别: '局' })], [], '类别', '没有「局」这一项'],
    ['区划代码有误', [unit('区局', { 行政区划代码: '34032' })], [], '行政区划代码', '应为'],
    ['区划代码没有对应的区划', [unit('区局', { 行政区划代码: '340399' })], [], '行政区划代码', '没有对应的区划'],
    ['姓名在表中重复', [], [person('双胞胎'), person('双胞胎', { 单位: '名册1股' })], '姓名', '人员编号'],
    ['一个编号两个姓名', [], [person('编号甲', { 人员编号: '1' }), person('编号乙', { 人员编号: '1' })], '人员编号', '两个姓名'],
    ['名册里已有同名', [], [person('生成人员1')], '姓名', '同名另一人'],
    ['单位在任职日之前没有', [], [person('早任者', { 任职日期: '2019-12-31' })], '单位', '没有登记'],
  ])('指出行、列和办法：%s', async (_title, units, people, column, words) => {
    const seen = await preview(await workbook(units, people));
    expect(seen.errors[0]).toMatchObject({ column, message: expect.stringContaining(words) });
    expect(seen.errors[0]?.row).toBeGreaterThan(1);
    expect(seen.fresh).toEqual({ units: 0, people: 0, posts: 0 });
  });

  test('同一编号的两行是一个人的两个岗位；确为同名的可以登记', async () => {
    const rows = [person('多岗者', { 人员编号: 'a1' }), person('多岗者', { 人员编号: 'a1', 单位: '名册2股' }), person('生成人员1', { 同名另一人: '是' })];
    expect(await preview(await workbook([], rows))).toMatchObject({ errorCount: 0, fresh: { people: 2, posts: 3 } });
  });

  test('单位表归系统管理员，人员表归安全管理员；没有权限的表要求清空', async () => {
    const bytes = await workbook([unit('权限局')], [person('权限人')]);
    expect((await preview(bytes, ['system_admin'])).errors).toMatchObject([{ sheet: '人员', message: expect.stringContaining('任免岗位') }]);
    expect((await preview(bytes, ['security_admin'])).errors).toMatchObject([{ sheet: '单位', message: expect.stringContaining('管理单位') }]);
  });

  test('缺列、多列、没有表都说明', async () => {
    const odd = await renderXlsx('名册', [
      {
        name: '单位',
        columns: [
          { title: '单位名称', width: 10 },
          { title: '电话', width: 10 },
        ],
        rows: [['甲', '1']],
      },
    ]);
    const { errors } = await preview(odd);
    expect(errors.map(({ message }) => message).join()).toMatch(/缺少「类别」列.*不认识的列「电话」/);
    const none = await renderXlsx('名册', [{ name: '其他', columns: [{ title: '甲', width: 10 }], rows: [] }]);
    expect((await preview(none)).errors).toMatchObject([{ message: expect.stringContaining('没有找到工作表') }]);
  });

  test('A17 一张表的 CSV 按表头认是单位还是人员；GB18030 的核对读法后才导入', async () => {
    const csv = async (sheet: '单位' | '人员', units: readonly Row[], people: readonly Row[]) => (await csvOfWorkbook(await workbook(units, people), sheet)).replace('\ufeff', '');
    const sent = (bytes: Uint8Array) => ({ ...file(bytes), name: '名册.csv' });
    const units = encodeGb18030(await csv('单位', [unit('表格局')], []));
    const seen = await run(previewRegisterUseCase, { file: sent(units) }, both);
    expect(seen).toMatchObject({ errorCount: 0, fresh: { units: 1, people: 0 }, reading: { detected: '按 GB18030 编码、逗号分隔读取', needsConfirmation: true } });
    const before = await counts();
    const body = { expectedSha256: seen.sha256 };
    await expect(run(importRegisterUseCase, { file: sent(units), body }, both)).rejects.toMatchObject({ code: 'file.reading_unconfirmed' });
    expect(await counts()).toEqual(before);
    expect(await run(importRegisterUseCase, { file: sent(units), body: { ...body, confirmedReading: 'true' } }, both)).toEqual({ units: 1, people: 0, posts: 0 });
    const people = Buffer.from(await csv('人员', [], [person('表格人', { 单位: '表格局' })]));
    expect(await run(previewRegisterUseCase, { file: sent(people) }, both)).toMatchObject({ errorCount: 0, fresh: { people: 1, posts: 1 }, reading: { needsConfirmation: false } });
    expect((await run(previewRegisterUseCase, { file: sent(Buffer.from('甲,乙\n')) }, both)).errors).toMatchObject([{ message: expect.stringContaining('没有找到工作表') }]);
  });

  test('以公式开头的文字只是文字；换了文件要重新核对', async () => {
    const bytes = await workbook([unit('=cmd|calc')]);
    const seen = await preview(bytes);
    expect(seen).toMatchObject({ errorCount: 0, fresh: { units: 1 } });
    await expect(importIt(await workbook([unit('另一个')]), seen.sha256)).rejects.toMatchObject({ code: 'identity.register_changed' });
  });
});
