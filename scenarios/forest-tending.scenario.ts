import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { getBoard, getClause } from '#answer/contract';
import type { ContractBody } from '#answer/contract';
import { importPlanUseCase } from '#plan/server';
import { answerRoutes } from '../modules/answer/server/routes.ts';
import { stageHand } from '../tests/harness/world.ts';
import type { World } from '../tests/harness/world.ts';
import { story } from './story.ts';

interface State {
  readonly planId: string;
  readonly clauseKey: string;
  readonly people: Readonly<Record<'dispatcher' | 'director' | 'reporter' | 'verifier', Actor>>;
  contractId: string;
  entered: string[];
  verified: string[];
}

/** Calls a route of the module by its id, as the console would. */
async function send(
  world: World,
  actor: Actor,
  id: string,
  raw: { readonly params?: object; readonly query?: object; readonly body?: object; readonly file?: object },
): Promise<never> {
  const route = answerRoutes.find(({ endpoint }) => endpoint.id === id);
  if (route === undefined) throw new Error(`no route ${id}`);
  return (await world.run(actor, route as never, { query: {}, ...raw })) as never;
}

async function look(world: World, { planId, clauseKey, people }: Pick<State, 'planId' | 'clauseKey' | 'people'>, asOf?: string) {
  return getClause.reply.parse(await send(world, people.dispatcher, getClause.id, { params: { planId, clauseKey }, query: asOf === undefined ? {} : { asOf } }));
}

const keyOf = ({ planId, clauseKey }: Pick<State, 'planId' | 'clauseKey'>) => ({ planId, clauseKey });

async function enter(world: World, state: State, area: { readonly mu: string; readonly year: string }): Promise<string> {
  const bytes = new TextEncoder().encode(`森林抚育验收表（情景用，不是真实数据）\n${area.year}年 ${area.mu}亩\n`);
  const { documentId }: { documentId: string } = await send(world, state.people.reporter, 'answer.upload-document', {
    file: { name: `${area.year}年验收表.txt`, mediaType: 'text/plain', bytes },
  });
  const content = { kind: 'value', value: area.mu, unit: 'mu', from: `${area.year}-01-01`, to: `${area.year}-12-31`, occurredOn: `${area.year}-12-31`, reference: '验收表' };
  const { evidenceId }: { evidenceId: string } = await send(world, state.people.reporter, 'answer.enter-evidence', { params: keyOf(state), body: { content, documentId } });
  return evidenceId;
}

async function verify(world: World, state: State, evidenceId: string): Promise<void> {
  const body = { outcome: 'confirmed', method: 'site', note: '抽样丈量与验收表一致' };
  const { raisedEvidenceId }: { raisedEvidenceId: string } = await send(world, state.people.verifier, 'answer.verify-evidence', { params: { evidenceId }, body });
  state.verified.push(raisedEvidenceId);
}

async function begin(world: World): Promise<State> {
  const bytes = readFileSync(join(import.meta.dirname, '../examples/guzhen/plan.txt'));
  const { planId } = await world.run(stageHand(), importPlanUseCase, { body: {}, file: { name: '行动方案.txt', mediaType: 'text/plain', bytes } });
  await world.work();
  const people = {
    dispatcher: world.person('调度员', ['dispatcher']),
    director: world.person('办公室主任', ['office_director']),
    reporter: world.person('责任单位填报人', ['unit_reporter']),
    verifier: world.person('核验员', ['verifier']),
  };
  const board = getBoard.reply.parse(await send(world, people.dispatcher, getBoard.id, { params: { planId } }));
  const clauseKey = board.groups.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes('森林抚育'))?.clauseKey ?? '';
  return { planId, clauseKey, people, contractId: '', entered: [], verified: [] };
}

