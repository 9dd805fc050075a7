import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePlan, latestReviews, machineValue } from '#libs/plantext/index.ts';
import type { Review } from '#libs/plantext/index.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';
import { reviewFieldSchemas, taskFields, taskStates } from '../contract/index.ts';
import { carriedReview, carryReviews } from './carry-reviews.ts';
import { currentTaskRows } from './current-tasks.ts';
import { findSubject, reviewGroundOf } from './review-subject.ts';
import { readTaskTable, reviewOfEdit } from './task-edits.ts';
import { taskColumns } from '#libs/plantext/index.ts';

const compile = (text: string) => compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
const plan = compile(riverPlan);
const ground = reviewGroundOf(plan, riverPlan);
const frozen = JSON.stringify(plan);

/** Every place a review may be about: whole records and rows, their editable fields, and the cells of the table. */
const places = [
  ...[...ground.records].flatMap(([id, { list }]) => [null, ...Object.keys(reviewFieldSchemas[list])].map((field) => ({ record: id, field }))),
  ...[...ground.rows.keys()].flatMap((id) => [null, ...taskFields].map((field) => ({ record: id, field }))),
].filter(({ record, field }) => findSubject(ground, record, field) !== undefined);

const samples: readonly unknown[] = ['15', '0', null, { text: '改写' }, '某单位', '>=', 'must', 'count', { rel: 'by', year: 2035 }, ...taskStates];

/** A well-formed review of a random place; edits take a value that the field's schema allows. */
const reviewArb = fc
  .record({ place: fc.constantFrom(...places), verdict: fc.constantFrom('accepted', 'edited', 'rejected'), pick: fc.nat(samples.length - 1) })
  .map(({ place, verdict, pick }): Omit<Review, 'id'> => {
    const subject = findSubject(ground, place.record, place.field);
    const from = subject?.machine ?? 'null';
    const value = [...samples.slice(pick), ...samples.slice(0, pick)].find((one) => subject?.valueSchema?.safeParse(one).success === true && JSON.stringify(one) !== from);
    const isEdit = verdict === 'edited' && value !== undefined;
    const range = subject?.range ?? { start: 0, end: 0 };
    return {
      ...place,
      verdict: isEdit ? 'edited' : verdict === 'rejected' ? 'rejected' : 'accepted',
      from,
      to: isEdit ? JSON.stringify(value) : null,
      by: 'u',
      at: '2026-01-01T00:00:00+08:00',
      note: '理由',
      anchor: { exact: riverPlan.slice(range.start, range.end), prefix: '', suffix: '', pos: range.start },
    };
  });
const historyArb = fc.array(reviewArb, { maxLength: 25 }).map((reviews) => reviews.map((review, index): Review => ({ ...review, id: String(index).padStart(4, '0') })));

