import { expect, test } from 'vitest';
import type { Marked } from './official-source.ts';
import { readEdition, readOfficialSource, wordsOf } from './official-source.ts';

const edition = readEdition();
const official = readOfficialSource();
const withOfficial = test.skipIf(official === null);

/** Longest run of words, names and figures aside, that our edition may share with the official text. */
const longestSharedRun = 14;

/** Proper names and mottoes that the hand reading does not mark but that a plan cannot say otherwise. */
const properNames = [
  '王庄花生',
  '任桥牛肉',
  '仲兴羊肉',
  '刘集粉丝',
  '湖沟烧饼',
  '濠城豆饼',
  '新马桥草莓',
  '连城黑花生',
  '谷阳樱花节',
  '濠城菊花节',
  '新马桥梨花节',
  '禹庙荷花节',
  '大禹治水',
  '哪吒闹海',
  '伯牙访贤',
  '垓下古城',
  '谷阳城遗址公园',
  '垓下遗址',
  '集东遗址',
  '南城孜遗址',
  '刘集镇',
  '石湖乡',
  '仲兴乡',
  '世界500强',
  '中国500强',
  '民企500强',
  '习近平总书记',
  '习近平新时代中国特色社会主义思想',
  '绿水青山就是金山银山',
  '农村义务教育巩固提升行动',
  '跨界水体联保专项治理方案',
  '长三角国家社会信用体系建设区域合作示范区',
];

function source() {
  if (official === null) throw new Error('没有官方文本');
  return official;
}

function missingFrom(text: string, marked: readonly Marked[]): string[] {
  return marked.map(wordsOf).filter((words): words is string => words !== null && words !== '' && !text.includes(words));
}

/** Figures with their multiplicity, the labels (1)..(77) aside. */
function figures(text: string): string[] {
  return (text.replace(/\(\d{1,2}\)/gu, '').match(/\d+(?:\.\d+)?/gu) ?? []).toSorted();
}

function allowedNames(): string[] {
  const { gold } = source();
  const pairs = gold.targets.flatMap((target) => {
    const indicator = wordsOf(target.indicator) ?? '';
    const value = wordsOf(target.value) ?? '';
    return [indicator + value, value + indicator, indicator, value];
  });
  const marked: Marked[] = [
    ...gold.outline.map((node) => node.title),
    ...gold.projects.flatMap((project) => [project.name, ...Object.values(project.attrs), ...(project.mentions ?? [])]),
    ...gold.actors.map((actor) => actor.name),
    ...[...gold.milestones, ...gold.documents].map((record) => record.object),
    ...gold.recurring.map((record) => record.duty),
    ...gold.thresholds.flatMap((record) => [record.quantity, record.consequence, record.milestone]),
    ...gold.references.map((reference) => reference.text),
    ...[...gold.lint, ...gold.checks].flatMap((record) => record.spans ?? []),
  ];
  const quoted = gold.terms.map((term) => `“${term.text}”`);
  const names = [...pairs, ...marked.map(wordsOf), ...quoted, ...properNames].filter((name): name is string => name !== null && name.length >= 3);
  return [...new Set(names)].toSorted((a, b) => b.length - a.length);
}

/** Stretches of `text` longer than `limit` that also stand in `other`; both in linear time. */
function sharedRuns(text: string, other: string, limit: number): string[] {
  const width = limit + 1;
  const windows = new Set<string>();
  for (let at = 0; at + width <= other.length; at += 1) windows.add(other.slice(at, at + width));
  const runs: string[] = [];
  for (let at = 0; at + width <= text.length; at += 1) {
    if (!windows.has(text.slice(at, at + width))) continue;
    let end = at + width;
    while (end < text.length && windows.has(text.slice(end + 1 - width, end + 1))) end += 1;
    runs.push(text.slice(at, end));
    at = end;
  }
  return runs;
}

test('本版文本只用半角标点,篇幅与原文相当', () => {
  expect(edition).not.toMatch(/[，：；（）％　\r\t]/u);
  expect(edition.endsWith('。\n')).toBe(true);
  expect(edition.trimEnd().split('\n')).toHaveLength(90);
  expect(edition.length).toBeGreaterThan(15_000);
  expect(edition.length).toBeLessThan(20_000);
});

test('编号齐全:77项举措全文连续编号,15个专栏各占一行', () => {
  const measures = [...edition.matchAll(/\((\d{1,2})\)/gu)].map((match) => Number(match[1]));
  expect(measures).toEqual(Array.from({ length: 77 }, (_, index) => index + 1));
  const boxes = edition.split('\n').filter((line) => line.startsWith('专栏'));
  expect(boxes.map((line) => /^专栏(\d+)/u.exec(line)?.[1])).toEqual(Array.from({ length: 15 }, (_, index) => String(index + 1)));
  expect(boxes.every((line) => line.endsWith('。 |'))).toBe(true);
});

test('原文的毛病原样保留,好让用户看到核查结果', () => {
  for (const oddity of [
    '产业类项目不少1个',
    '(一级高速公路,',
    '(2025年主要经济发展指标预测见附表)',
    '生猪产业产值达到60亿。',
    '专栏9合作',
    '专栏10电商',
    '本实施方案',
    '岸线长685m',
    '约43.666公里',
  ]) {
    expect(edition).toContain(oddity);
  }
});

withOfficial('指标、目标值、里程碑、文件、周期任务和门槛都在', () => {
  const { gold } = source();
  expect(
    missingFrom(
      edition,
      gold.targets.flatMap((record) => [record.indicator, record.value]),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      edition,
      [...gold.milestones, ...gold.documents].flatMap((record) => [record.object, record.verb]),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      edition,
      gold.recurring.flatMap((record) => [record.duty, record.frequency]),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      edition,
      gold.thresholds.flatMap((record) => [record.quantity, record.consequence, record.milestone]),
    ),
  ).toEqual([]);
});

withOfficial('项目名称、属性、机构名称、引用文件都在', () => {
  const { gold } = source();
  expect(gold.projects).toHaveLength(88);
  expect(gold.actors).toHaveLength(50);
  expect(
    missingFrom(
      edition,
      gold.projects.flatMap((project) => [project.name, project.status, ...Object.values(project.attrs)]),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      edition,
      gold.actors.map((actor) => actor.name),
    ),
  ).toEqual([]);
  expect(
    missingFrom(
      edition,
      gold.references.map((reference) => reference.text),
    ),
  ).toEqual([]);
});

withOfficial('引号里的提法一个不少、出现次数相同', () => {
  const counted = (text: string) => source().gold.terms.map((term) => [term.text, text.split(`“${term.text}”`).length - 1]);
  expect(source().gold.terms).toHaveLength(70);
  expect(counted(edition)).toEqual(counted(source().text));
});

withOfficial('全部数字与原文相同,不多也不少', () => {
  expect(figures(edition)).toEqual(figures(source().text));
});

withOfficial(`除名称和数字外,没有超过${longestSharedRun}个字与官方文本相同`, () => {
  let masked = edition.replaceAll('\n', '\u0000');
  for (const name of allowedNames()) masked = masked.replaceAll(name, '\u0000');
  expect(sharedRuns(masked, source().text, longestSharedRun)).toEqual([]);
});
