import { describe, expect, test } from 'vitest';
import { compilePlan } from '#libs/plantext/index.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';
import { withReaderFindings } from './reader-findings.ts';

const plan = compilePlan({ text: riverPlan, sha256: '0'.repeat(64), format: 'docx' });

describe('读取文件时的提醒', () => {
  test('成为台账里的发现，排在最前，没有原文位置，合计随之增加', () => {
    const read = withReaderFindings(plan, [
      { code: 'tracked_changes', message: '文件含 2 处修订标记', count: 2 },
      { code: 'running_heads_dropped', message: '略去页眉 3 行', count: 3 },
    ]);
    expect(read.findings.slice(0, 2)).toEqual([
      { rule: 'reader-tracked-changes', severity: 'warning', message: '文件含 2 处修订标记', spans: [] },
      { rule: 'reader-running-heads-dropped', severity: 'info', message: '略去页眉 3 行', spans: [] },
    ]);
    expect(read.findings.slice(2)).toEqual(plan.findings);
    expect(read.stats.findings).toEqual({ ...plan.stats.findings, warning: plan.stats.findings.warning + 1, info: plan.stats.findings.info + 1 });
  });

  test('没有提醒时台账不变', () => {
    expect(withReaderFindings(plan, [])).toBe(plan);
  });
});
