import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/refusals.ts';
import { parseDay, parseMoment } from '#kernel/calendar.ts';
import { transaction } from '#kernel/server/db.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import { acceptedTasks } from '../../../../tests/harness/accepted-tasks.ts';
import { greenPlan } from '../../../../tests/harness/green-plan.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../../tests/harness/task-world.ts';
import { getBoardUseCase } from '../../../answer/server/get-board.ts';
import { getClauseUseCase } from '../../../answer/server/get-clause.ts';
import { decideContractsUseCase, proposeContractUseCase } from '../../../answer/server/decide-contracts.ts';
import { uploadDocumentUseCase } from '../../../answer/server/documents.ts';
import { enterEvidenceUseCase, withdrawEvidenceUseCase } from '../../../answer/server/evidence-acts.ts';
import { getTaskUseCase } from '../../../task/server/get-task.ts';
import { listRoundsUseCase } from '../../../task/server/rounds.ts';
import { saveReportUseCase } from '../../../task/server/save-report.ts';
import { takeItemStepUseCase } from '../../../task/server/take-item-step.ts';
import { takeReportStepsUseCase } from '../../../task/server/take-report-steps.ts';
import { actOnBlockageUseCase } from '../blockage/act-on-blockage.ts';
import { raiseBlockageUseCase } from '../blockage/raise-blockage.ts';
import { compileObject, compileRuleSet, dayNumber, dayText, endOfDay, replay } from '../../domain/index.ts';
import { defaultLightRules } from '../../contract/index.ts';
import { exportClauseLightsUseCase, getClauseLightUseCase, listClauseLightsUseCase } from './clause-lights.ts';
import { listLightMarksUseCase } from './list-light-marks.ts';
import { exportStoredLightsUseCase, listStoredLightsUseCase } from './list-stored-lights.ts';
import { lightStore } from './light-store.ts';
import { workingDaysFor } from './light-rules-on.ts';
import { gatherAll } from './store-lights.ts';

const database = databaseForFile();
let world: TaskWorld | undefined;
afterEach(() => world?.close());

const acts = ['report', 'approve', 'unapprove', 'raise', 'withdraw', 'solve', 'rule', 'suspend', 'resume', 'evidence', 'retract', 'nothing'] as const;
type Act = (typeof acts)[number];

interface County {
  readonly world: TaskWorld;
  readonly taskIds: readonly string[];
  readonly assignments: readonly ReadonlyMap<string, string>[];
  readonly clauseKey: string;
  readonly reports: string[];
  readonly blockages: string[];
  readonly evidence: string[];
}

async function openCounty(): Promise<County> {
  const here = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2, plan: greenPlan });
  world = here;
  const tasks = await acceptedTasks(here, 2026, [
    { clause: 0, units: [0], change: { tier: 'monthly' } },
    { clause: 1, units: [1], change: { tier: 'monthly' } },
  ]);
  const { planId } = here;
  await here.moveTo('2026-03-02T10:00:00+08:00');
  const board = await here.run(getBoardUseCase, { params: { planId }, query: {} }, here.office('dispatcher'));
  const clauseKey = board.groups.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes('森林村庄'))?.clauseKey ?? '';
  const clause = await here.run(getClauseUseCase, { params: { planId, clauseKey }, query: {} }, here.office('dispatcher'));
  const body = { ...clause.proposal, accepts: ['value', 'count'], minGrade: 'D', freshDays: 20, from: '2026-01-01', to: '2026-12-31' };
  const { contractId } = await here.run(proposeContractUseCase, { params: { planId, clauseKey }, body: { body, replaces: null, note: '试' } }, here.office('dispatcher'));
  const decision = { contractIds: [contractId], decision: 'approved', reason: '' };
  await here.run(decideContractsUseCase, { params: { planId }, body: decision }, here.office('office_director'));
  return { world: here, taskIds: tasks.map(({ taskId }) => taskId), assignments: tasks.map((task) => task.assignments), clauseKey, reports: [], blockages: [], evidence: [] };
}

