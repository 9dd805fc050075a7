import { expect } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import type { OrderDetails } from '#supervision/contract';
import { actOnOrderUseCase } from '../modules/supervision/server/order/act-on-order.ts';
import { actOnChangeUseCase, applyChangeUseCase } from '../modules/supervision/server/order/change-order.ts';
import { getOrderUseCase } from '../modules/supervision/server/order/list-orders.ts';
import { proposeOrderUseCase } from '../modules/supervision/server/order/propose-order.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { story } from './story.ts';

interface State extends Stage {
  readonly second: Actor;
  readonly ownVerifier: Actor;
  order: OrderDetails;
}

const water = (state: Stage) => state.unit('水务局');
const of = ({ order }: State, action: string, more: object) => ({ params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况属实', ...more } });

async function act(state: State, actor: Actor, action: string, more: object = {}): Promise<void> {
  state.order = await state.run(actOnOrderUseCase, of(state, action, more), actor);
}
const refused = (state: State, actor: Actor, action: string, more: object = {}) => state.refusal(actOnOrderUseCase, of(state, action, more), actor);

async function refresh(state: State): Promise<void> {
  state.order = await state.run(getOrderUseCase, { params: { orderId: state.order.orderId } }, state.office('supervisor'));
}

async function handIn(state: State): Promise<void> {
  await act(state, state.staff(water(state), 'unit_reporter'), 'apply-completion');
  await act(state, state.staff(water(state), 'unit_head'), 'countersign');
}

async function askExtension(state: State, newDueOn: string): Promise<string> {
  const body = { kind: 'extension', reason: '汛期提前', newDueOn };
  return state.refusal(applyChangeUseCase, { params: { orderId: state.order.orderId }, body }, state.staff(water(state), 'unit_head'));
}

async function decideChange(state: State, actor: Actor, action: string): Promise<string> {
  const changeId = state.order.changes[0]?.changeId ?? '';
  return state.refusal(actOnChangeUseCase, { params: { orderId: state.order.orderId, changeId }, body: { action, note: '同意' } }, actor);
}

/** One order through everything that may happen to it. */
export const orderLife = story<State>({
  name: 'order-life',
  title: '一张督办单的一生：延期、两次退回升色、办结、销号、反弹',
  from: '2026-03-02',
  working: ['plan', 'answer', 'task', 'supervision'],
  prose: ['一事一单：从立项到销号，再到销号以后的反弹。每一步由谁办、不能由谁办、日子怎样算，都在这里走一遍。', '单位、人员和事项都是情景里编的。'],
  begin: async (world) => {
    const stage = await openStage(world, { units: ['水务局'] });
    const body = { title: '河道综合治理', matter: '完成清淤和堤防加固', standard: '通过竣工验收', dueOn: '2026-03-31', leadOrgId: water(stage).orgId, source: 'instruction' };
    return {
      ...stage,
      second: await stage.person('督查员乙', 'supervisor'),
      ownVerifier: await stage.person('水务局核验员', 'verifier', water(stage)),
      order: await stage.run(proposeOrderUseCase, { body }, stage.office('supervisor')),
    };
  },
  steps: [
    {
      day: '2026-03-02',
      say: '督查员立项送审，办公室主任审定交办：编号督办〔2026〕1号，时限3月31日。水务局联络员签收，指定责任人。',
      act: async (_world, state) => {
        await act(state, state.office('supervisor'), 'submit');
        await act(state, state.office('office_director'), 'approve');
        expect(state.order).toMatchObject({ number: '督办〔2026〕1号', state: 'issued', issuedOn: '2026-03-02', dueOriginalOn: '2026-03-31' });
        await act(state, state.staff(water(state), 'unit_liaison'), 'sign-in', { personId: water(state).people.unit_reporter });
      },
    },
    {
      day: '2026-03-09',
      say: '水务局申请延期到4月10日。申请人自己不能批；督查员初审、县领导批准后，现时限改为4月10日，原时限3月31日保留不变。',
      act: async (_world, state) => {
        await act(state, state.staff(water(state), 'unit_reporter'), 'feedback', { note: '清淤完成两公里' });
        expect(await askExtension(state, '2026-04-10')).toBe('done');
        await refresh(state);
        expect(await decideChange(state, state.staff(water(state), 'unit_head'), 'grant')).toMatch(/^access\./);
        expect(await decideChange(state, state.office('supervisor'), 'examine')).toBe('done');
        expect(await decideChange(state, state.office('county_leader'), 'grant')).toBe('done');
        await refresh(state);
        expect(state.order).toMatchObject({ dueOn: '2026-04-10', dueOriginalOn: '2026-03-31', changes: [{ state: 'granted' }] });
      },
    },
    {
      day: '2026-03-23',
      say: '水务局申请办结。督查员第一次退回：缺少佐证，退回次数1，不升色。',
      act: async (_world, state) => {
        await handIn(state);
        await act(state, state.office('supervisor'), 'return', { ground: 'no-proof' });
        expect(state.order).toMatchObject({ state: 'returned', returns: 1, colour: 'none' });
      },
    },
    {
      day: '2026-03-30',
      say: '重办后再次申请，另一督查员第二次退回：未达标准。系统当即升为黄色，记录写着「第二次退回，已退回2次，达到2次」。',
      act: async (_world, state) => {
        await act(state, state.staff(water(state), 'unit_reporter'), 'redo');
        await handIn(state);
        await act(state, state.second, 'return', { ground: 'below-standard' });
        expect(state.order).toMatchObject({ state: 'returned', returns: 2, colour: 'yellow' });
        expect(state.order.entries.at(-1)).toMatchObject({ action: 'raise-colour', reason: '第二次退回', note: '已退回2次，达到2次' });
      },
    },
    {
      day: '2026-04-10',
      say: '到了现时限的当天再申请延期：被拒绝，延期须在到期日之前申请。',
      act: async (_world, state) => {
        await act(state, state.staff(water(state), 'unit_reporter'), 'redo');
        expect(await askExtension(state, '2026-04-20')).toBe('supervision.change_unfit');
      },
    },
    {
      day: '2026-04-14',
      say: '第三次申请，初审通过。办公室主任不能按蓝色办结黄色的单；县领导终审办结：比现时限迟4天，比原时限迟14天，两个数都写着。',
      act: async (_world, state) => {
        await handIn(state);
        await act(state, state.office('supervisor'), 'review');
        expect(await refused(state, state.office('office_director'), 'finalise-blue')).toBe('order.other_colour');
        await act(state, state.office('county_leader'), 'finalise');
        expect(state.order).toMatchObject({ state: 'completed', timing: { daysLate: 4, daysLateOriginal: 14, isOverdue: true } });
      },
    },
    {
      day: '2026-04-20',
      say: '办结不等于销号。水务局的核验员不能销自己单位的号；别处的核验员到现场核验后销号。',
      act: async (_world, state) => {
        expect(await refused(state, state.ownVerifier, 'close')).toBe('order.own_unit');
        await act(state, state.office('verifier'), 'close', { note: '现场核验，验收意见书齐备' });
        expect(state.order.state).toBe('closed');
      },
    },
    {
      day: '2026-06-01',
      say: '堤防渗水，督查员确认反弹：开始第二轮，新时限6月30日；原销号记录和原时限仍在。',
      act: async (_world, state) => {
        await act(state, state.office('supervisor'), 'rebound', { note: '堤防渗水', dueOn: '2026-06-30' });
        expect(state.order).toMatchObject({ state: 'handling', cycle: 2, dueOn: '2026-06-30', dueOriginalOn: '2026-03-31' });
        expect(state.order.entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['close', 'rebound']));
      },
    },
  ],
});
