import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { transaction } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { runDueWork } from '#kernel/server/work.ts';
import { openCounty } from '../../../tests/harness/county.ts';
import type { County } from '../../../tests/harness/county.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';
import { completeDutyUseCase, withdrawDutyCompletionUseCase } from './complete-duty.ts';
import { exemptDutyUseCase } from './exempt-duty.ts';
import { listDutiesUseCase } from './list-duties.ts';
import { settingsJobs } from './remind-duties.ts';
import { standingDuties } from './standing-duties.ts';

const database = databaseForFile();
const counties: County[] = [];
let county: County;
const who = {} as Record<'director' | 'dispatcher' | 'reviewer' | 'team' | 'visitor', Actor>;

async function open(at: string): Promise<void> {
  county = await openCounty({ appUrl: database().appUrl, at, modules: [{ name: 'settings', duties: standingDuties, jobs: settingsJobs }] });
  counties.push(county);
  who.director = await county.person('办公室主任', 'office_director');
  who.dispatcher = await county.person('调度员', 'dispatcher');
  who.reviewer = await county.person('数据审核员', 'data_reviewer');
  who.team = await county.person('县政协班子', 'team');
  who.visitor = await county.person('县领导', 'county_leader');
  // The worker counts occasions from the first time it runs.
  await county.goTo(at);
}
afterAll(() => Promise.all(counties.map((one) => one.close())));

const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transaction(county.runtime.pool, { region: county.runtime.region, mode: 'read' }, work);
const list = (query: object, actor: Actor = who.director) => county.call(listDutiesUseCase, actor, { query: { from: '2024-01-01', to: '2026-12-31', ...query } });
const find = async (code: string, period: string, actor: Actor = who.director): Promise<DutyOccurrenceView> => {
  const found = (await list({}, actor)).items.find((one) => one.code === code && one.period === period);
  if (found === undefined) throw new Error(`${code} ${period}`);
  return found;
};
const toldOf = async (actor: Actor, words: string) =>
  (await reading((tx) => noticeStore.list(tx, { userId: actor.userId ?? '', before: null, shown: 'all', pattern: null, limit: 200 })))
    .filter(({ title }) => title.includes(words))
    .map(({ kind }) => kind.replace('settings.duty-', ''))
    .toReversed();
const complete = (one: DutyOccurrenceView, body: object) => ({
  params: { code: one.code, period: one.period },
  body: { documentNo: '固发〔2026〕7号', note: '', doneOn: '2026-03-02', expectedRevision: one.revision, ...body },
});

describe('期限：月末、调休的周六、闰日、节假日', () => {
  test('闰年2月29日到期；调休上班的周六不顺延；周日顺延；没有放假通知的年份不推算', async () => {
    await open('2024-01-15T09:00:00+08:00');
    expect(await find('D16-2', '2024-02')).toMatchObject({ nominalOn: '2024-02-29', dueOn: '2024-02-29' });
    expect(await find('D16-2', '2024-03')).toMatchObject({ nominalOn: '2024-03-31', dueOn: '2024-04-01' });
    await open('2026-02-10T09:00:00+08:00');
    expect(await find('D16-2', '2026-02')).toMatchObject({ nominalOn: '2026-02-28', dueOn: '2026-02-28' });
    expect(await find('D16-2', '2026-05')).toMatchObject({ nominalOn: '2026-05-31', dueOn: '2026-06-01' });
    const next = (await county.call(listDutiesUseCase, who.director, { query: { from: '2027-01-01', to: '2027-12-31' } })).items.find(
      ({ code, period }) => code === 'D12' && period === '2027-H1',
    );
    expect(next).toMatchObject({ nominalOn: '2027-06-30', dueOn: null });
  });

  test('每日的职责只排一个月，其余排一年；重复运行、两处同时运行都不多出一期、一条', async () => {
    const before = await list({});
    expect(before.items.filter(({ code }) => code === 'D16-4').length).toBeLessThan(35);
    expect(before.items.filter(({ code }) => code === 'D11').length).toBeGreaterThan(40);
    await Promise.all([runDueWork(county.runtime), runDueWork(county.runtime)]);
    await county.goTo('2026-02-10T23:00:00+08:00');
    await county.goTo('2026-02-10T23:30:00+08:00');
    expect((await list({})).items).toHaveLength(before.items.length);
  });
});