/** From the sentence of box 13 to green, and back when the ground says otherwise. Figures of areas are of the story only. */
export const forestTending = story<State>({
  name: 'forest-tending',
  title: '专栏13「完成森林抚育5万亩」：从约定到达标，再到撤回',
  from: '2021-03-01',
  working: ['plan', 'answer'],
  prose: [
    '方案专栏13写着「完成森林抚育5万亩」，没有写年度，也没有写由谁负责、凭什么算完成。这个故事走一遍：先约定凭什么证据、谁来审定；再由责任单位填报、由另一人到现场核实；达标之后又发现重复计算，撤回。',
    '面积都是情景里编的，只用来演示规则；方案原文是固镇县公开的行动方案。',
  ],
  begin,
  steps: [
    {
      day: '2021-03-01',
      say: '方案导入后，条款自动登记。调度员打开「完成森林抚育5万亩」，看到原文里正好这几个字亮着，状态是「未约定证据」，没有任何地方可以填完成百分比。',
      act: async (world, state) => {
        const clause = await look(world, state);
        expect(clause.clause.state).toBe('uncontracted');
        expect(clause.marks.map(({ start, end }) => clause.paragraph.slice(start, end)).join('')).toBe('完成森林抚育5万亩');
        expect(clause.groupLabel).toBe('专栏13');
      },
    },
    {
      say: '调度员按原文起草证据约定：各期验收面积累加，不低于5万亩，最低B级（文件经他人核实）；原文没有期限，截止日写成建议的2025年12月31日，并注明须以决定确认。',
      act: async (world, state) => {
        const { proposal } = await look(world, state);
        expect(proposal).toMatchObject({ minGrade: 'B', to: '2025-12-31', target: { kind: 'level', comparator: '=', number: '50000', unit: 'mu', aggregate: 'sum' } });
        expect(proposal?.doneMeans).toContain('截止日为建议，须以决定确认');
        const body = { body: proposal as ContractBody, replaces: null, note: '按原文起草' };
        const { contractId }: { contractId: string } = await send(world, state.people.dispatcher, 'answer.propose-contract', { params: keyOf(state), body });
        state.contractId = contractId;
        expect((await look(world, state)).clause.state).toBe('uncontracted');
      },
    },
    {
      say: '办公室主任审定约定（起草人自己不能审定）。状态变为「无证据」：有了标准，还没有凭据。',
      act: async (world, state) => {
        await send(world, state.people.director, 'answer.decide-contracts', {
          params: { planId: state.planId },
          body: { contractIds: [state.contractId], decision: 'approved', reason: '' },
        });
        expect((await look(world, state)).clause).toMatchObject({ state: 'empty', reason: '还没有任何有效证据。' });
      },
    },
    {
      day: '2022-01-10',
      say: '责任单位填报人填报2021年验收面积2万亩，上传验收表。这是自报，C级，低于约定的B级：状态是「有证据」，写明「核实后才能判定」。',
      act: async (world, state) => {
        state.entered.push(await enter(world, state, { mu: '20000', year: '2021' }));
        const { clause, evidence } = await look(world, state);
        expect(clause).toMatchObject({ state: 'evidenced', reason: expect.stringContaining('核实后才能判定') });
        expect(evidence.map(({ grade, voice }) => [grade, voice])).toEqual([['C', 'self']]);
      },
    },
    {
      day: '2022-01-20',
      say: '核验员到现场抽样丈量，与验收表一致，证据升为B级。判定写着：2万亩，要求不低于5万亩，相差3万亩；期限未到，仍是「有证据」。',
      act: async (world, state) => {
        await verify(world, state, state.entered[0] ?? '');
        const { clause, verdict } = await look(world, state);
        expect(clause.state).toBe('evidenced');
        expect(verdict?.sentence).toBe('2021-12-31的数为2万亩，要求不低于5万亩，未达标，相差3万亩。');
        expect(verdict?.share).toBe('0.4');
      },
    },
    {
      day: '2024-01-15',
      say: '填报2023年验收面积3万亩，另一人核实。两期相加正好5万亩，到了界上：状态变为「达标」。',
      act: async (world, state) => {
        state.entered.push(await enter(world, state, { mu: '30000', year: '2023' }));
        await verify(world, state, state.entered[1] ?? '');
        const { clause, verdict } = await look(world, state);
        expect(clause.state).toBe('met');
        expect(verdict?.inputs[0]?.text).toBe('5万亩（2份证据，截至2023-12-31）');
      },
    },
    {
      day: '2024-06-03',
      say: '复核发现2023年的3万亩里有地块与2021年重复。填报人撤回这份证据，写明理由；核实过的和自报的一起不再计入，状态当天变回「有证据」，两份记录划掉保留。',
      act: async (world, state) => {
        await send(world, state.people.reporter, 'answer.withdraw-evidence', { params: { evidenceId: state.verified[1] }, body: { reason: '与2021年地块重复，重新丈量后再报' } });
        const { clause, evidence } = await look(world, state);
        expect(clause.state).toBe('evidenced');
        expect(evidence.filter(({ status }) => status === 'withdrawn')).toHaveLength(2);
      },
    },
    {
      say: '打开「截至2024年6月2日」：页面与那天显示的一样，仍是「达标」。历史没有被改写，只是后来知道得更多。',
      act: async (world, state) => {
        expect((await look(world, state, '2024-06-02')).clause.state).toBe('met');
        expect((await look(world, state, '2022-01-15')).clause.state).toBe('evidenced');
        expect((await look(world, state, '2021-12-31')).clause.state).toBe('empty');
      },
    },
    {
      day: '2026-01-01',
      say: '期限过了，没有新的证据。过了零点系统自己核对，状态变为「未达标」，理由仍是那一句：2万亩，相差3万亩。',
      act: async (world, state) => {
        await world.work();
        const board = getBoard.reply.parse(await send(world, state.people.dispatcher, getBoard.id, { params: { planId: state.planId } }));
        const line = board.groups.flatMap(({ clauses }) => clauses).find(({ clauseKey }) => clauseKey === state.clauseKey);
        expect(line).toMatchObject({ state: 'unmet', reason: expect.stringContaining('相差3万亩') });
      },
    },
  ],
});