const unit = (county: County, index: number): TaskUnit => county.world.units[index] as TaskUnit;

/** Reports with the milestones that are due claimed; approving proves them, taking the approval back withdraws the proof. */
async function report({ world: here, assignments, taskIds, reports }: County, of: number): Promise<void> {
  const { items } = await here.run(listRoundsUseCase, { query: {} }, here.office('dispatcher'));
  const roundId = items[0]?.round.roundId;
  const owner = here.units[of] as TaskUnit;
  const assignmentId = assignments[of]?.get(owner.orgId);
  const { milestones } = await here.run(getTaskUseCase, { params: { taskId: taskIds[of] } }, here.office('office_director'));
  const claims = milestones.slice(0, 1).map(({ milestoneId }) => ({ milestoneId, proof: '验收单已附' }));
  const content = { done: '完成抚育三百亩', next: '继续推进抚育', judgement: 'normal', claims };
  const saved = await here.run(
    saveReportUseCase,
    { params: { roundId, assignmentId }, body: { expectedRevision: 0, content, isSubmitted: true } },
    here.staff(owner, 'unit_reporter'),
  );
  reports.push(saved.reportId);
  await here.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [saved.reportId] } }, here.staff(owner, 'unit_head'));
}

async function step(county: County, blockageId: string, who: ReturnType<TaskWorld['office']>, body: object): Promise<void> {
  const row = await transaction(county.world.runtime.pool, { region: county.world.region, mode: 'read' }, (tx) =>
    import('../blockage/blockage-rows.ts').then(({ blockageRows }) => blockageRows.find(tx, blockageId)),
  );
  await county.world.run(actOnBlockageUseCase, { params: { blockageId }, body: { revision: row?.revision, note: '说明', ...body } }, who);
}

async function blockageAct(county: County, act: Act, day: string, of: number): Promise<void> {
  const last = county.blockages.at(-1);
  if (last === undefined && act !== 'raise') return;
  const raiser = county.world.staff(unit(county, of), 'unit_liaison');
  const authority = county.world.staff(unit(county, 1 - of), 'unit_liaison');
  if (act === 'raise') {
    const object = { objectKind: 'task', objectId: county.taskIds[of], objectTitle: '任务' };
    const body = { type: 'land', title: '用地', what: '用地未批', raisedOrgId: unit(county, of).orgId, authorityOrgId: unit(county, 1 - of).orgId, ...object, sinceOn: day };
    county.blockages.push((await county.world.run(raiseBlockageUseCase, { body }, raiser)).blockageId);
  } else if (act === 'withdraw') await step(county, last ?? '', county.world.office('office_director'), { action: 'withdraw' });
  else if (act === 'rule') await step(county, last ?? '', county.world.office('office_director'), { action: 'rule-days', fromOn: '2026-03-10', toOn: day });
  else {
    await step(county, last ?? '', authority, { action: 'accept' }).catch(() => undefined);
    await step(county, last ?? '', authority, { action: 'answer', answer: 'solved' });
    await step(county, last ?? '', county.world.office('office_director'), { action: 'confirm' });
  }
}

async function itemAct({ world: here, taskIds }: County, action: string, of: number): Promise<void> {
  const { revision } = (await here.run(getTaskUseCase, { params: { taskId: taskIds[of] } }, here.office('county_leader'))).task;
  await here.run(takeItemStepUseCase, { params: { taskId: taskIds[of] }, body: { action, expectedRevision: revision, reason: '按文件办理' } }, here.office('county_leader'));
}

