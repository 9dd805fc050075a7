import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IndicatorId } from '#indicator/contract';
import { greenPlan } from '../../../../tests/harness/green-plan.ts';
import { bulletin, entryOf } from '../../../../tests/harness/sample-indicators.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../../tests/harness/task-world.ts';
import { decideContractsUseCase, proposeContractUseCase } from '../../../answer/server/decide-contracts.ts';
import { getBoardUseCase } from '../../../answer/server/get-board.ts';
import { getClauseUseCase } from '../../../answer/server/get-clause.ts';
import { decideValuesUseCase } from '../../../indicator/server/act-on-values.ts';
import { defineIndicatorUseCase } from '../../../indicator/server/define-indicator.ts';
import { enterValuesUseCase } from '../../../indicator/server/enter-values.ts';
import { linkClauseUseCase } from '../../../indicator/server/link-clause.ts';
import { getClauseLightUseCase } from './clause-lights.ts';
import { listStoredLightsUseCase } from './list-stored-lights.ts';

const database = databaseForFile();
let world: TaskWorld;
let clauseKey: string;
let indicatorId: IndicatorId;
const definition = { name: '森林覆盖率', unit: '%', places: 2, direction: 'up', frequency: 'year', aggregation: 'stock', hardMin: '0' } as const;

/** A level target of 2027 and a series of years that is linked to it. */
beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1, plan: greenPlan });
  await world.moveTo('2026-03-02T10:00:00+08:00');
  const { planId } = world;
  const dispatcher = world.office('dispatcher');
  const board = await world.run(getBoardUseCase, { params: { planId }, query: {} }, dispatcher);
  clauseKey = board.groups.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes('森林覆盖率'))?.clauseKey ?? '';
  const { proposal } = await world.run(getClauseUseCase, { params: { planId, clauseKey }, query: {} }, dispatcher);
  const target = { kind: 'level', comparator: 'reach', number: '30', unit: '%', direction: 'up', aggregate: 'latest', whole: false };
  const body = { ...proposal, target, accepts: ['value'], minGrade: 'D', freshDays: null, sources: [], from: '2020-01-01', to: '2027-12-31' };
  const { contractId } = await world.run(proposeContractUseCase, { params: { planId, clauseKey }, body: { body, replaces: null, note: '试' } }, dispatcher);
  await world.run(decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } }, world.office('office_director'));
  indicatorId = (await world.run(defineIndicatorUseCase, { body: { definition } }, world.actor('statistician'))).indicatorId;
  const anchor = `${planId}/${clauseKey}`;
  await world.run(linkClauseUseCase, { params: { indicatorId }, body: { anchor, recordName: '森林覆盖率', quote: '30%' } }, world.office('data_reviewer'));
});
afterAll(() => world.close());

const publish = async (period: string, text: string, more: object = {}): Promise<void> => {
  const sent = { entries: [entryOf(indicatorId, world.region, { period, text, ...more })], source: bulletin };
  const { items } = await world.run(enterValuesUseCase, { body: sent }, world.actor('statistician'));
  const targets = items.map(({ seriesId, period: of, revision }) => ({ seriesId, period: of, revision }));
  await world.run(decideValuesUseCase, { body: { decision: 'approve', items: targets } }, world.office('data_reviewer'));
};
const forecastOn = async (on: string, mode: 'as-then' | 'as-now' = 'as-now') => {
  const { lit } = await world.run(getClauseLightUseCase, { params: { planId: world.planId, clauseKey }, query: { on, mode } }, world.office('supervisor'));
  const reading = lit?.light.readings.find(({ dimension }) => dimension === 'forecast');
  return { colour: reading?.colour ?? null, value: Number(reading?.value), cause: lit?.light.causes.find(({ dimension }) => dimension === 'forecast')?.sentence ?? '' };
};

describe('预测进入判灯', () => {
  test('不足六期不判；满六期的次日按推算判灯，写明可能性；数据变好，旧的日子不变', async () => {
    for (const [index, text] of ['20.1', '20.9', '21.4', '22.2', '22.8'].entries()) await publish(String(2020 + index), text);
    await world.moveTo('2026-03-03T09:00:00+08:00');
    expect((await forecastOn('2026-03-03')).colour).toBeNull();

    // Six points that grow by less than a percentage point a year do not come to 30 in two years.
    await publish('2025', '23.4');
    expect((await forecastOn('2026-03-03')).colour).toBeNull();
    await world.moveTo('2026-03-04T09:00:00+08:00');
    const slow = await forecastOn('2026-03-04');
    expect(slow.colour).toBe('yellow');
    expect(slow.value).toBeLessThan(0.5);
    expect(slow.cause).toMatch(/^预测黄灯：按6个数据点推算，如期完成的可能性为/);

    // Nothing new: no second estimate, and the same answer on the next day.
    await world.moveTo('2026-03-05T09:00:00+08:00');
    expect(await forecastOn('2026-03-05')).toEqual(slow);

    // The last year is corrected by far: now it is likely. What was said on the days before stays.
    await publish('2025', '31.5', { expectedRevision: 1, correctionReason: '国土变更调查后更正，口径不变' });
    await world.moveTo('2026-03-06T09:00:00+08:00');
    const likely = await forecastOn('2026-03-06');
    expect([likely.colour, likely.value >= 0.5]).toEqual(['green', true]);
    expect(await forecastOn('2026-03-05')).toEqual(slow);
    expect(await forecastOn('2026-03-05', 'as-then')).toEqual(slow);
    const stored = await world.run(listStoredLightsUseCase, { query: { on: '2026-03-05', limit: '100' } }, world.office('supervisor'));
    expect(stored).toMatchObject({ unlikeThen: 0 });
    expect(stored.stored).toBeGreaterThan(0);
  });
});
