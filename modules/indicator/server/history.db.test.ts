import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import type { IndicatorId, Point } from '../contract/index.ts';
import { bulletin, entryOf, ratioDefinition, ruralDefinition, urbanDefinition } from '../../../tests/harness/sample-indicators.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { useCaseBench } from '../../../tests/harness/use-cases.ts';
import type { UseCaseBench } from '../../../tests/harness/use-cases.ts';
import { decideValuesUseCase } from './act-on-values.ts';
import { defineIndicatorUseCase } from './define-indicator.ts';
import { enterValuesUseCase } from './enter-values.ts';
import { getIndicatorUseCase } from './get-indicator.ts';
import { getRevisionsUseCase } from './get-revisions.ts';

const database = databaseForFile();
const enterer = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000001' });
const approver = testActor({ roles: ['data_reviewer'], userId: '01900000-0000-7000-8000-000000000002' });
const decisions = ['approve', 'return', 'unapprove', 'lock', 'approve', 'approve'] as const;
const periods = ['2022', '2023', '2024'];
let bench: UseCaseBench;

/** A small generator with a seed, so that a failing history can be walked again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

beforeAll(() => {
  bench = useCaseBench(database().appUrl, '2026-01-01T10:00:00+08:00');
});
afterAll(() => bench.close());

const pointsOf = async (indicatorId: IndicatorId, knownOn?: string): Promise<readonly Point[]> =>
  (await bench.run(getIndicatorUseCase, { params: { indicatorId }, query: knownOn === undefined ? {} : { knownOn } }, approver)).series.flatMap(({ points }) => points);

async function headOf(indicatorId: IndicatorId, period: string) {
  try {
    const history = await bench.run(getRevisionsUseCase, { params: { indicatorId, area: bench.runtime.region, period } }, approver);
    return { seriesId: history.seriesId, newest: history.revisions[0], effective: history.effectiveRevision };
  } catch {
    return undefined;
  }
}

/** One random step; a step that the rules refuse changes nothing and counts too. */
async function step(roll: (sides: number) => number, inputs: readonly IndicatorId[]): Promise<void> {
  const indicatorId = inputs[roll(inputs.length)] as IndicatorId;
  const period = periods[roll(periods.length)] as string;
  const head = await headOf(indicatorId, period);
  if (head === undefined || roll(2) === 0) {
    const entry = entryOf(indicatorId, bench.runtime.region, {
      period,
      text: String(20_000 + roll(9_000)),
      expectedRevision: head?.newest?.revision ?? 0,
      correctionReason: '核对后更正',
    });
    await bench.run(enterValuesUseCase, { body: { entries: [entry], source: bulletin } }, enterer).catch(() => undefined);
  } else {
    const items = [{ seriesId: head.seriesId, period, revision: head.newest?.revision ?? 1 }];
    await bench.run(decideValuesUseCase, { body: { decision: decisions[roll(decisions.length)], items, reason: '按程序处理' } }, approver);
  }
}

test('任意一串填报、核定、退回、撤销、锁定之后，按任一天查看都等于当天看到的', async () => {
  const define = async (definition: object) => (await bench.run(defineIndicatorUseCase, { body: { definition } }, enterer)).indicatorId;
  const inputs = [await define(urbanDefinition), await define(ruralDefinition)];
  const ratio = await define(ratioDefinition);
  const roll = dice(340_323);
  const shown = new Map<string, readonly Point[]>();
  for (let day = 1; day <= 60; day += 1) {
    const on = `2026-${String(1 + Math.floor((day - 1) / 28)).padStart(2, '0')}-${String(1 + ((day - 1) % 28)).padStart(2, '0')}`;
    bench.setNow(`${on}T10:00:00+08:00`);
    await step(roll, inputs);
    shown.set(on, await pointsOf(ratio));
  }
  const known = [...shown.values()].filter((points) => points.some(({ value }) => value !== null));
  // A history in which nothing was ever computed or ever changed would prove nothing.
  expect(known.length).toBeGreaterThan(20);
  expect(new Set(known.map((points) => JSON.stringify(points))).size).toBeGreaterThan(5);
  for (const [on, points] of shown) expect(await pointsOf(ratio, on), on).toEqual(points);
  for (const indicatorId of inputs) {
    for (const period of periods) {
      const head = await headOf(indicatorId, period);
      const pointer = await withConnection(database().adminUrl, async (client) => {
        const { rows } = await client.query('select effective_revision, head_revision, head_state from indicator.observation where series_id = $1 and period = $2', [
          head?.seriesId,
          period,
        ]);
        return rows[0] as object | undefined;
      });
      if (head !== undefined) expect(pointer).toEqual({ effective_revision: head.effective, head_revision: head.newest?.revision, head_state: expect.any(String) as string });
    }
  }
});
