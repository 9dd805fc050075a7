import { describe, expect, test } from 'vitest';
import {
  cascadeKindLabel as libraryCascadeKindLabel,
  cascadeKinds as libraryCascadeKinds,
  changedLists as libraryChangedLists,
  changeKindLabel as libraryChangeKindLabel,
  changeKinds as libraryChangeKinds,
  mergeOutcomeLabel as libraryMergeOutcomeLabel,
  mergeOutcomes as libraryMergeOutcomes,
  reviewVerdictLabel as libraryReviewVerdictLabel,
  reviewVerdicts as libraryReviewVerdicts,
  taskColumns,
  taskStates as libraryTaskStates,
} from '#libs/plantext/index.ts';
import {
  cascadeKindLabel,
  cascadeKinds,
  changedLists,
  changeKindLabel,
  changeKinds,
  mergeOutcomeLabel,
  mergeOutcomes,
  reviewVerdictLabel,
  reviewVerdicts,
  taskFields,
  taskStates,
} from '../contract/index.ts';

/** The contract must not import the library, and the library has no npm dependency: the lists stand in both. */
describe('契约与编译库的名单一致', () => {
  test.each([
    ['变化种类', changeKinds, libraryChangeKinds],
    ['变化种类名称', changeKindLabel, libraryChangeKindLabel],
    ['变化对象', changedLists, libraryChangedLists],
    ['对照结果', cascadeKinds, libraryCascadeKinds],
    ['对照结果名称', cascadeKindLabel, libraryCascadeKindLabel],
    ['意见', reviewVerdicts, libraryReviewVerdicts],
    ['意见名称', reviewVerdictLabel, libraryReviewVerdictLabel],
    ['沿用结果', mergeOutcomes, libraryMergeOutcomes],
    ['沿用结果名称', mergeOutcomeLabel, libraryMergeOutcomeLabel],
    ['分解表状态', taskStates, libraryTaskStates],
  ] as const)('%s', (_name, ours, theirs) => {
    expect(ours).toEqual(theirs);
  });

  test('可填写的列都是分解表的列', () => {
    for (const field of taskFields) expect(taskColumns).toContain(field);
  });
});
