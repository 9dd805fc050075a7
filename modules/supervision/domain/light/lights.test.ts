import { describe, expect, test } from 'vitest';
import { workingCalendar, parseDay } from '#kernel/calendar.ts';
import type { LightColour, LightFact, LightObject } from '../../contract/index.ts';
import { compileObject } from './compile-object.ts';
import { addMonths, dayNumber, dayText, wholeMonths } from './day-number.ts';
import { explain } from './explain.ts';
import { judge } from './judge.ts';
import { defaultLightRules as defaultRuleSet, otherLightRules as otherRuleSets } from '../../contract/index.ts';
import { predict } from './predict.ts';
import { endOfDay, joinDays, replay, tryRuleSet } from './replay.ts';
import { compileRuleSet } from './rule-set.ts';
import { workingDaysOf } from './working-days.ts';

/** National Day of 2021: 10-01…07 off, 09-26 and 10-09 worked (the vector of workflows §0). */
const notice = '国办发明电〔2020〕27号';
const off = ['01', '02', '03', '04', '05', '06', '07'].map((day) => ({ on: parseDay(`2021-10-${day}`), working: false, source: notice }));
const made = ['2021-09-26', '2021-10-09'].map((day) => ({ on: parseDay(day), working: true, source: notice }));
const calendar = workingCalendar([...off, ...made]);
const workingDays = workingDaysOf(calendar, { from: parseDay('2021-01-01'), to: parseDay('2021-12-31') });
const set = compileRuleSet(defaultRuleSet);

const fact = (kind: LightFact['kind'], on: string, more: object = {}, recordedOn = on): LightFact =>
  ({ kind, on, recordedAt: `${recordedOn}T09:00:00.000+08:00`, ref: `${kind} ${on}`, ...more }) as LightFact;
const thing = (...facts: readonly LightFact[]): LightObject => ({ objectId: 'task-1', objectKind: 'task', title: '建成污水处理厂', fromOn: '2021-01-01', facts: [...facts] });
const at = (day: string, knownOn = day) => ({ day: dayNumber(day), known: endOfDay(dayNumber(knownOn)), workingDays });
const lightOn = (object: LightObject, day: string) => {
  const { objectLight, unitLight, greyReason } = judge(compileObject(object), at(day), set);
  return [objectLight, unitLight, greyReason] as const;
};
const colourAt = (object: LightObject, day: string): LightColour => lightOn(object, day)[0];
const milestone = (dueOn: string, more: object = {}) => fact('milestone', '2021-01-01', { id: 'm1', name: '主体完工', startOn: '2021-01-01', dueOn, ...more });
const quota = fact('quota', '2021-01-01', { base: '0', target: '10000', fromOn: '2021-01-01', toOn: '2021-12-31' });
const value = (on: string, text: string, more: object = {}, recordedOn = on) => fact('value', on, { id: `v${on}`, value: text, ...more }, recordedOn);

