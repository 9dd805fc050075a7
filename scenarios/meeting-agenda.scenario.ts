import { expect } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { getBoard } from '#answer/contract';
import type { MeetingDetails } from '#meeting/contract';
import type { BlockageDetails } from '#supervision/contract';
import { answerRoutes } from '../modules/answer/server/routes.ts';
import { addAgendaItemUseCase } from '../modules/meeting/server/edit-agenda.ts';
import { getMeetingUseCase, planMeetingUseCase, rebuildAgendaUseCase } from '../modules/meeting/server/run-meeting.ts';
import { getTaskUseCase } from '../modules/task/server/get-task.ts';
import { takeAssignmentStepUseCase } from '../modules/task/server/take-assignment-step.ts';
import { publishWorkPointsUseCase } from '../modules/task/server/work-points.ts';
import { acceptAll, acceptedTasks } from '../tests/harness/accepted-tasks.ts';
import { attend, changeItem, decideItem, idleOrder, itemOf, raiseLand, refusedStep, seatMembers, setLandAuthorities, stepMeeting } from './meeting-acts.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { story } from './story.ts';

interface State extends Stage {
  readonly taskIds: readonly string[];
  blockage: BlockageDetails;
  meeting: MeetingDetails;
}

const director = (state: Stage): Actor => state.office('office_director');

/** Calls a route of module answer by its id, as the console would. */
async function answer(state: Stage, actor: Actor, id: string, raw: { readonly params?: object; readonly query?: object; readonly body?: object }): Promise<never> {
  const route = answerRoutes.find(({ endpoint }) => endpoint.id === id);
  return (await state.run(route as never, { query: {}, ...raw }, actor)) as never;
}

/** The fourth clause is agreed to be judged by a value that the city hands down, which it has not. */
async function agreeDelegated(state: State): Promise<void> {
  const board = getBoard.reply.parse(await answer(state, state.office('dispatcher'), getBoard.id, { params: { planId: state.planId } }));
  const clause = board.groups.flatMap(({ clauses }) => clauses).at(-1);
  const params = { planId: state.planId, clauseKey: clause?.clauseKey ?? '' };
  const target = { kind: 'delegated', issuers: ['市级'], direction: 'up' };
  const body = {
    target,
    accepts: ['value'],
    minGrade: 'B',
    from: '2026-01-01',
    to: '2026-12-31',
    freshDays: null,
    sources: [],
    tolerance: '0',
    bonusOnly: false,
    doneMeans: '完成数不低于市级下达数',
  };
  const proposed: { contractId: string } = await answer(state, state.office('dispatcher'), 'answer.propose-contract', { params, body: { body, replaces: null, note: '情景' } });
  await answer(state, director(state), 'answer.decide-contracts', {
    params: { planId: state.planId },
    body: { contractIds: [proposed.contractId], decision: 'approved', reason: '' },
  });
}

/** The unit of the second task sends it back, is told to keep it, and sends it back again. */
async function refuseTwice(state: State): Promise<void> {
  const act = async (actor: Actor, body: object) => {
    const { assignments } = await state.run(getTaskUseCase, { params: { taskId: state.taskIds[1] } }, director(state));
    const row = assignments.find(({ role, state: stands }) => role === 'lead' && stands !== 'changed');
    await state.run(takeAssignmentStepUseCase, { params: { assignmentId: row?.assignmentId }, body: { expectedRevision: row?.revision, ...body } }, actor);
  };
  const deputy = state.staff(state.unit('水务局'), 'unit_deputy');
  await act(deputy, { action: 'refuse', ground: 'not-ours', reason: '职责在另一单位' });
  await act(director(state), { action: 'keep', reason: '职责相近' });
  await act(deputy, { action: 'refuse', ground: 'not-ours', reason: '仍认为职责在另一单位' });
}