describe('提醒随欠账走', () => {
  beforeAll(() => open('2026-01-05T09:00:00+08:00'));

  test('开始、到期前五个工作日、逾期各提醒一次；登记完成后不再提醒', async () => {
    await county.goTo('2026-01-06T09:00:00+08:00');
    expect(await toldOf(who.director, '项目融资对接（2026年第1季度）')).toEqual(['opened']);
    for (const day of ['2026-03-01', '2026-03-23']) await county.goTo(`${day}T09:00:00+08:00`);
    expect(await toldOf(who.director, '项目融资对接（2026年第1季度）')).toEqual(['opened']);
    for (const day of ['2026-03-24', '2026-03-25', '2026-03-31']) await county.goTo(`${day}T09:00:00+08:00`);
    expect(await toldOf(who.director, '项目融资对接（2026年第1季度）')).toEqual(['opened', 'soon']);
    await county.goTo('2026-04-01T09:00:00+08:00');
    await county.goTo('2026-04-02T09:00:00+08:00');
    expect(await toldOf(who.director, '项目融资对接（2026年第1季度）')).toEqual(['opened', 'soon', 'late']);
    expect(await find('D09', '2026-Q1')).toMatchObject({ standing: 'missed' });
    await county.call(completeDutyUseCase, who.director, complete(await find('D09', '2026-Q1'), { doneOn: '2026-03-30' }));
    expect(await find('D09', '2026-Q1')).toMatchObject({ standing: 'done', record: { documentNo: '固发〔2026〕7号', by: '办公室主任' } });
    const owed = await reading((tx) => noticeStore.list(tx, { userId: who.director.userId ?? '', before: null, shown: 'owed', pattern: null, limit: 200 }));
    expect(owed.filter(({ title }) => title.includes('项目融资对接（2026年第1季度）'))).toEqual([]);
  });

  test('年度职责按规则在进度日提醒：四套班子9月30日；每日的只在逾期时提醒', async () => {
    await county.goTo('2026-09-29T09:00:00+08:00');
    expect(await toldOf(who.team, '县政协班子引进项目')).toEqual(['opened']);
    await county.goTo('2026-09-30T09:00:00+08:00');
    await county.goTo('2026-10-08T09:00:00+08:00');
    expect(await toldOf(who.team, '县政协班子引进项目')).toEqual(['opened', 'warn']);
    expect(new Set(await toldOf(who.reviewer, '空气质量日报'))).toEqual(new Set(['late']));
    expect(await toldOf(who.visitor, '')).toEqual([]);
  });

  test('岗位没有在岗的人：欠着的职责提醒办公室主任，写明要安排人员或豁免；有人任职后只提醒他本人', async () => {
    await open('2026-06-20T09:00:00+08:00');
    await county.goTo('2026-07-02T09:00:00+08:00');
    const told = await reading((tx) => noticeStore.list(tx, { userId: who.director.userId ?? '', before: null, shown: 'owed', pattern: null, limit: 200 }));
    const vacant = told.filter(({ title }) => title.includes('园区对接（2026年上半年）'));
    expect(vacant.map(({ kind }) => kind)).toContain('settings.duty-late');
    expect(vacant[0]?.body).toContain('「园区人员」目前没有在岗人员');
    const park = await county.person('园区负责人', 'park', await county.org('经济开发区'));
    await county.goTo('2026-07-03T09:00:00+08:00');
    expect(await toldOf(park, '园区对接（2026年上半年）')).toEqual(['late']);
    const own = await list({ mine: 'yes' }, park);
    expect(own.items.find(({ code, period }) => code === 'D12-2' && period === '2026-H1')).toMatchObject({ standing: 'missed' });
  });

  test('长时间停机后只说现在这一步，不把过去的都补说一遍', async () => {
    await open('2026-01-05T09:00:00+08:00');
    await county.goTo('2026-04-10T09:00:00+08:00');
    expect(await toldOf(who.dispatcher, '项目库滚动更新（2026年第1季度）')).toEqual(['late']);
  });
});