describe('边界', () => {
  test.each([
    ['2021-06-29', 'green'],
    ['2021-06-30', 'green'],
    ['2021-07-01', 'yellow'],
    ['2021-07-30', 'yellow'],
    ['2021-07-31', 'red'],
  ] as const)('里程碑6月30日到期，%s 为 %s（逾期30天黄，31天红）', (day, colour) => {
    expect(colourAt(thing(milestone('2021-06-30')), day)).toBe(colour);
  });

  test.each([
    ['4750', 'green'],
    ['4749.5', 'yellow'],
    ['4000', 'yellow'],
    ['3999.5', 'red'],
    ['0', 'red'],
  ] as const)('半年完成 %s/10000，为 %s（0.95绿、0.9499黄、0.80黄、0.7999红）', (text, colour) => {
    expect(colourAt(thing(quota, value('2021-06-30', text)), '2021-07-05')).toBe(colour);
  });

  test('序时进度按已满的整月算：4月29日还只有3个月', () => {
    expect(wholeMonths(dayNumber('2021-01-01'), dayNumber('2021-04-29'))).toBe(3);
    expect(wholeMonths(dayNumber('2021-01-01'), dayNumber('2021-04-30'))).toBe(4);
    expect(wholeMonths(dayNumber('2021-01-01'), dayNumber('2021-12-31'))).toBe(12);
    expect(wholeMonths(dayNumber('2020-02-29'), dayNumber('2021-02-26'))).toBe(11);
    expect(wholeMonths(dayNumber('2020-02-29'), dayNumber('2021-02-27'))).toBe(12);
    const readings = explain(judge(compileObject(thing(quota, value('2021-04-30', '2670'))), at('2021-05-06'), set), set).readings;
    expect(readings[0]).toMatchObject({ dimension: 'quantity', value: '0.801', about: '截至2021-04-30序时进度4/12', colour: 'yellow' });
  });

  test('月末与闰日：1月31日加一个月是2月最后一天', () => {
    expect(dayText(addMonths(dayNumber('2020-01-31'), 1))).toBe('2020-02-29');
    expect(dayText(addMonths(dayNumber('2021-01-31'), 1))).toBe('2021-02-28');
    expect(colourAt(thing(milestone('2020-02-29', { startOn: '2020-01-01' })), '2021-01-01')).toBe('red');
    expect(() => dayNumber('2021-02-30')).toThrow(RangeError);
  });

  test.each([
    ['9.9', 'green'],
    ['10', 'yellow'],
    ['30', 'yellow'],
    ['30.1', 'red'],
  ] as const)('投资落后 %s 个百分点为 %s', (behind, colour) => {
    expect(colourAt(thing(fact('investment', '2021-05-31', { behind })), '2021-06-01')).toBe(colour);
  });

  test.each([
    ['6.0', 'green'],
    ['5.0', 'yellow'],
    ['4.99', 'red'],
  ] as const)('增速 %s，目标6.0，为 %s', (actual, colour) => {
    expect(colourAt(thing(fact('growth', '2021-05-31', { id: 'g1', actual, target: '6.0' })), '2021-06-01')).toBe(colour);
  });

  test.each([
    ['2021-05-31', 'green'],
    ['2021-06-01', 'yellow'],
    ['2021-06-30', 'yellow'],
    ['2021-07-01', 'red'],
  ] as const)('佐证时效90天，最近佐证3月2日，%s 为 %s', (day, colour) => {
    expect(colourAt(thing(fact('contract', '2021-01-01', { freshDays: 90 }), fact('evidence', '2021-03-02', { id: 'e1' })), day)).toBe(colour);
  });

  test.each([
    ['2021-10-18', 'yellow'],
    ['2021-10-19', 'red'],
  ] as const)('9月28日存疑，十个工作日遇国庆与调休，%s 为 %s', (day, colour) => {
    expect(colourAt(thing(fact('contradiction', '2021-09-28', { id: 'c1' })), day)).toBe(colour);
  });

  test.each([
    ['0.5', 6, 'green'],
    ['0.4999', 6, 'yellow'],
    ['0.1', 6, 'yellow'],
    ['0.1', 5, 'grey'],
  ] as const)('预测 %s（%i个点）为 %s，预测不会出红灯', (probability, points, colour) => {
    expect(colourAt(thing(fact('forecast', '2021-05-31', { probability, points })), '2021-06-01')).toBe(colour);
  });

  test('几项指标各有预测：取最不可能如期的一项，各用各的最近一次推算；点数不足或不再推算的不算', () => {
    const chance = (series: string, on: string, probability: string, points = 6) => fact('forecast', on, { series, probability, points });
    const readingOn = (facts: readonly LightFact[], day: string) =>
      judge(compileObject(thing(...facts)), at(day), set).readings.map(({ colour, measure }) => [colour, String(measure.value)]);
    const facts = [chance('a', '2021-05-01', '0.2'), chance('a', '2021-06-01', '0.9'), chance('b', '2021-05-15', '0.6'), chance('c', '2021-05-15', '0.1', 5)];
    expect(readingOn(facts, '2021-05-31')).toEqual([['yellow', '0.2']]);
    expect(readingOn(facts, '2021-06-01')).toEqual([['green', '0.6']]);
    expect(readingOn([...facts, chance('b', '2021-06-10', '0', 0)], '2021-06-10')).toEqual([['green', '0.9']]);
    expect(readingOn([chance('a', '2021-05-01', '0.2'), chance('a', '2021-06-10', '0', 0)], '2021-06-10')).toEqual([]);
  });

  test.each([
    ['2021-04-30', 'grey'],
    ['2021-05-01', 'yellow'],
    ['2021-06-30', 'yellow'],
    ['2021-07-01', 'red'],
  ] as const)('计划4月开工，未开工，%s 为 %s', (day, colour) => {
    expect(colourAt(thing(fact('start-plan', '2021-01-01', { plannedOn: '2021-04-15' })), day)).toBe(colour);
  });

  test.each([
    ['2021-02-28', 'green'],
    ['2021-03-01', 'yellow'],
    ['2021-03-31', 'yellow'],
    ['2021-04-01', 'red'],
  ] as const)('1月31日开工未入统，%s 为 %s', (day, colour) => {
    expect(colourAt(thing(fact('started', '2021-01-31', { needsStatistics: true })), day)).toBe(colour);
  });

  test('月度计划：一次未完成黄，连续两次红，完成一次即清零', () => {
    const month = (name: string, met: boolean) => fact('month', `${name}-28`, { month: name, met });
    expect(colourAt(thing(month('2021-03', true)), '2021-04-01')).toBe('green');
    expect(colourAt(thing(month('2021-03', true), month('2021-04', false)), '2021-05-01')).toBe('yellow');
    expect(colourAt(thing(month('2021-03', false), month('2021-04', false)), '2021-05-01')).toBe('red');
    expect(colourAt(thing(month('2021-03', false), month('2021-04', false), month('2021-05', true)), '2021-06-01')).toBe('green');
  });

  test.each([
    ['2021-04-30', 'yellow'],
    ['2021-05-01', 'red'],
  ] as const)('用地3月1日受阻，%s 为 %s（60天黄，61天红）', (day, colour) => {
    expect(colourAt(thing(fact('factor-blocked', '2021-03-01', { id: 'land', name: '用地' })), day)).toBe(colour);
  });
});