/** Latest of each field in order of arrival: what the database hands over. */
const latestOf = (history: readonly Review[]): Review[] => [...latestReviews(history).values()].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('人工意见的规律', () => {
  test('试验文本有足够多可提意见之处', () => {
    expect(places.length).toBeGreaterThan(60);
  });

  test('意见从不改动机器读出的内容', () => {
    fc.assert(
      fc.property(historyArb, (history) => {
        currentTaskRows(ground, latestOf(history));
        expect(JSON.stringify(plan)).toBe(frozen);
      }),
      { numRuns: 150 },
    );
  });

  test('按到达次序逐条重放，与只看每个字段最近一条相同；输入的排列不影响结果', () => {
    fc.assert(
      fc.property(historyArb, fc.infiniteStream(fc.nat()), (history, chances) => {
        const replayed = new Map<string, Review>();
        for (const review of history) {
          const key = JSON.stringify([review.record, review.field]);
          replayed.delete(key);
          replayed.set(key, review);
        }
        const view = currentTaskRows(ground, latestOf(history));
        expect(currentTaskRows(ground, [...replayed.values()])).toEqual(view);
        const shuffled = history.map((review) => ({ review, chance: chances.next().value ?? 0 })).sort((a, b) => a.chance - b.chance);
        expect(currentTaskRows(ground, latestOf(shuffled.map(({ review }) => review)))).toEqual(view);
      }),
      { numRuns: 100 },
    );
  });

  test('行数、次序、编号和依据原文不变；全部采纳后各格回到机器读出的值', () => {
    const machine = currentTaskRows(ground, []);
    fc.assert(
      fc.property(historyArb, (history) => {
        const rows = currentTaskRows(ground, latestOf(history));
        expect(rows.map(({ id, cells }) => [id, cells.编号, cells.任务, cells.依据原文])).toEqual(machine.map(({ id, cells }) => [id, cells.编号, cells.任务, cells.依据原文]));
        const undone = latestOf(history).map((review, index): Review => ({ ...review, id: `9${String(index).padStart(4, '0')}`, verdict: 'accepted', to: null }));
        const back = currentTaskRows(ground, latestOf([...history, ...undone]));
        expect(back.map(({ cells }) => ({ ...cells, 状态: '' }))).toEqual(machine.map(({ cells }) => ({ ...cells, 状态: '' })));
      }),
      { numRuns: 100 },
    );
  });

  test('导出的表原样读回没有修改；读回的修改再作用一次就是表上的内容', () => {
    fc.assert(
      fc.property(
        historyArb,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('牵头单位', '配合单位', '目标值'), fc.constantFrom('甲局', '=1+1', '', ' 乙局 ')), { maxLength: 6 }),
        (history, changes) => {
          const latest = latestOf(history);
          const rows = currentTaskRows(ground, latest);
          const sheetOf = (shown: typeof rows) => [
            taskColumns.map((text) => ({ text: text as string })),
            ...shown.map(({ cells }) => taskColumns.map((column) => ({ text: cells[column] }))),
          ];
          expect(readTaskTable(sheetOf(rows), { base: rows, current: rows })).toEqual({ edits: [], errors: [], warnings: [] });
          const sheet = sheetOf(rows);
          for (const [row, column, text] of changes) {
            const cells = sheet[1 + (row % rows.length)];
            if (cells !== undefined) cells[taskColumns.indexOf(column)] = { text };
          }
          const { edits, errors } = readTaskTable(sheet, { base: rows, current: rows });
          expect(errors).toEqual([]);
          const added = edits.map((edit, index): Review => {
            const { record, field, verdict, to } = reviewOfEdit(edit, ground);
            const from = findSubject(ground, record, field)?.machine ?? '';
            return {
              id: `9${String(index).padStart(4, '0')}`,
              record,
              field,
              verdict,
              from,
              to: to === undefined ? null : JSON.stringify(to),
              by: 'u',
              at: '',
              note: 'n',
              anchor: { exact: '', prefix: '', suffix: '', pos: 0 },
            };
          });
          const after = currentTaskRows(ground, latestOf([...history, ...added]));
          for (const { id, field, to } of edits) expect(after.find((row) => row.id === id)?.cells[field].trim(), `${id} ${field}`).toBe(to.trim());
          expect(readTaskTable(sheet, { base: rows, current: after }).edits).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('新版导入：每条意见恰好有一个去向；文字相同则全部沿用', () => {
    const next = riverPlan.replace('12公里', '15公里').replace('(2)改造泵站3座，每座投资100%到位。', '');
    const after = reviewGroundOf(compile(next), next);
    fc.assert(
      fc.property(historyArb, (history) => {
        const latest = latestOf(history);
        const merged = carryReviews(latest, ground, after);
        expect(merged.map(({ review }) => review.id).sort()).toEqual(latest.map(({ id }) => id).sort());
        for (const one of merged) {
          if (one.outcome !== 'carried') continue;
          const carried = carriedReview(one);
          expect(carried.to).not.toBe(carried.from);
          expect(findSubject(after, one.record ?? '', one.review.field)?.machine).toBe(carried.from);
        }
        const same = carryReviews(latest, ground, reviewGroundOf(plan, riverPlan));
        expect(same.every(({ outcome }) => outcome === 'carried')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('机器值与记录字段一致', () => {
    for (const { record, field } of places) {
      const placed = ground.records.get(record);
      if (placed === undefined || taskFields.some((known) => known === field)) continue;
      expect(findSubject(ground, record, field)?.machine).toBe(machineValue(placed.record, field));
    }
  });
});