describe('登记完成', () => {
  beforeEach(() => open('2026-03-02T09:00:00+08:00'));

  test('只由承担的岗位登记，须有文件、日期在可开始至今天之间；系统认定的不能登记', async () => {
    const one = await find('D10', '2026-Q1', who.dispatcher);
    expect(one).toMatchObject({ doneBy: 'record', doneWords: '活动通知和成果清单' });
    expect(one.actions.find(({ action }) => action === 'duty.complete')?.allowed).toBe(true);
    const refused = (actor: Actor, of: DutyOccurrenceView, body: object = {}) => county.refusal(completeDutyUseCase, actor, complete(of, body));
    expect(await refused(who.visitor, one)).toBe('access.forbidden');
    expect(await refused(who.director, one)).toBe('duty.not_owner');
    expect(await refused(who.dispatcher, one, { documentNo: ' ' })).toBe('request.invalid');
    expect(await refused(who.dispatcher, one, { doneOn: '2025-12-31' })).toBe('duty.day_unfit');
    expect(await refused(who.dispatcher, one, { doneOn: '2026-03-03' })).toBe('duty.day_unfit');
    expect(await refused(who.dispatcher, one, { expectedRevision: 9 })).toBe('duty.changed');
    expect(await refused(who.director, await find('D01', '2026-Q1'))).toBe('duty.by_act');
    expect(await refused(who.dispatcher, await find('D15', '2026-Q1'))).toBe('duty.by_act');
    await county.call(completeDutyUseCase, who.dispatcher, complete(one, { doneOn: '2026-01-01' }));
    expect(await refused(who.dispatcher, await find('D10', '2026-Q1'))).toBe('duty.not_open');
  });

  test('全县的职责不由只管一个单位、方案的一章或外地的人登记；乡镇一级的由本乡镇的人登记', async () => {
    const one = await find('D10', '2026-Q1');
    const town = (await list({})).items.find(({ ownerRole, doneBy }) => ownerRole === 'township' && doneBy === 'record');
    const unit = '01900000-0000-7000-8000-0000000000cc';
    const refused = (spec: object, of: DutyOccurrenceView) =>
      county.refusal(completeDutyUseCase, testActor({ roles: ['dispatcher', 'township'], ...spec }), complete(of, { expectedRevision: 99 }));
    for (const spec of [{ orgs: [unit] }, { planPaths: ['/p/1/'] }]) expect(await refused(spec, one)).toBe('duty.not_owner');
    const foreign = { ...testActor({ roles: ['dispatcher'] }), grants: testActor({ roles: ['dispatcher'], regions: ['110101'] }).grants };
    expect(await county.refusal(completeDutyUseCase, foreign, complete(one, {}))).toBe('duty.not_owner');
    expect(await refused({}, one)).toBe('duty.changed');
    expect(town === undefined ? 'none' : await refused({ orgs: [unit] }, town)).toBe('duty.changed');
  });

  test('列出的操作写明能不能办：登记按权限、再按承担的岗位，豁免和撤销豁免只给有权的人', async () => {
    const offered = async (actor: Actor) => Object.fromEntries((await find('D10', '2026-Q1', actor)).actions.map(({ action, allowed, reason }) => [action, allowed || reason]));
    const noExempting = expect.stringContaining('没有「豁免职责」的权限');
    expect(await offered(who.dispatcher)).toEqual({ 'duty.complete': true, 'duty.exempt': noExempting });
    expect(await offered(who.director)).toEqual({ 'duty.complete': expect.stringContaining('由调度员承担'), 'duty.exempt': true });
    expect(await offered(who.visitor)).toEqual({ 'duty.complete': expect.stringContaining('没有「登记职责完成」的权限'), 'duty.exempt': noExempting });
    const { revision } = await find('D10', '2026-Q1');
    await county.call(exemptDutyUseCase, who.director, { params: { code: 'D10', period: '2026-Q1' }, body: { reason: '机构改革', expectedRevision: revision } });
    expect(await offered(who.dispatcher)).toEqual({ 'duty.end-exemption': noExempting });
    expect(await offered(who.director)).toEqual({ 'duty.end-exemption': true });
  });

  test('登记错了写明理由撤回，可以再登记；豁免的不能登记', async () => {
    await county.call(completeDutyUseCase, who.dispatcher, complete(await find('D10', '2026-Q1'), {}));
    const key = { params: { code: 'D10', period: '2026-Q1' } };
    expect(await county.refusal(withdrawDutyCompletionUseCase, who.director, { ...key, body: { reason: '记错了季度' } })).toBe('duty.not_owner');
    await county.call(withdrawDutyCompletionUseCase, who.dispatcher, { ...key, body: { reason: '记错了季度' } });
    const again = await find('D10', '2026-Q1');
    expect(again).toMatchObject({ state: 'open', record: null, reason: '记错了季度' });
    expect(await county.refusal(withdrawDutyCompletionUseCase, who.dispatcher, { ...key, body: { reason: '再撤一次' } })).toBe('duty.no_record');
    await county.call(exemptDutyUseCase, who.director, { ...key, body: { reason: '机构改革', expectedRevision: again.revision } });
    expect(await county.refusal(completeDutyUseCase, who.dispatcher, complete(await find('D10', '2026-Q1'), {}))).toBe('duty.not_open');
  });

  test('「只看我的岗位」只列出本人岗位承担的', async () => {
    const own = await list({ mine: 'yes' }, who.dispatcher);
    expect(new Set(own.items.map(({ ownerRole }) => ownerRole))).toEqual(new Set(['dispatcher']));
    expect((await list({ mine: 'yes' }, who.visitor)).items).toEqual([]);
    expect(parseDay(own.today).toString()).toBe('2026-03-02');
  });
});

test('正在别处办成的职责：提醒等它提交，办成的不再提醒', async () => {
  await open('2026-02-10T09:00:00+08:00');
  const { label } = await find('D16-2', '2026-02');
  await withConnection(database().adminUrl, (admin) =>
    withConnection(database().adminUrl, async (watch) => {
      await admin.query('begin');
      await admin.query(
        `update kernel.duty_occurrence set state = 'done', object_type = 'test', object_id = '1', done_on = '2026-02-27' where region_code = $1 and duty_code = 'D16-2' and period = '2026-02'`,
        [county.runtime.region],
      );
      const working = county.goTo('2026-03-09T09:00:00+08:00');
      const waiting = async (): Promise<number> =>
        (await watch.query<{ n: number }>(`select count(*)::int4 as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rows[0]?.n ?? 0;
      await expect.poll(waiting).toBeGreaterThan(0);
      await admin.query('commit');
      await working;
    }),
  );
  const told = await Promise.all(Object.values(who).map((actor) => toldOf(actor, label)));
  expect(told.flat()).not.toContain('late');
  expect((await find('D16-2', '2026-02')).state).toBe('done');
});