describe('报送', () => {
  const round = (period: string, closesOn: string) => fact('round', closesOn.replace(/..$/, '01'), { period, closesOn });
  const rounds = [round('2021-01', '2021-02-05'), round('2021-02', '2021-03-05'), round('2021-03', '2021-04-06'), round('2021-04', '2021-05-06')];

  test('截止当天还不算沉默，次日起算；两轮沉默为红', () => {
    expect(lightOn(thing(...rounds), '2021-02-05')).toEqual(['grey', 'grey', 'no-evidence']);
    expect(colourAt(thing(...rounds), '2021-02-06')).toBe('yellow');
    expect(colourAt(thing(...rounds), '2021-03-06')).toBe('red');
  });

  test('报送后清零，迟到的报送也清零', () => {
    const object = thing(...rounds, fact('report', '2021-02-01', { period: '2021-01' }), fact('report', '2021-03-10', { period: '2021-02' }));
    expect(colourAt(object, '2021-03-09')).toBe('yellow');
    expect(colourAt(object, '2021-03-10')).toBe('green');
    expect(colourAt(object, '2021-04-07')).toBe('yellow');
  });

  test('连续三轮黄灯转红，说明列出三轮截止日', () => {
    const object = thing(
      ...rounds,
      ...['2021-01', '2021-02', '2021-03'].map((period, index) => fact('report', `2021-0${index + 2}-01`, { period })),
      fact('investment', '2021-01-31', { behind: '15' }),
    );
    expect(colourAt(object, '2021-04-06')).toBe('yellow');
    expect(colourAt(object, '2021-04-07')).toBe('red');
    const light = explain(judge(compileObject(object), at('2021-04-07'), set), set);
    expect(light.causes[0]?.sentence).toBe('连续3轮（2021-02-05截止、2021-03-05截止、2021-04-06截止）为黄灯，按规则转为红灯。');
  });
});

