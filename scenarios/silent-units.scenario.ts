import { expect } from 'vitest';
import { getRoundUseCase, listRoundsUseCase } from '../modules/task/server/rounds.ts';
import { saveReportUseCase } from '../modules/task/server/save-report.ts';
import { takeReportStepsUseCase } from '../modules/task/server/take-report-steps.ts';
import { listOrdersUseCase } from '../modules/supervision/server/order/list-orders.ts';
import { acceptedTasks } from '../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../tests/harness/accepted-tasks.ts';
import type { TaskUnit } from '../tests/harness/task-world.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { story } from './story.ts';

interface State extends Stage {
  readonly tasks: readonly AcceptedTask[];
  reportIds: readonly string[];
}

const unitAt = ({ units }: Stage, index: number) => units[index] as TaskUnit;
const rounds = async (state: State) => (await state.run(listRoundsUseCase, { query: {} }, state.office('dispatcher'))).items;
const orders = async (state: State) => (await state.run(listOrdersUseCase, { query: { standing: 'all', source: 'rule', limit: '100' } }, state.office('supervisor'))).items;
const orderOf = async (state: State, unit: string) => (await orders(state)).find(({ lead }) => lead.name === unit);

async function report(state: State, index: number): Promise<string> {
  const roundId = (await rounds(state)).find(({ round }) => round.period === '2020-10')?.round.roundId ?? '';
  const params = { roundId, assignmentId: state.tasks[index]?.assignments.get(unitAt(state, index).orgId) ?? '' };
  const body = { expectedRevision: 0, content: { done: '完成前期工作', judgement: 'normal' }, isSubmitted: true };
  return (await state.run(saveReportUseCase, { params, body }, state.staff(unitAt(state, index), 'unit_reporter'))).reportId;
}
const sign = (state: State, index: number, reportId: string) =>
  state.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, state.staff(unitAt(state, index), 'unit_head'));

