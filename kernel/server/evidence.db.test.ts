import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMoment } from '../calendar.ts';
import type { EvidenceDraft } from '../evidence.ts';
import type { RegionCode } from '../ids.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { inWriting } from '../../tests/harness/write-context.ts';
import { randomRegion } from '../../tests/access/open-app.ts';
import { createPool } from './db.ts';
import type { Pool } from './db.ts';
import { emit, evidenceOf, setEvidenceStatus, withdraw } from './evidence.ts';
import { withConnection } from './postgres/connect.ts';

const database = databaseForFile();
let pool: Pool;
let region: RegionCode;
beforeAll(() => {
  pool = createPool({ connectionString: database().appUrl, max: 4 });
  region = randomRegion();
});
afterAll(() => pool.end());

const hash = (digit: string): string => digit.repeat(64);
let serial = 0;
const freshAnchor = (): string => {
  serial += 1;
  return `plan/${serial}`;
};
const draft = (anchor: string, more: Partial<EvidenceDraft> = {}): EvidenceDraft => ({
  anchors: [anchor],
  kind: 'value',
  voice: 'self',
  value: '12.50',
  unit: 'mu',
  from: '2021-01-01',
  to: '2021-12-31',
  source: { module: 'answer', type: 'entry', id: anchor },
  hash: hash('a'),
  occurredOn: '2021-12-31',
  grade: 'C',
  stamp: 'real',
  ...more,
});
const at = (day: string): string => `${day}T09:00:00+08:00`;
const write = <T>(day: string, work: Parameters<typeof inWriting<T>>[1]): Promise<T> => inWriting({ pool, region, at: at(day) }, work);
const read = (anchor: string, knownAt?: string) => write('2030-01-01', ({ tx }) => evidenceOf(tx, [anchor], knownAt === undefined ? undefined : parseMoment(at(knownAt))));
const official = (anchor: string): Promise<number> =>
  withConnection(
    database().adminUrl,
    async (client) => (await client.query('select 1 from kernel.v_official_evidence where region_code = $1 and anchor = $2', [region, anchor])).rows.length,
  );

