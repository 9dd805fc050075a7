/** Every threshold of the default rules from both sides, and the edges of the calendar. */
import { describe, expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import { parseDecimal } from '#kernel/quantity.ts';
import { defaultLightRules, excuseKinds } from '../../contract/index.ts';
import type { LightColour, LightDimension, LightFact, LightObject } from '../../contract/index.ts';
import { compileObject } from './compile-object.ts';
import { addMonths, dayNumber, dayText } from './day-number.ts';
import { explain } from './explain.ts';
import { judge } from './judge.ts';
import { endOfDay } from './replay.ts';
import { compileRuleSet } from './rule-set.ts';
import { workingDaysOf } from './working-days.ts';

/** 2024: Spring Festival 02-10…17, made up on Sundays 02-04 and 02-18; May Day 05-01…05, made up on 04-28 and Saturday 05-11. */
const source = '国办发明电〔2023〕7号';
const off = ['02-10', '02-11', '02-12', '02-13', '02-14', '02-15', '02-16', '02-17', '05-01', '05-02', '05-03', '05-04', '05-05'];
const made = ['02-04', '02-18', '04-28', '05-11'];
const calendar = workingCalendar([
  ...off.map((day) => ({ on: parseDay(`2024-${day}`), working: false, source })),
  ...made.map((day) => ({ on: parseDay(`2024-${day}`), working: true, source })),
]);
const workingDays = workingDaysOf(calendar, { from: parseDay('2024-01-01'), to: parseDay('2024-12-31') });
const set = compileRuleSet(defaultLightRules);

const fact = (kind: LightFact['kind'], on: string, more: object = {}): LightFact =>
  ({ kind, on, recordedAt: `${on}T09:00:00.000+08:00`, ref: `${kind} ${on}`, ...more }) as LightFact;
const thing = (facts: readonly LightFact[], fromOn = '2020-01-01'): LightObject => ({ objectId: 'o', objectKind: 'task', title: '事项', fromOn, facts: [...facts] });
const judged = (facts: readonly LightFact[], day: string) => judge(compileObject(thing(facts)), { day: dayNumber(day), known: endOfDay(dayNumber(day)), workingDays }, set);
const colourAt = (facts: readonly LightFact[], day: string): LightColour => judged(facts, day).objectLight;
const daysAfter = (day: string, days: number): string => dayText(dayNumber(day) + days);
const milestone = (dueOn: string) => fact('milestone', '2020-01-01', { id: 'm', name: '主体完工', startOn: '2020-01-01', dueOn });

interface Case {
  readonly facts: readonly LightFact[];
  readonly day: string;
}
/** `count` of the last of four months were missed. */
const monthsMissed = (count: number): readonly LightFact[] => [1, 2, 3, 4].map((month) => fact('month', `2024-0${month}-28`, { month: `2024-0${month}`, met: month <= 4 - count }));
const silent = (count: number): readonly LightFact[] =>
  [1, 2, 3, 4].flatMap((month) => [
    fact('round', `2024-0${month}-01`, { period: `p${month}`, closesOn: `2024-0${month}-05` }),
    ...(month <= 4 - count ? [fact('report', `2024-0${month}-03`, { period: `p${month}` })] : []),
  ]);
const opened = '2024-04-26';
/** The first day on which so many working days have passed since the opening. */
const workingDayAfter = (count: number): string => {
  let day = dayNumber(opened);
  while (workingDays(dayNumber(opened), day) < count) day += 1;
  return dayText(day);
};

/** Facts and day for which the dimension measures exactly this value. */
const measuring: Readonly<Record<LightDimension, (value: string) => Case>> = {
  milestone: (value) => ({ facts: [milestone('2024-03-15')], day: daysAfter('2024-03-15', Number(value)) }),
  quantity: (value) => ({
    facts: [
      fact('quota', '2024-01-01', { base: '0', target: '20000', fromOn: '2024-01-01', toOn: '2024-12-31' }),
      fact('value', '2024-06-30', { id: 'v', value: parseDecimal(value).times(10_000).toString() }),
    ],
    day: '2024-07-02',
  }),
  growth: (value) => ({ facts: [fact('growth', '2024-06-30', { id: 'g', actual: parseDecimal('6').minus(parseDecimal(value)).toString(), target: '6' })], day: '2024-07-02' }),
  freshness: (value) => ({ facts: [fact('contract', '2024-01-01', { freshDays: 30 }), fact('evidence', '2024-01-30', { id: 'e' })], day: daysAfter('2024-02-29', Number(value)) }),
  reporting: (value) => ({ facts: silent(Number(value)), day: '2024-04-06' }),
  contradiction: (value) => ({ facts: [fact('contradiction', opened, { id: 'c' })], day: workingDayAfter(Number(value)) }),
  forecast: (value) => ({ facts: [fact('forecast', '2024-06-30', { points: 6, probability: value })], day: '2024-07-01' }),
  start: (value) => ({
    facts: [fact('start-plan', '2024-01-01', { plannedOn: '2024-02-29' }), ...(value === '0' ? [fact('started', '2024-02-29', { needsStatistics: false })] : [])],
    day: value === '0' ? '2024-02-29' : dayText(addMonths(dayNumber('2024-02-15'), Number(value))),
  }),
  investment: (value) => ({ facts: [fact('investment', '2024-06-30', { behind: value })], day: '2024-07-01' }),
  money: (value) => ({ facts: [fact('money', '2024-06-30', { behind: value })], day: '2024-07-01' }),
  statistics: (value) => ({ facts: [fact('started', '2024-01-31', { needsStatistics: true })], day: dayText(addMonths(dayNumber('2024-01-31'), Number(value))) }),
  monthly: (value) => ({ facts: monthsMissed(Number(value)), day: '2024-05-01' }),
  factors: (value) => ({ facts: [fact('factor-blocked', '2024-01-31', { id: 'land', name: '用地' })], day: daysAfter('2024-01-31', Number(value)) }),
};

/** Written by hand from the tables of the rules; nothing here is computed from them. */
const vectors: readonly (readonly [LightDimension, string, LightColour])[] = [
  ['milestone', '0', 'green'],
  ['milestone', '1', 'yellow'],
  ['milestone', '30', 'yellow'],
  ['milestone', '31', 'red'],
  ['quantity', '0.95', 'green'],
  ['quantity', '0.9499', 'yellow'],
  ['quantity', '0.80', 'yellow'],
  ['quantity', '0.7999', 'red'],
  ['growth', '0', 'green'],
  ['growth', '0.0001', 'yellow'],
  ['growth', '1.0', 'yellow'],
  ['growth', '1.0001', 'red'],
  ['freshness', '0', 'green'],
  ['freshness', '1', 'yellow'],
  ['freshness', '30', 'yellow'],
  ['freshness', '31', 'red'],
  ['reporting', '0', 'green'],
  ['reporting', '1', 'yellow'],
  ['reporting', '2', 'red'],
  ['contradiction', '10', 'yellow'],
  ['contradiction', '11', 'red'],
  ['forecast', '0.5', 'green'],
  ['forecast', '0.4999', 'yellow'],
  ['start', '0', 'green'],
  ['start', '1', 'yellow'],
  ['start', '2', 'yellow'],
  ['start', '3', 'red'],
  ['investment', '9.9999', 'green'],
  ['investment', '10', 'yellow'],
  ['investment', '30', 'yellow'],
  ['investment', '30.0001', 'red'],
  ['money', '0', 'green'],
  ['money', '0.0001', 'yellow'],
  ['money', '30', 'yellow'],
  ['money', '30.0001', 'red'],
  ['statistics', '1', 'green'],
  ['statistics', '2', 'yellow'],
  ['statistics', '3', 'red'],
  ['monthly', '0', 'green'],
  ['monthly', '1', 'yellow'],
  ['monthly', '2', 'red'],
  ['factors', '0', 'green'],
  ['factors', '1', 'yellow'],
  ['factors', '60', 'yellow'],
  ['factors', '61', 'red'],
];
/** Lights in decimals are judged to the fourth place, the others in whole steps. */
const stepOf = (dimension: LightDimension): string => (['quantity', 'growth', 'forecast', 'investment', 'money'].includes(dimension) ? '0.0001' : '1');

describe('默认规则的每一个界限，两侧都对', () => {
  test.each(vectors)('%s 为 %s 时是 %s', (dimension, value, colour) => {
    const { facts, day } = measuring[dimension](value);
    const found = judged(facts, day);
    const reading = found.readings.find(({ rule }) => rule.dimension === dimension);
    // The facts really measure what the row says.
    expect(parseDecimal(String(reading?.measure.value)).toString()).toBe(parseDecimal(value).toString());
    expect([reading?.colour, found.objectLight, found.unitLight]).toEqual([colour, colour, colour]);
  });

  test('没有漏掉一个界限：每个界限上和紧挨着的另一侧都有一行，颜色不同', () => {
    const bounds = defaultLightRules.rules.flatMap(({ dimension, bands }) => bands.map(({ bound }) => ({ dimension, bound: parseDecimal(bound) })));
    expect(bounds.length).toBeGreaterThan(20);
    for (const { dimension, bound } of bounds) {
      const rows = vectors.filter((row) => row[0] === dimension).map(([, value, colour]) => ({ gap: parseDecimal(value).minus(bound).abs(), colour }));
      const onIt = rows.find(({ gap }) => gap.isZero());
      const beside = rows.filter(({ gap }) => gap.equals(parseDecimal(stepOf(dimension))));
      expect(onIt, `${dimension} ${bound.toString()}`).toBeDefined();
      expect(
        beside.some(({ colour }) => colour !== onIt?.colour),
        `${dimension} ${bound.toString()}`,
      ).toBe(true);
    }
  });
});

describe('日历的边角', () => {
  test.each([
    ['2024-02-29', '2024-03-30', '2024-03-31'],
    ['2028-02-29', '2028-03-30', '2028-03-31'],
    // no leap day: the 30th day is one later in the calendar
    ['2023-02-28', '2023-03-30', '2023-03-31'],
    ['2100-02-28', '2100-03-30', '2100-03-31'],
    ['2024-12-31', '2025-01-30', '2025-01-31'],
  ])('里程碑%s到期：当天绿，次日黄，%s（第30天）黄，%s（第31天）红', (due, thirtieth, next) => {
    const facts = [milestone(due)];
    expect([due, daysAfter(due, 1), thirtieth, next].map((day) => colourAt(facts, day))).toEqual(['green', 'yellow', 'yellow', 'red']);
  });

  test.each([
    ['2024-01-31', ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01']],
    ['2023-01-31', ['2023-02-28', '2023-03-01', '2023-03-31', '2023-04-01']],
    ['2024-02-29', ['2024-03-29', '2024-03-30', '2024-04-29', '2024-04-30']],
    ['2028-02-29', ['2028-03-29', '2028-03-30', '2028-04-29', '2028-04-30']],
    ['2024-12-31', ['2025-01-31', '2025-02-01', '2025-02-28', '2025-03-01']],
  ] as const)('%s开工，满一个月、两个月的月末算在前一档', (begun, days) => {
    const facts = [fact('started', begun, { needsStatistics: true })];
    expect(days.map((day) => colourAt(facts, day))).toEqual(['green', 'yellow', 'yellow', 'red']);
  });

  test('佐证时效跨过闰日：30天在闰年到2月29日，平年到3月1日', () => {
    const of = (year: string) => [fact('contract', `${year}-01-01`, { freshDays: 30 }), fact('evidence', `${year}-01-30`, { id: 'e' })];
    expect(['2024-02-29', '2024-03-01'].map((day) => colourAt(of('2024'), day))).toEqual(['green', 'yellow']);
    expect(['2023-03-01', '2023-03-02'].map((day) => colourAt(of('2023'), day))).toEqual(['green', 'yellow']);
    expect(['2028-02-29', '2028-03-01'].map((day) => colourAt(of('2028'), day))).toEqual(['green', 'yellow']);
  });

  test('序时进度：闰年2月到29日才算满两个月，28日只算一个月', () => {
    const by = (day: string, value: string) => [
      fact('quota', '2024-01-01', { base: '0', target: '12000', fromOn: '2024-01-01', toOn: '2024-12-31' }),
      fact('value', day, { id: 'v', value }),
    ];
    // 1900 are 1.9 of one month and 0.95 of two.
    expect(colourAt(by('2024-02-28', '1899'), '2024-03-02')).toBe('green');
    expect(colourAt(by('2024-02-29', '1900'), '2024-03-02')).toBe('green');
    expect(colourAt(by('2024-02-29', '1899'), '2024-03-02')).toBe('yellow');
  });

  test('调度在闰日截止：当天不算沉默，3月1日起算；跨年的连续沉默照样连续', () => {
    const leap = [fact('round', '2024-02-01', { period: '2024-01', closesOn: '2024-02-29' })];
    expect(['2024-02-29', '2024-03-01'].map((day) => colourAt(leap, day))).toEqual(['grey', 'yellow']);
    const turn = [fact('round', '2023-12-01', { period: '2023-11', closesOn: '2023-12-31' }), fact('round', '2024-01-01', { period: '2023-12', closesOn: '2024-01-31' })];
    expect(['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'].map((day) => colourAt(turn, day))).toEqual(['grey', 'yellow', 'yellow', 'red']);
  });

  test.each([
    // 04-28 (Sunday) and 05-11 (Saturday) are worked, 05-01…05 are not: the tenth working day is Monday, 13 May.
    ['2024-04-26', 9, '2024-05-11'],
    ['2024-04-26', 10, '2024-05-13'],
    ['2024-04-26', 10, '2024-05-13'],
    ['2024-04-26', 11, '2024-05-14'],
    // 02-04 and 02-18 are Sundays that are worked.
    ['2024-02-02', 1, '2024-02-04'],
    ['2024-02-02', 7, '2024-02-18'],
    ['2024-02-02', 10, '2024-02-21'],
    ['2024-02-02', 11, '2024-02-22'],
    // opened on a Saturday that is worked, and on one that is not
    ['2024-05-11', 10, '2024-05-24'],
    ['2024-05-18', 10, '2024-05-31'],
  ])('%s的存疑，第%i个工作日是%s（调休的周六、周日算，放假的日子不算）', (on, count, day) => {
    const doubt = [fact('contradiction', on, { id: 'c' })];
    const measured = (at: string) => judged(doubt, at).readings[0]?.measure.value;
    expect([measured(day), measured(daysAfter(day, -1))]).toEqual([count, count - 1]);
    expect(colourAt(doubt, day)).toBe(count > 10 ? 'red' : 'yellow');
  });
});

describe('连续计数', () => {
  const light = (facts: readonly LightFact[], day: string) => explain(judged(facts, day), set);

  test.each([0, 1, 2, 3, 4])('最近%i轮沉默、%i个月未完成，各数各的；报一次、完成一次即清零', (count) => {
    expect(light(silent(count), '2024-04-06').silentRounds).toBe(count);
    expect(light(monthsMissed(count), '2024-05-01').missedMonths).toBe(count);
    const late = fact('report', '2024-04-20', { period: 'p4' });
    expect(light([...silent(count), late], '2024-04-19').silentRounds).toBe(count);
    expect(light([...silent(count), late], '2024-04-20').silentRounds).toBe(0);
    expect(light([...monthsMissed(count), fact('month', '2024-05-28', { month: '2024-05', met: true })], '2024-05-28').missedMonths).toBe(0);
  });

  test('更正一个月的完成情况，只改那个月：中间的完成把连续断开', () => {
    const corrected = fact('month', '2024-04-15', { month: '2024-03', met: true });
    expect(light([...monthsMissed(3), corrected], '2024-05-01').missedMonths).toBe(1);
    expect(light([...monthsMissed(3), corrected], '2024-04-10').missedMonths).toBe(2);
  });

  test('连续黄灯、红灯的轮数：红也算黄以上，一轮转好即清零', () => {
    const rounds = [1, 2, 3, 4].map((month) => fact('round', `2024-0${month}-01`, { period: `p${month}`, closesOn: `2024-0${month}-05` }));
    const reports = [1, 2, 3, 4].map((month) => fact('report', `2024-0${month}-03`, { period: `p${month}` }));
    const behind = (month: number, value: string) => fact('investment', `2024-0${month}-04`, { behind: value });
    const running = (...values: readonly string[]) => {
      const { yellowRounds, redRounds } = light([...rounds, ...reports, ...values.map((value, index) => behind(index + 1, value))], '2024-04-06');
      return [yellowRounds, redRounds];
    };
    expect(running('0', '0', '0', '0')).toEqual([0, 0]);
    expect(running('0', '0', '0', '15')).toEqual([1, 0]);
    expect(running('0', '0', '15', '40')).toEqual([2, 1]);
    expect(running('0', '40', '40', '40')).toEqual([3, 3]);
    expect(running('40', '40', '0', '15')).toEqual([1, 0]);
  });

  test('连续两轮黄灯仍黄，第三轮转红；规则写0轮则永不转', () => {
    const rounds = [1, 2, 3].flatMap((month) => [
      fact('round', `2024-0${month}-01`, { period: `p${month}`, closesOn: `2024-0${month}-05` }),
      fact('report', `2024-0${month}-03`, { period: `p${month}` }),
    ]);
    const facts = [...rounds, fact('investment', '2024-01-02', { behind: '15' })];
    expect(['2024-02-06', '2024-03-05', '2024-03-06'].map((day) => colourAt(facts, day))).toEqual(['yellow', 'yellow', 'red']);
    const never = compileRuleSet({ ...defaultLightRules, yellowRoundsToRed: 0 });
    expect(judge(compileObject(thing(facts)), { day: dayNumber('2024-03-06'), known: endOfDay(dayNumber('2024-03-06')), workingDays }, never).objectLight).toBe('yellow');
  });
});

describe('免责事由', () => {
  const late = [milestone('2024-03-15')];
  const excuse = (reason: string, on: string) => fact('excuse', on, { id: 'x', reason });
  const both = (facts: readonly LightFact[], day: string) => {
    const { objectLight, unitLight } = judged(facts, day);
    return [objectLight, unitLight];
  };

  test.each(excuseKinds)('%s：事项照样着色，责任单位扣除免责的天数；撤销的免责从来不算', (reason) => {
    const excused = [...late, excuse(reason, '2024-03-20'), fact('excuse-ended', '2024-03-30', { id: 'x' })];
    // 2024-04-15 is the 31st day late, ten of them excused.
    expect(both(late, '2024-04-15')).toEqual(['red', 'red']);
    expect(both(excused, '2024-04-15')).toEqual(['red', 'yellow']);
    expect(both(excused, '2024-04-24')).toEqual(['red', 'yellow']);
    expect(both(excused, '2024-04-25')).toEqual(['red', 'red']);
    expect(both([...excused, fact('excuse-void', '2024-04-01', { id: 'x' })], '2024-04-15')).toEqual(['red', 'red']);
    expect(explain(judged(excused, '2024-04-15'), set).excusedDays).toBe(10);
  });

  test.each(excuseKinds)('%s期间截止的调度不计入单位的连续沉默；事由未结束时一直免责', (reason) => {
    const facts = [...silent(2), excuse(reason, '2024-04-01')];
    expect(both(facts, '2024-04-06')).toEqual(['red', 'yellow']);
    expect(explain(judged(facts, '2024-04-06'), set)).toMatchObject({ silentRounds: 2 });
    const behind = [fact('investment', '2024-03-31', { behind: '40' }), excuse(reason, '2024-04-01')];
    const { objectLight, unitLight, greyReason } = judged(behind, '2024-06-30');
    expect([objectLight, unitLight, greyReason]).toEqual(['red', 'grey', reason === 'suspension' ? 'suspended' : 'no-evidence']);
  });
});