/** A round that opens, closes, orders and seals by the working calendar alone. */
export const silentUnits = story<State>({
  name: 'silent-units',
  title: '一轮调度：1日自行开放，两个单位沉默，按规则的日子得到督办单',
  from: '2020-10-12',
  working: ['plan', 'answer', 'task', 'supervision'],
  prose: [
    '2020年10月的调度，四个单位各有一项每月填报的任务。开放、截止、督办单、升色、封账都由系统按工作日历进行，没有人点过任何按钮。',
    '日子取自规则：11月1日（周日）零时开放，11月5日（周四）截止，次一工作日交办，截止后3个工作日封账。单位和任务都是情景里编的。',
  ],
  begin: async (world) => {
    const stage = await openStage(world, { units: ['甲局', '乙局', '丙局', '丁局'] });
    const wishes = [0, 1, 2, 3].map((index) => ({ clause: index, units: [index], change: { tier: 'monthly' as const } }));
    return { ...stage, tasks: await acceptedTasks(stage, 2020, wishes), reportIds: [] };
  },
  steps: [
    {
      day: '2020-11-01',
      say: '前一天的最后一秒还没有这一轮；11月1日零时，系统开放10月的调度：应报4项，11月5日截止，11月6日交办，11月10日是封账前最后一天。',
      act: async (_world, state) => {
        await state.moveTo('2020-10-31T23:59:59+08:00');
        expect(await rounds(state)).toEqual([]);
        await state.moveTo('2020-11-01T00:00:00+08:00');
        const [opened] = await rounds(state);
        expect(opened?.round).toMatchObject({ period: '2020-10', state: 'open', closesOn: '2020-11-05', ordersOn: '2020-11-06', sealsOn: '2020-11-10' });
        expect(opened?.rates).toMatchObject({ expected: 4, received: { numerator: 0, denominator: 4 } });
      },
    },
    {
      day: '2020-11-04',
      say: '甲局、乙局的填报人提交，等单位领导审签。',
      act: async (_world, state) => {
        state.reportIds = [await report(state, 0), await report(state, 1)];
      },
    },
    {
      day: '2020-11-05',
      say: '截止日的最后一秒，两位单位领导审签：仍算按时。丙局、丁局没有动静；这一天还没有督办单。',
      act: async (_world, state) => {
        await state.moveTo('2020-11-05T23:59:59+08:00');
        for (const [index, reportId] of state.reportIds.entries()) expect(await sign(state, index, reportId)).toMatchObject({ done: 1 });
        await state.moveTo('2020-11-05T23:59:59+08:00');
        expect(await orders(state)).toEqual([]);
      },
    },
    {
      day: '2020-11-06',
      say: '零时过后，这一轮截止，报送率2/4，按时率2/4。丙局、丁局各收到一张蓝色提示单，编有文号，5个工作日内答复；甲局、乙局没有。系统再跑几遍也不会多出一张。',
      act: async (_world, state) => {
        await state.moveTo('2020-11-06T00:00:00+08:00');
        const [closed] = await rounds(state);
        expect(closed?.round.state).toBe('closed');
        const board = await state.run(getRoundUseCase, { params: { roundId: closed?.round.roundId } }, state.office('dispatcher'));
        expect(board.rates).toMatchObject({ received: { numerator: 2, denominator: 4, percent: '50.0' }, onTime: { numerator: 2, denominator: 4 } });
        await state.moveTo('2020-11-06T08:00:00+08:00');
        const given = await orders(state);
        expect(given.map(({ lead, colour, state: stands, isAutomatic, dueOn }) => [lead.name, colour, stands, isAutomatic, dueOn]).sort()).toEqual([
          ['丁局', 'blue', 'issued', true, '2020-11-13'],
          ['丙局', 'blue', 'issued', true, '2020-11-13'],
        ]);
        expect(given.map(({ number }) => number).sort()).toEqual(['督办〔2020〕1号', '督办〔2020〕2号']);
        await state.moveTo('2020-11-06T20:00:00+08:00');
        expect(await orders(state)).toHaveLength(2);
      },
    },
    {
      day: '2020-11-09',
      say: '丙局补报并审签：记为迟报，它的提示单随即自动销号，仍然计数。',
      act: async (_world, state) => {
        await sign(state, 2, await report(state, 2));
        await state.moveTo('2020-11-09T18:00:00+08:00');
        expect(await orderOf(state, '丙局')).toMatchObject({ state: 'closed', colour: 'blue' });
        const [round] = await rounds(state);
        expect(round?.rates).toMatchObject({ received: { numerator: 3 }, onTime: { numerator: 2 } });
      },
    },
    {
      day: '2020-11-10',
      say: '封账前的最后一秒，这一轮仍是截止；11月11日零时系统封账。',
      act: async (_world, state) => {
        await state.moveTo('2020-11-10T23:59:59+08:00');
        expect((await rounds(state))[0]?.round.state).toBe('closed');
        await state.moveTo('2020-11-11T00:00:00+08:00');
        expect((await rounds(state))[0]?.round.state).toBe('sealed');
      },
    },
    {
      day: '2020-11-16',
      say: '丁局到13日仍没有答复。13日夜里提示单还是蓝色；过了期限升为黄色，写明原因。',
      act: async (_world, state) => {
        await state.moveTo('2020-11-13T23:00:00+08:00');
        expect(await orderOf(state, '丁局')).toMatchObject({ colour: 'blue', state: 'issued' });
        await state.moveTo('2020-11-16T08:00:00+08:00');
        expect(await orderOf(state, '丁局')).toMatchObject({ colour: 'yellow', state: 'issued' });
      },
    },
    {
      day: '2020-12-02',
      say: '下一轮（11月）已经自行开放，10月的一轮留在封账状态。',
      act: async (_world, state) => {
        await state.moveTo('2020-12-02T09:00:00+08:00');
        expect((await rounds(state)).map(({ round }) => [round.period, round.state])).toEqual([
          ['2020-11', 'open'],
          ['2020-10', 'sealed'],
        ]);
      },
    },
  ],
});
