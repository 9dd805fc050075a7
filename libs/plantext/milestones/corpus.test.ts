import { describe, expect, test } from 'vitest';
import type { MilestoneRecord, Period } from '../model.ts';
import { parseText } from '../parse.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { scanTimes } from '../quantities/scan-times.ts';
import { MILESTONE_CASES } from './corpus.ts';
import { extractMilestones } from './extract-milestones.ts';

const planOf = (text: string): string => {
  const [title = '', ...rest] = text.startsWith('#') ? text.slice(1).split('\n') : ['重点任务', text];
  return `建设方案\n一、${title}\n${rest.join('\n')}\n`;
};

const read = (text: string): MilestoneRecord[] => {
  const parsed = parseText(planOf(text));
  const times = scanTimes(parsed.view);
  return extractMilestones(parsed, { times, quantities: scanQuantities(parsed.view, times) });
};

const when = (period: Period | null): string =>
  period === null ? '-' : (period.on ?? (period.year === undefined ? `within ${period.span?.min}-${period.span?.max}` : String(period.year)));

describe('自编句子·里程碑', () => {
  test.each(MILESTONE_CASES.map(({ text, want }) => [text, want] as const))('%s', (text, want) => {
    expect(read(text).map((m) => `${m.kind} ${m.verb?.text ?? ''}|${m.object?.text ?? ''} ${m.modality} ${m.control} ${when(m.period)}`)).toEqual(want);
  });

  test('时限写在责任括号里时，里程碑挂在该条任务上', () => {
    const parsed = parseText(
      '建设方案\n一、重点任务\n(一)完善制度\n1.完善项目库。推进项目入库。(责任单位:县发改委;完成时限:2023年12月底前)\n2.健全机制。加强协调。(责任单位:县委办;完成时限:长期)\n二、保障措施\n(一)加强领导\n1.强化统筹。抓好落实。\n',
    );
    const times = scanTimes(parsed.view);
    const [deadline, ...more] = extractMilestones(parsed, { times, quantities: [] }).filter(({ kind }) => kind === 'deadline');
    expect(more).toEqual([]);
    expect(deadline?.period).toMatchObject({ on: '2023-12-31', rel: 'by' });
    const node = parsed.nodes.find(({ id }) => id === deadline?.node);
    expect(node?.kind).not.toBe('duty');
    expect(parsed.text.slice(node?.start, node?.end)).toContain('完善项目库');
  });

  test('表格里的完成时限一列逐行成为时限', () => {
    const parsed = parseText('任务分解表\n序号\t任务\t责任单位\t完成时限\n1\t编制规划\t县发改委\t2024年6月底前\n2\t建设园区\t县工信局\t2025年\n');
    const times = scanTimes(parsed.view);
    const days = extractMilestones(parsed, { times, quantities: [] }).map(({ period }) => period?.on);
    const rows = parsed.nodes.filter(({ kind }) => kind === 'row').length;
    expect(days).toEqual(rows > 0 ? ['2024-06-30', '2025-12-31'] : []);
  });
});