describe('证据信封', () => {
  test('演示人员说的都盖演示章，不进入正式口径；模拟章不变', async () => {
    const anchor = freshAnchor();
    const demoWrite = (id: string, stamp: 'real' | 'sim') =>
      write('2021-01-05', (context) => emit({ ...context, actor: { ...context.actor, isDemo: true } }, draft(anchor, { stamp, source: { module: 'answer', type: 'entry', id } })));
    await demoWrite(`${anchor}/a`, 'real');
    await demoWrite(`${anchor}/b`, 'sim');
    expect((await read(anchor)).map(({ stamp }) => stamp).sort()).toEqual(['demo', 'sim']);
    expect(await official(anchor)).toBe(0);
    await write('2021-01-06', (context) => emit(context, draft(anchor, { source: { module: 'answer', type: 'entry', id: `${anchor}/c` } })));
    expect(await official(anchor)).toBe(1);
  });

  test('同一来源同一版本重复出具只记一次；内容不同而版本相同被拒绝', async () => {
    const anchor = freshAnchor();
    const first = await write('2021-01-05', (context) => emit(context, draft(anchor)));
    expect(await write('2021-01-06', (context) => emit(context, draft(anchor)))).toBe(first);
    await expect(write('2021-01-06', (context) => emit(context, draft(anchor, { hash: hash('b') })))).rejects.toMatchObject({ code: 'evidence.version_taken' });
    expect((await read(anchor)).map(({ value, status }) => [value, status])).toEqual([['12.5', 'live']]);
  });

  test('来源出新版本，旧信封被替代而不是覆盖；按记录时间读回当天的样子', async () => {
    const anchor = freshAnchor();
    await write('2021-01-05', (context) => emit(context, draft(anchor)));
    await write('2021-02-05', (context) => emit(context, draft(anchor, { version: 2, hash: hash('b'), value: '13' })));
    expect((await read(anchor)).map(({ value, status }) => [value, status])).toEqual([
      ['12.5', 'superseded'],
      ['13', 'live'],
    ]);
    expect((await read(anchor, '2021-01-20')).map(({ value, status }) => [value, status])).toEqual([['12.5', 'live']]);
    expect(await read(anchor, '2021-01-01')).toEqual([]);
    await expect(write('2021-03-01', (context) => emit(context, draft(anchor, { version: 1, hash: hash('c') })))).rejects.toMatchObject({ code: 'evidence.version_taken' });
  });

  test('来源撤销，它的信封同一笔撤回；撤回核实后，原来的自报恢复有效', async () => {
    const anchor = freshAnchor();
    const own = await write('2021-01-05', (context) => emit(context, draft(anchor)));
    await write('2021-01-08', (context) =>
      emit(context, draft(anchor, { source: { module: 'answer', type: 'verification', id: own }, voice: 'check', grade: 'B', supersedes: own })),
    );
    expect((await read(anchor)).map(({ grade, status }) => [grade, status])).toEqual([
      ['C', 'superseded'],
      ['B', 'live'],
    ]);
    const count = await write('2021-01-09', (context) => withdraw(context, { module: 'answer', type: 'verification', id: own }, '现场核对发现不符'));
    expect(count).toBe(1);
    expect((await read(anchor)).map(({ grade, status }) => [grade, status])).toEqual([
      ['C', 'live'],
      ['B', 'withdrawn'],
    ]);
    expect(await write('2021-01-10', (context) => withdraw(context, { module: 'answer', type: 'verification', id: own }, '再撤一次'))).toBe(0);
    await expect(write('2021-01-10', (context) => withdraw(context, { module: 'answer', type: 'entry', id: anchor }, '  '))).rejects.toMatchObject({ code: 'evidence.invalid' });
  });

  test('来源撤销，核实过的副本同一笔撤回，原来的自报不恢复', async () => {
    const anchor = freshAnchor();
    const own = await write('2021-01-05', (context) => emit(context, draft(anchor)));
    const { source } = (await read(anchor))[0] as { source: { module: string; type: string; id: string } };
    await write('2021-01-08', (context) =>
      emit(context, draft(anchor, { source: { module: 'answer', type: 'verification', id: own }, voice: 'check', grade: 'B', supersedes: own })),
    );
    expect(await official(anchor)).toBe(1);
    expect(await write('2021-01-09', (context) => withdraw(context, source, '认定被撤销'))).toBe(1);
    expect((await read(anchor)).map(({ grade, status }) => [grade, status])).toEqual([
      ['C', 'superseded'],
      ['B', 'withdrawn'],
    ]);
    expect(await official(anchor)).toBe(0);
    expect(await write('2021-01-10', (context) => withdraw(context, source, '再撤一次'))).toBe(0);
  });

  test('有异议的信封不再计入；答复后恢复或撤回，次序错的被拒绝', async () => {
    const anchor = freshAnchor();
    const id = await write('2021-01-05', (context) => emit(context, draft(anchor)));
    expect(await official(anchor)).toBe(1);
    await write('2021-01-06', (context) => setEvidenceStatus(context, id, { status: 'challenged', reason: '面积与验收表不符' }));
    expect(await official(anchor)).toBe(0);
    await expect(write('2021-01-06', (context) => setEvidenceStatus(context, id, { status: 'challenged', reason: '再提' }))).rejects.toMatchObject({
      code: 'evidence.status_forbids',
    });
    await write('2021-01-07', (context) => setEvidenceStatus(context, id, { status: 'live', reason: '验收表已更正' }));
    expect(await official(anchor)).toBe(1);
  });

  test('演示和模拟的证据从不进入正式视图', async () => {
    const anchor = freshAnchor();
    await write('2021-01-05', (context) => emit(context, draft(anchor, { stamp: 'demo' })));
    await write('2021-01-05', (context) => emit(context, draft(anchor, { stamp: 'sim', source: { module: 'x', type: 'y', id: anchor } })));
    expect(await read(anchor)).toHaveLength(2);
    expect(await official(anchor)).toBe(0);
  });

  test.each([
    ['分母为0', { num: '1', den: '0' }, '「分母」不能为0'],
    ['只有分子', { num: '1' }, '分子、分母要一起填写'],
    ['期间倒置', { from: '2021-12-31', to: '2021-01-01' }, '「期间止」不能早于「期间起」'],
    ['没有的日子', { occurredOn: '2021-02-30' }, '「发生日期」应为存在的日期'],
    ['不是数', { value: '1e5' }, '「数值」应为十进制数'],
    ['没有条款', { anchors: [] }, '证据至少要指向一个条款'],
  ] as const)('写错的信封被拒绝并说明：%s', async (_name, more, words) => {
    const anchor = freshAnchor();
    await expect(write('2021-01-05', (context) => emit(context, draft(anchor, more as Partial<EvidenceDraft>)))).rejects.toMatchObject({
      code: 'evidence.invalid',
      detail: expect.stringContaining(words),
    });
    expect(await read(anchor)).toEqual([]);
  });

  test('同一来源的两笔同时出具：一笔写入，另一笔看到它', async () => {
    const anchor = freshAnchor();
    const ids = await Promise.all([1, 2, 3, 4].map(() => write('2021-01-05', (context) => emit(context, draft(anchor)))));
    expect(new Set(ids).size).toBe(1);
    expect(await read(anchor)).toHaveLength(1);
  });

  test('应用角色不能改、不能删信封', async () => {
    for (const sql of ['update kernel.evidence set grade = $$A$$', 'delete from kernel.evidence_status']) {
      await expect(withConnection(database().appUrl, (client) => client.query(sql))).rejects.toThrow(/permission denied/);
    }
  });
});