async function evidenceAct(county: County, act: Act, day: string): Promise<void> {
  const { world: here, clauseKey } = county;
  const reporter = here.actor('unit_reporter');
  if (act === 'retract') {
    const evidenceId = county.evidence.pop();
    if (evidenceId !== undefined) await here.run(withdrawEvidenceUseCase, { params: { evidenceId }, body: { reason: '填报有误' } }, reporter);
    return;
  }
  const file = { name: '台账.txt', mediaType: 'text/plain', bytes: Buffer.from(`台账${day}`) };
  const { documentId } = await here.run(uploadDocumentUseCase, { file }, reporter);
  const month = day.slice(0, 7);
  const value = String(Number(day.slice(8)) % 3);
  const content = { kind: 'value', value, unit: '个', from: '2026-01-01', to: day, occurredOn: `${month}-01`, note: day };
  const sent = { params: { planId: here.planId, clauseKey }, body: { content, documentId, confirmation: '数据属实，已经核对' } };
  const { evidenceId } = await here.run(enterEvidenceUseCase, sent, reporter);
  county.evidence.push(evidenceId);
}

/** An act that the state forbids is refused and changes nothing; the next one goes on. */
const taken = new Set<Act>();
async function take(county: County, act: Act, day: string, of: number): Promise<void> {
  try {
    if (act === 'report') await report(county, of);
    else if (act === 'approve' || act === 'unapprove') {
      const body = { action: act, reportIds: county.reports.slice(-1), reason: '核对有误', ground: 'unclear' };
      await county.world.run(takeReportStepsUseCase, { body }, county.world.office('data_reviewer'));
    } else if (act === 'suspend' || act === 'resume') await itemAct(county, act, of);
    else if (act === 'evidence' || act === 'retract') await evidenceAct(county, act, day);
    else if (act !== 'nothing') await blockageAct(county, act, day, of);
    taken.add(act);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Stored rows beside a replay of the same day as known then, made from what is in the database now. */
async function compared({ world: here }: County): Promise<{ readonly stored: readonly string[]; readonly replayed: readonly string[] }> {
  const set = compileRuleSet(defaultLightRules);
  return transaction(here.runtime.pool, { region: here.region, mode: 'read' }, async (tx) => {
    const now = here.runtime.clock.now();
    const context = systemContext(here.runtime, tx, { part: 'test', now });
    const { tasks, clauses } = await gatherAll(context, parseDay('2026-06-30'));
    const workingDays = await workingDaysFor(context);
    const objects = new Map([...tasks, ...clauses].map(({ object }) => [object.objectId, compileObject(object)]));
    const rows = await lightStore.since(tx, '2026-01-01');
    const stored = rows.map((row) => `${row.object_kind} ${row.object_id} ${row.day_on} ${row.object_light}/${row.unit_light}`);
    const replayed = rows.map((row) => {
      const object = objects.get(row.object_id);
      const day = dayNumber(row.day_on);
      const range = { from: day, to: day, mode: 'as-then' as const, now: Math.max(endOfDay(day), now.epochMilliseconds), workingDays };
      const [light] = object === undefined ? [] : replay(object, range, () => set);
      return `${row.object_kind} ${row.object_id} ${row.day_on} ${light?.objectLight}/${light?.unitLight}`;
    });
    return { stored, replayed };
  });
}

/** Every history begins with figures, proofs and their withdrawal; what follows is by chance (a fixed seed). */
const beginning = [
  { days: 3, act: 'evidence', of: 0 },
  { days: 28, act: 'report', of: 0 },
  { days: 1, act: 'approve', of: 0 },
  { days: 3, act: 'evidence', of: 0 },
  { days: 2, act: 'retract', of: 0 },
  { days: 1, act: 'unapprove', of: 0 },
] as const;
const chance = fc.array(fc.record({ days: fc.integer({ min: 2, max: 8 }), act: fc.constantFrom(...acts), of: fc.constantFrom(0, 1) }), { minLength: 6, maxLength: 7 });

describe('存下的灯号', () => {
  test('任意一段历史：每一天存下的灯号，等于事后按「当时已知」重放的灯号；每天每个对象恰好一行', async () => {
    await fc.assert(
      fc.asyncProperty(chance, async (steps) => {
        const county = await openCounty();
        let day = dayNumber('2026-03-02');
        for (const { days, act, of } of [...beginning, ...steps]) {
          day += days;
          await county.world.moveTo(`${dayText(day)}T15:00:00+08:00`);
          await take(county, act, dayText(day), of);
        }
        await county.world.moveTo(`${dayText(day + 1)}T15:00:00+08:00`);
        const { stored, replayed } = await compared(county);
        expect(replayed).toEqual(stored);
        const ofTask = stored.filter((line) => line.includes(county.taskIds[0] ?? ''));
        // One row for every day since the task was handed out, none twice.
        expect(ofTask).toHaveLength(day - dayNumber('2026-03-02') + 1);
        expect(new Set(stored).size).toBe(stored.length);
        expect(stored.some((line) => line.startsWith('clause'))).toBe(true);
        await county.world.close();
        world = undefined;
      }),
      { seed: 20261128, numRuns: 3, endOnFailure: true },
    );
    expect([...taken]).toEqual(expect.arrayContaining(['evidence', 'retract', 'report', 'approve', 'unapprove']));
  }, 600_000);
});

/** The page of stored lights and the list of clauses tell the same as what is in the tables. */
async function expectShown({ world: here, taskIds, clauseKey }: County, { rows }: { readonly rows: readonly string[] }): Promise<void> {
  const office = here.office('supervisor');
  const day = await here.run(listStoredLightsUseCase, { query: { on: '2026-04-10', limit: '100' } }, office);
  expect(day).toMatchObject({ unlikeThen: 0, unlikeNow: 1 });
  expect(day.items).toHaveLength(day.stored);
  const only = await here.run(listStoredLightsUseCase, { query: { on: '2026-04-10', differs: '1', kind: 'task' } }, office);
  expect(only.items).toMatchObject([{ objectId: taskIds[0], stored: { objectLight: 'yellow', unitLight: 'yellow' }, asNow: { objectLight: 'yellow', unitLight: 'green' } }]);
  expect(only.items[0]?.errata).toMatchObject([{ from: '2026-04-01', was: { unitLight: 'yellow' }, now: { unitLight: 'green' } }]);
  expect(only.items[0]?.because.join()).toMatch(/里程碑由黄灯变为黄灯（责任单位绿灯）|报送由黄灯变为黄灯（责任单位绿灯）/);
  const [other] = here.units.slice(1);
  const theirs = await here.run(listStoredLightsUseCase, { query: { on: '2026-04-10', kind: 'task', limit: '100' } }, here.staff(other as TaskUnit, 'unit_liaison'));
  expect(theirs.items.map(({ objectId }) => objectId)).toEqual([taskIds[1]]);
  expect(rows).toContain('2026-04-10 yellow/yellow');
  expect((await here.refused(listStoredLightsUseCase, { query: { on: '2027-01-01' } }, office)).code).toBe('supervision.day_in_future');

  const clauses = await here.run(listClauseLightsUseCase, { query: { on: '2026-04-10', mode: 'as-then', limit: '100' } }, office);
  const storedClauses = day.items.filter(({ objectKind }) => objectKind === 'clause');
  expect(clauses.items.map((one) => `${one.planId}/${one.clauseKey} ${one.objectLight}`).sort()).toEqual(
    storedClauses.map((one) => `${one.objectId} ${one.stored.objectLight}`).sort(),
  );
  expect(Object.values(clauses.counts).reduce((sum, count) => sum + count, 0)).toBe(clauses.total);
  const one = await here.run(getClauseLightUseCase, { params: { planId: here.planId, clauseKey }, query: { on: '2026-04-10' } }, office);
  expect(one.lit?.light.objectLight).toBe(clauses.items.find((item) => item.clauseKey === clauseKey)?.objectLight);
  // Before the plan was there the clause had no light, which is an answer and not an error.
  expect((await here.run(getClauseLightUseCase, { params: { planId: here.planId, clauseKey }, query: { on: '2025-12-31' } }, office)).lit).toBeNull();
  expect((await here.run(listClauseLightsUseCase, { query: { q: '森林村庄' } }, office)).items.map((item) => item.clauseKey)).toContain(clauseKey);
  expect((await here.refused(getClauseLightUseCase, { params: { planId: here.planId, clauseKey: 'nothing' } }, office)).code).toBe('supervision.object_not_found');
  const sheetOf = async ({ content }: { readonly content: string }): Promise<readonly (readonly string[])[]> => {
    const read = await readWorkbookSafely(Buffer.from(content, 'base64'));
    return read.ok ? (read.sheets[0]?.rows ?? []).map((row) => row.map(({ text }) => text)) : [];
  };
  const clauseSheet = await sheetOf(await here.run(exportClauseLightsUseCase, { query: { on: '2026-04-10', mode: 'as-then' } }, office));
  expect(clauseSheet[1]?.[0]).toContain(`共${clauses.total}条`);
  expect(clauseSheet.slice(-clauses.items.length).map(([title]) => title)).toEqual(clauses.items.map(({ title }) => title));
  const storedSheet = await sheetOf(await here.run(exportStoredLightsUseCase, { query: { on: '2026-04-10', differs: '1', kind: 'task' } }, office));
  expect(storedSheet.at(-1)).toMatchObject([
    '任务',
    only.items[0]?.title,
    '黄灯',
    '黄灯',
    '黄灯（责任单位绿灯）',
    expect.stringMatching(/出勘误：2026-04-01至.+原为黄灯，应为黄灯（责任单位绿灯）。/),
  ]);
  const marks = await here.run(listLightMarksUseCase, { query: { tasks: taskIds.join(',') } }, here.staff(other as TaskUnit, 'unit_liaison'));
  expect(marks.items.map(({ taskId }) => taskId)).toEqual([taskIds[1]]);
}

describe('更正出勘误，不改写', () => {
  test('事后裁定阻滞起止：存下的灯号不动，勘误写明原来和现在的灯号，只出一次', async () => {
    const county = await openCounty();
    await county.world.moveTo('2026-04-20T09:00:00+08:00');
    await take(county, 'raise', '2026-04-20', 0);
    await county.world.moveTo('2026-04-24T09:00:00+08:00');
    await take(county, 'solve', '2026-04-24', 0);
    await county.world.moveTo('2026-04-25T09:00:00+08:00');
    const read = () =>
      transaction(county.world.runtime.pool, { region: county.world.region, mode: 'read' }, async (tx) => ({
        rows: (await lightStore.since(tx, '2026-01-01', county.taskIds[0] ?? '')).map((row) => `${row.day_on} ${row.object_light}/${row.unit_light}`),
        errata: await lightStore.errata(tx, '2026-01-01', county.taskIds[0] ?? ''),
      }));
    const before = await read();
    expect(before.rows).toContain('2026-04-19 yellow/yellow');
    expect(before.errata).toEqual([]);
    // The office rules that the closing day of the round already lay within the blockage.
    await take(county, 'rule', '2026-04-24', 0);
    await county.world.moveTo('2026-04-27T09:00:00+08:00');
    const after = await read();
    expect(after.rows.slice(0, before.rows.length)).toEqual(before.rows);
    expect(after.errata.map((one) => [one.from_on, one.was_object, one.was_unit, one.now_object, one.now_unit])).toContainEqual([
      '2026-04-01',
      'yellow',
      'yellow',
      'yellow',
      'green',
    ]);
    await expectShown(county, after);
    await county.world.moveTo('2026-04-30T09:00:00+08:00');
    expect((await read()).errata).toHaveLength(after.errata.length);
    expect(parseMoment(after.errata[0]?.recorded_at ?? '').epochMilliseconds).toBeGreaterThan(0);
  }, 300_000);
});
