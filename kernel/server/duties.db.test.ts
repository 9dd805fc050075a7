import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { workRuntime } from '../../tests/harness/work-runtime.ts';
import type { WorkRuntime } from '../../tests/harness/work-runtime.ts';
import { inWriting } from '../../tests/harness/write-context.ts';
import { parseDay } from '../calendar.ts';
import type { DutySpec } from '../duty.ts';
import { regionCodeSchema } from '../ids.ts';
import { addCalendarNotice } from './calendar-days.ts';
import { dutyStore } from './duty-store.ts';
import { ensureDutyOccurrences, exemptDuty, fulfilDuty, reopenDuty, settleDueDays } from './duties.ts';
import type { Context } from './context.ts';
import { runDueWork } from './work.ts';

const database = databaseForFile();
const source = { document: '试验方案', article: '第五条' };
const round: DutySpec = {
  code: 'T02',
  label: '月度调度',
  ownerRole: 'dispatcher',
  rules: [{ from: '2020-10-01', every: 'month', opens: { months: 1, day: 1 }, due: { months: 1, day: 5 }, source }],
};
const bulletin: DutySpec = {
  code: 'T03',
  label: '年度通报',
  ownerRole: 'office_director',
  rules: [{ from: '2020-10-01', every: 'year', opens: { months: 12, day: 1 }, due: { months: 13, day: 28 }, source }],
};

let runtime: WorkRuntime;
const runtimes: WorkRuntime[] = [];
let regionNumber = 340600;
const at = '2026-11-27T09:00:00+08:00';
beforeEach(() => {
  regionNumber += 1;
  runtime = workRuntime({ appUrl: database().appUrl, region: regionCodeSchema.parse(String(regionNumber)), at, modules: [{ name: 'trial', duties: [round, bulletin] }] });
  runtimes.push(runtime);
});
afterAll(() => Promise.all(runtimes.map((one) => one.close())));
const write = <T>(work: (context: Context) => Promise<T>, moment = at) => inWriting({ pool: runtime.pool, region: runtime.region, at: moment }, work);
const list = () => write(({ tx }) => dutyStore.list(tx, { from: parseDay('2026-01-01'), to: parseDay('2029-01-01') }));

describe('职责日历', () => {
  test('启动时即编排一年内各期；再次启动、两处同时编排不产生第二份', async () => {
    await runDueWork(runtime);
    const first = await list();
    expect(first.filter(({ code }) => code === 'T02').map(({ period }) => period)).toEqual([
      '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07', '2027-08', '2027-09', '2027-10', '2027-11',
    ]); // biome-ignore format: one line per list
    expect(first.filter(({ code }) => code === 'T03').map(({ period, nominalOn }) => `${period} ${nominalOn.toString()}`)).toEqual(['2026 2027-02-28', '2027 2028-02-28']);
    await Promise.all([write((context) => ensureDutyOccurrences([round, bulletin], context)), write((context) => ensureDutyOccurrences([round, bulletin], context))]);
    expect(await list()).toHaveLength(first.length);
  });

  test('过一个月补上新的一期；期限已过的不补', async () => {
    await runDueWork(runtime);
    runtime.clock.moveTo('2026-12-10T00:00:01+08:00');
    await runDueWork(runtime);
    const periods = (await list()).filter(({ code }) => code === 'T02').map(({ period }) => period);
    expect(periods.at(-1)).toBe('2027-12');
    expect(periods[0]).toBe('2026-11');
  });

  test('放假通知未发布的年份期限待定，导入通知后补上', async () => {
    await runDueWork(runtime);
    const before = (await list()).find(({ period }) => period === '2026-12');
    expect([before?.nominalOn.toString(), before?.dueOn]).toEqual(['2027-01-05', null]);
    const added = await write(async (context) => {
      await addCalendarNotice(
        context.tx,
        {
          documentNo: `试发〔2026〕${regionNumber}号`,
          year: 2027,
          title: '试验用通知',
          publishedOn: parseDay('2026-11-20'),
          link: null,
          recordedBy: 'user:x',
          recordedAt: context.now,
        },
        [{ on: parseDay('2027-01-05'), working: false, name: '试验假日' }],
      );
      return settleDueDays(context);
    });
    expect(added).toBeGreaterThan(8);
    expect((await list()).find(({ period }) => period === '2026-12')?.dueOn?.toString()).toBe('2027-01-06');
  });

  test('只有对象能使职责办结；重复办结无妨；对象撤回则重新待办', async () => {
    await runDueWork(runtime);
    const key = { duty: 'T02', period: '2026-11' };
    const sealed = { type: 'round', id: 'r1', on: parseDay('2026-12-04') };
    expect(await write((context) => fulfilDuty(key, sealed, context))).toBe(true);
    expect(await write((context) => fulfilDuty(key, { ...sealed, id: 'r2' }, context))).toBe(true);
    expect(await write((context) => fulfilDuty({ ...key, period: '2020-01' }, sealed, context))).toBe(false);
    expect((await list()).find(({ period }) => period === '2026-11')).toMatchObject({ state: 'done', objectId: 'r1' });
    await write((context) => reopenDuty(key, '调度重开', context));
    expect((await list()).find(({ period }) => period === '2026-11')).toMatchObject({ state: 'open', objectId: null, reason: '调度重开' });
  });

  test('豁免要有理由，以所见为准，只能豁免待办的', async () => {
    await runDueWork(runtime);
    const key = { duty: 'T02', period: '2026-11' };
    await expect(write((context) => exemptDuty({ ...key, period: '1999-01' }, { reason: '无', expectedRevision: 1 }, context))).rejects.toMatchObject({ code: 'duty.not_found' });
    await expect(write((context) => exemptDuty(key, { reason: '防汛', expectedRevision: 7 }, context))).rejects.toMatchObject({ code: 'duty.changed' });
    await write((context) => exemptDuty(key, { reason: '防汛', expectedRevision: 1 }, context));
    await expect(write((context) => exemptDuty(key, { reason: '防汛', expectedRevision: 2 }, context))).rejects.toMatchObject({ code: 'duty.not_open' });
    await write((context) => reopenDuty(key, '恢复', context));
    expect((await list()).find(({ period }) => period === '2026-11')?.state).toBe('open');
  });
});
