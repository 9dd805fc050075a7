import { describe, expect, it } from 'vitest';
import { parseText } from '../../parse.ts';
import { extractTargets } from '../../targets/extract-targets.ts';
import { expectations } from './notation.ts';
import { TITLED } from './titled.ts';

describe('期限来自标题和小节', () => {
  for (const row of expectations(TITLED)) {
    it(row.sentence.replaceAll('¦', ' '), () => {
      const text = `${row.sentence.replaceAll('¦', '\n')}\n`;
      const { targets } = extractTargets(parseText(text));
      const got = targets.map((t) => ({
        value: t.value.text,
        comparator: t.comparator,
        number: t.number,
        unit: t.unit,
        name: t.indicator?.text ?? t.head?.text ?? '',
        year: t.period?.every === undefined ? (t.period?.year ?? null) : 'every',
      }));
      expect(got.map(({ name: _name, ...rest }) => rest)).toEqual(row.targets.map(({ name: _name, ...rest }) => rest));
      for (const [k, want] of row.targets.entries()) expect(got[k]?.name).toContain(want.name);
    });
  }

  it('标题的年份记为继承，来处是标题中的原文', () => {
    const text = '东塘县农业农村局2031年工作计划\n一、重点工作\n新建标准化养殖场6个。\n';
    const [target] = extractTargets(parseText(text)).targets;
    expect(target?.period).toMatchObject({ year: 2031, rel: 'in', inherited: true, source: { text: '2031年', start: 8 } });
    expect(target?.why).toContainEqual(expect.objectContaining({ field: 'period', code: 'inherited.time' }));
  });
});