describe('免责、办结与灰灯', () => {
  test('他方阻滞只着色事项，不计责任单位；两段重叠的阻滞不重复扣除', () => {
    const excuse = (id: string, on: string, end: string) => [fact('excuse', on, { id, reason: 'blockage' }), fact('excuse-ended', end, { id })];
    const object = thing(milestone('2021-06-30'), ...excuse('b1', '2021-07-01', '2021-07-11'), ...excuse('b2', '2021-07-06', '2021-07-16'));
    expect(lightOn(object, '2021-07-31').slice(0, 2)).toEqual(['red', 'yellow']);
    const light = explain(judge(compileObject(object), at('2021-07-31'), set), set);
    expect(light).toMatchObject({ excusedDays: 15, readings: [{ value: '31', unitValue: '16' }] });
    expect(light.causes[0]?.sentence).toContain('扣除免责天数后责任单位为黄灯');
  });

  test('批准中止期间责任单位为灰灯并写明原因', () => {
    const object = thing(fact('investment', '2021-05-31', { behind: '40' }), fact('excuse', '2021-06-01', { id: 's1', reason: 'suspension' }));
    expect(lightOn(object, '2021-06-02')).toEqual(['red', 'grey', 'suspended']);
  });

  test('办结为蓝灯，反弹后回到实际灯号', () => {
    const object = thing(milestone('2021-06-30'), fact('done', '2021-08-01'), fact('reopened', '2021-09-01'));
    expect([colourAt(object, '2021-07-31'), colourAt(object, '2021-08-01'), colourAt(object, '2021-09-01')]).toEqual(['red', 'blue', 'red']);
  });

  test('没有任何证据是灰灯，撤回全部证据不会变灰', () => {
    const contract = fact('contract', '2021-01-01', { freshDays: 30 });
    expect(lightOn(thing(contract), '2021-03-01')).toEqual(['grey', 'grey', 'no-evidence']);
    const withdrawn = thing(contract, fact('evidence', '2021-02-20', { id: 'e1' }), fact('withdrawn', '2021-03-01', { id: 'e1' }));
    expect([colourAt(withdrawn, '2021-02-28'), colourAt(withdrawn, '2021-03-01')]).toEqual(['green', 'yellow']);
  });

  test('第一个月未满时数量进度为灰灯：未到期', () => {
    expect(lightOn(thing(quota, value('2021-01-20', '100')), '2021-01-21')).toEqual(['grey', 'grey', 'not-due']);
  });
});

describe('说明与预告', () => {
  test('说明：维度、数值、界限、规则版本、距下一档', () => {
    const { causes } = explain(judge(compileObject(thing(milestone('2021-06-30'))), at('2021-07-10'), set), set);
    expect(causes).toEqual([
      {
        dimension: 'milestone',
        colour: 'yellow',
        value: '10',
        threshold: '≤30天',
        rule: '默认规则 第1版',
        distance: '20天',
        refs: ['milestone 2021-01-01'],
        sentence: '里程碑黄灯：「主体完工」（2021-06-30到期），逾期10天；距红灯还差20天。',
      },
    ]);
  });

  test('预告：无新情况时哪天转什么灯，做什么可以避免', () => {
    const object = compileObject(thing(milestone('2021-06-30')));
    expect(predict(object, at('2021-07-10'), { set })).toMatchObject({
      on: '2021-07-31',
      colour: 'red',
      dimension: 'milestone',
      sentence: '若无新情况，2021-07-31转为红灯，除非在此之前完成该里程碑并提交佐证，或在到期前获准延期。',
    });
    expect(predict(object, at('2021-06-01'), { set })).toMatchObject({ on: '2021-07-01', colour: 'yellow' });
    expect(predict(object, at('2021-08-01'), { set })).toBeNull();
  });
});

describe('重放与试算', () => {
  const late = value('2021-06-30', '3000', { id: 'late' }, '2021-07-20');
  const object = thing(quota, value('2021-03-31', '2500'), late);
  const range = { from: dayNumber('2021-07-19'), to: dayNumber('2021-07-20'), now: endOfDay(dayNumber('2021-08-01')), workingDays };

  test('当时已知与现在已知：7月20日才补报的6月数，当时不知道', () => {
    const lights = (mode: 'as-then' | 'as-now') => replay(compileObject(object), { ...range, mode }, () => set).map(({ objectLight }) => objectLight);
    expect(lights('as-then')).toEqual(['green', 'red']);
    expect(lights('as-now')).toEqual(['red', 'red']);
    expect(joinDays(replay(compileObject(object), { ...range, mode: 'as-now' }, () => set))).toEqual([
      { from: '2021-07-19', to: '2021-07-20', objectLight: 'red', unitLight: 'red' },
    ]);
  });

  test('新规则先在旧数据上试算，逐项列出变化，不改变任何已有灯号', () => {
    const [, trial] = otherRuleSets;
    if (trial === undefined) throw new Error('no other rules');
    const half = thing(quota, value('2021-06-30', '4000'));
    const found = tryRuleSet(
      [{ object: half, days: [dayNumber('2021-07-05')] }],
      { mode: 'as-now', now: range.now, workingDays },
      { old: () => set, trial: compileRuleSet(trial) },
    );
    expect(found).toMatchObject([{ objectId: 'task-1', old: { objectLight: 'yellow' }, trial: { objectLight: 'green' } }]);
  });
});