/** The agenda that nobody types. */
export const meetingAgenda = story<State>({
  name: 'meeting-agenda',
  title: '一次领导小组会议：议程由系统排出',
  from: '2026-03-02',
  working: ['plan', 'answer', 'task', 'supervision', 'meeting'],
  prose: [
    '办公室安排会议，不用打一个议题：滞后的督办单、等了太久的需协调事项、要裁定的退签、上级没有下达的目标、等审定的清单，系统各归其类，按算式排好；上次会议的决定先报落实。',
    '单位、人员和事项都是情景里编的。',
  ],
  begin: async (world) => {
    const stage = await openStage(world, { units: ['水务局', '自然资源局', '县政府班子', '领导小组办公室'] });
    await setLandAuthorities(stage, { unit: stage.unit('自然资源局'), leader: stage.unit('县政府班子'), group: stage.unit('领导小组办公室') });
    await seatMembers(stage, ['县长', '常务副县长', '水务局长']);
    await world.work();
    const accepted = await acceptedTasks(
      stage,
      2026,
      [0, 1, 2, 3].map((clause) => ({ clause, units: [0] })),
      { unaccepted: [1] },
    );
    return { ...stage, taskIds: accepted.map(({ taskId }) => taskId), blockage: undefined as never, meeting: undefined as never };
  },
  steps: [
    {
      day: '2026-04-01',
      say: '三件事在日常里发生：一张4月3日到期的督办单没有动静；水务局的泵站用地没有批；水务局两次退签同一项任务，会商没有结果。另有一个条款约定按市级下达的数评价，市级还没有下达。',
      act: async (_world, state) => {
        await idleOrder(state, state.unit('水务局'), '2026-04-03');
        state.blockage = await raiseLand(state, state.unit('水务局'), '2026-04-01');
        await refuseTwice(state);
        await agreeDelegated(state);
        await state.world.work();
      },
    },
    {
      day: '2026-05-15',
      say: '安排5月20日的会议。系统排出四类议题：严重滞后的督办单（提示单不上会）、提请协调的用地、提请裁定的退签、待市级下达的目标，每项一页，写着算式。办公室一个字也没有打。',
      act: async (_world, state) => {
        await state.moveTo('2026-05-15T09:00:00+08:00');
        state.meeting = await state.run(planMeetingUseCase, { body: { title: '领导小组第一次会议', heldOn: '2026-05-20' } }, director(state));
        expect(state.meeting.agenda.map(({ group, isBySystem }) => [group, isBySystem])).toEqual([
          ['red', true],
          ['blockage', true],
          ['ruling', true],
          ['target', true],
        ]);
        expect(itemOf(state.meeting, 'ruling')?.page).toContain('水务局第2次退签，理由：非本单位职责');
        expect(itemOf(state.meeting, 'target')?.title).toMatch(/^待市级下达：/);
        expect(state.meeting.agenda.every(({ formula }) => /＝\d+\.\d\d$/.test(formula))).toBe(true);
      },
    },
    {
      say: '县领导裁定退签由水务局承担，这一年的四个条款全部签收。重新生成议程：裁定的一项由系统撤下，同时多出「审定2026年度任务分解表和工作要点」。',
      act: async (_world, state) => {
        const { assignments } = await state.run(getTaskUseCase, { params: { taskId: state.taskIds[1] } }, director(state));
        const row = assignments.find(({ state: stands }) => stands === 'refused');
        const body = { action: 'rule', expectedRevision: row?.revision, reason: '由水务局承担' };
        await state.run(takeAssignmentStepUseCase, { params: { assignmentId: row?.assignmentId }, body }, state.office('county_leader'));
        await acceptAll(state, state.taskIds[1] ?? '');
        state.meeting = await state.run(rebuildAgendaUseCase, { params: { meetingId: state.meeting.meetingId } }, director(state));
        expect(state.meeting.agenda.filter(({ state: stands }) => stands !== 'dropped').map(({ group }) => group)).toEqual(['red', 'blockage', 'target', 'list']);
        expect(state.meeting.agenda.find(({ group }) => group === 'ruling')).toMatchObject({ state: 'dropped', reason: '事项已经了结，系统撤下' });
        expect(itemOf(state.meeting, 'list')).toMatchObject({ title: '审定2026年度任务分解表和工作要点', isBySystem: true });
      },
    },
    {
      say: '办公室把用地提到最前，写明理由；再生成一次，人工的次序保留。涉密的题目一律不收。冻结以后增加的议题带着标记。',
      act: async (_world, state) => {
        const params = { meetingId: state.meeting.meetingId };
        state.meeting = await stepMeeting(state, state.meeting, 'collect');
        expect(await state.refusal(addAgendaItemUseCase, { params, body: { title: '涉密事项', reason: '领导交办' } }, director(state))).toBe('meeting.secret');
        state.meeting = await changeItem(state, state.meeting, 'blockage', { action: 'move', position: 1, reason: '开工在即' });
        state.meeting = await state.run(rebuildAgendaUseCase, { params }, director(state));
        expect(state.meeting.agenda[0]).toMatchObject({ group: 'blockage', reason: '开工在即' });
        state.meeting = await stepMeeting(state, state.meeting, 'freeze');
        state.meeting = await state.run(addAgendaItemUseCase, { params, body: { title: '研究防汛准备', group: 'other', reason: '县长交办' } }, director(state));
        expect(itemOf(state.meeting, 'other')).toMatchObject({ isLate: true, isBySystem: false, reason: '县长交办' });
      },
    },
    {
      day: '2026-05-20',
      say: '开会：用地成为任务，清单批准，其余知悉。还有议题没有结果时不能散会；每项都有了结果，散会起草纪要。',
      act: async (_world, state) => {
        for (const name of ['县长', '常务副县长']) state.meeting = await attend(state, state.meeting, name, { presence: 'present' });
        state.meeting = await stepMeeting(state, state.meeting, 'hold');
        const task = { kind: 'task', text: '落实泵站用地指标', leadOrgId: state.unit('自然资源局').orgId, coOrgIds: [], dueOn: '2026-06-12', standard: '取得用地批复' };
        state.meeting = await decideItem(state, state.meeting, 'blockage', task);
        expect(await refusedStep(state, state.meeting, 'end')).toBe('meeting.items_open');
        state.meeting = await decideItem(state, state.meeting, 'list', { kind: 'approve', text: '同意2026年度任务分解表和工作要点' });
        for (const group of ['red', 'target', 'other']) state.meeting = await changeItem(state, state.meeting, group, { action: 'note' });
        state.meeting = await stepMeeting(state, state.meeting, 'end');
        state.meeting = await stepMeeting(state, state.meeting, 'issue', { minutesNo: '情景纪〔2026〕1号' });
      },
    },
    {
      day: '2026-06-22',
      say: '按会议批准印发工作要点。安排下一次会议：开头是以往决定的落实，逾期10天的用地排在最前；清单已经印发，不再上会；滞后的、待下达的仍在；水务局没有报送、任务到期得到的五张提示单一直无人办理，升成了警示单，自己排了进来。县领导能看，不能改。',
      act: async (_world, state) => {
        await state.run(publishWorkPointsUseCase, { body: { planId: state.planId, year: 2026, documentNo: '情景〔2026〕3号' } }, director(state));
        await state.moveTo('2026-06-22T09:00:00+08:00');
        const next = await state.run(planMeetingUseCase, { body: { title: '领导小组第二次会议', heldOn: '2026-06-24' } }, director(state));
        expect(next.fateCounts).toEqual({ done: 0, open: 0, late: 1 });
        expect(next.agenda.map(({ group }) => group)).toEqual(['fate', ...Array.from({ length: 6 }, () => 'red'), 'blockage', 'target']);
        expect(next.agenda[0]).toMatchObject({ title: '落实泵站用地指标', page: expect.stringContaining('逾期10天') });
        const seen = await state.run(getMeetingUseCase, { params: { meetingId: next.meetingId } }, state.office('county_leader'));
        expect(seen.actions.every(({ allowed }) => !allowed)).toBe(true);
      },
    },
  ],
});
