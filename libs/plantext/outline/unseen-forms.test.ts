/** Forms found on documents the outline was not written against; every sentence is our own. */
import { describe, expect, test } from 'vitest';
import { parseText } from '../parse.ts';
import { linesOf, nodesOf } from './parse-fixture.ts';

const plan = (...lines: string[]): string => ['云河县水利发展实施方案', '为加快水利建设，制定本方案。', ...lines].join('\n');

describe('行动计划里的“行动一”', () => {
  const actions = ['二、主要行动', '行动一：设施提质行动', '1.建水厂。新建2座。', '行动二：队伍壮大行动', '2.育人才。培训50人。'];
  test('是专节，下面的编号归它', () => {
    expect(linesOf(plan('一、目标', '全面提升。', ...actions)).slice(4)).toEqual([
      'p2 part 二、 主要行动',
      'p2.s1 section 行动一 设施提质行动',
      'p2.s1.m1 measure 1. 建水厂',
      'p2.s2 section 行动二 队伍壮大行动',
      'p2.s2.m2 measure 2. 育人才',
    ]);
  });
  test('与别处的（一）同级', () => {
    const text = plan(...actions, '三、保障', '（一）加强领导。成立专班。');
    expect(nodesOf(text, 'section').map((n) => n.id)).toEqual(['p2.s1', 'p2.s2', 'p3.s1']);
    expect(nodesOf(text, 'measure').map((n) => n.id)).toEqual(['p2.s1.m1', 'p2.s2.m2']);
  });
  test('只出现一次，或后面没有停顿，不是标号', () => {
    expect(nodesOf(plan('一、工程', '工程一期：先行开工。', '任务一：先行开工。'), 'section')).toEqual([]);
  });
});

describe('表格里的分组行', () => {
  const head = '序号\t任务\t牵头单位';
  test('行号接着走时，分组行属于表格', () => {
    const text = ['云河县重点工作任务分解表', head, '一、水利', '1\t建水库\t县水务局', '二、农业', '2\t建良田\t县农业农村局'].join('\n');
    expect(nodesOf(text, 'table')).toHaveLength(1);
    expect(nodesOf(text, 'row')).toHaveLength(5);
    expect(parseText(text).findings).toEqual([]);
  });
  test('后面又是表头时，是标题', () => {
    const text = plan('一、水利', head, '1\t建水库\t县水务局', '二、农业', head, '1\t建良田\t县农业农村局');
    expect(nodesOf(text, 'part').map((n) => n.label)).toEqual(['一、', '二、']);
    expect(nodesOf(text, 'table')).toHaveLength(2);
  });
});

describe('标题、落款与版面', () => {
  test('标题下括号里的日期不算标题', () => {
    const text = ['关于建设水利强县的实施意见', '（2024年5月18日）', '为加快水利建设，提出以下意见。', '一、目标', '全面提升。'].join('\n');
    expect(nodesOf(text, 'title').map((n) => n.title)).toEqual(['关于建设水利强县的实施意见']);
  });
  test('标题下括号里的期限、试行仍算标题', () => {
    const text = ['云河县水利三年行动计划', '（2024—2026年）', '为加快水利建设，制定本计划。', '一、目标', '全面提升。'].join('\n');
    expect(nodesOf(text, 'title').map((n) => n.title)).toEqual(['云河县水利三年行动计划（2024—2026年）']);
  });
  test('字间加空格的标题行', () => {
    const text = ['关于建设水利强县的', '实 施 意 见', '为加快水利建设，提出以下意见。', '一、目标', '全面提升。'].join('\n');
    expect(nodesOf(text, 'title').map((n) => n.title)).toEqual(['关于建设水利强县的实施意见']);
  });
  test('附件标题另起一行', () => {
    const text = plan('一、任务', '推进。', '附件1', '云河县任务分工表', '任务\t单位', '建库\t县水务局');
    expect(nodesOf(text, 'annex').map((n) => [n.label, n.title])).toEqual([['附件1', '云河县任务分工表']]);
  });
  test('报告结尾的“各位代表”归全文', () => {
    const text = [
      '政府工作报告',
      '各位代表：',
      '现在报告工作，请予审议。',
      '一、回顾',
      '完成任务。',
      '各位代表！成绩来之不易。',
      '二、任务',
      '（一）抓项目。新建水厂。',
      '各位代表，让我们团结奋斗！',
    ].join('\n');
    const last = parseText(text).nodes.at(-1);
    expect([last?.kind, last?.parent]).toEqual(['paragraph', 'doc']);
    expect(parseText(text).nodes.find((n) => text.startsWith('各位代表！', n.start) && n.kind === 'paragraph')?.parent).toBe('p1');
  });
  test('施行条款和印发日期归全文', () => {
    const text = plan('一、任务', '（一）抓项目。新建水厂。', '本方案自发布之日起施行，有效期3年。', '云河县人民政府办公室', '2024年9月5日印发');
    expect(
      parseText(text)
        .nodes.slice(-3)
        .map((n) => n.parent),
    ).toEqual(['doc', 'doc', 'doc']);
  });
  test('字间有空格的总则是目标类，不带措施', () => {
    const text = plan('第一章  总  则', '第一条 为规范管理，制定本办法。', '第二章  任务', '第二条 县水务局每年培训2次。');
    expect(nodesOf(text, 'measure').map((n) => n.id)).toEqual(['p2.s2.m2']);
  });
  test('页码行不进大纲；标号与顿号之间有空格仍是标号', () => {
    const text = plan('一 、任务', '（ 一 ）供水', '1 ．建库。推进。', '— 3 —', '第 4 页', '2 、修渠。推进。');
    expect(linesOf(text).slice(2)).toEqual(['p1 part 一 、 任务', 'p1.s1 section （ 一 ） 供水', 'p1.s1.m1 measure 1 ． 建库', 'p1.s1.m2 measure 2 、 修渠']);
  });
});

describe('只列单位的句末括号', () => {
  test.each(['（司法所、法庭）', '（镇信访办、各包案领导）', '（派出所，各村（社区））', '（建设科、项目办）'])('%s', (bracket) => {
    expect(nodesOf(plan('一、任务', `1、化解纠纷。调解成功率达到98%。${bracket}`), 'duty').map((n) => n.label)).toEqual([null]);
  });
});

describe('民生实事：标题、内容、责任各占一行', () => {
  test('下面没有编号、有责任行的专节自带措施', () => {
    const matters = ['一、新建幼儿园3所', '内容：新增学位810个。', '牵头单位：县教育局', '完成时限：2024年8月', '二、改造小区20个', '内容：惠及4300户。', '牵头单位：县住建局'];
    const text = plan('第一部分 实事项目', ...matters, '第二部分 工作要求', '一、压实责任', '（一）加强领导。负总责。');
    expect(nodesOf(text, 'measure').map((n) => n.id)).toEqual(['p1.s1.m1', 'p1.s2.m2', 'p2.s1.m1']);
    expect(nodesOf(text, 'duty').map((n) => n.parent)).toEqual(['p1.s1.m1', 'p1.s1.m1', 'p1.s2.m2']);
  });
});

describe('少数条目里的小清单', () => {
  test('八条里只有两条下面另列（1）（2），措施仍是那八条', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => [`${n}.办实事${n}。新建${n}座。`, ...(n === 3 || n === 6 ? ['（1）选址。抓紧报批。', '（2）施工。倒排工期。'] : [])]);
    const text = plan('一、任务', '（一）工程', ...items.slice(0, 6), '（二）管护', ...items.slice(6));
    expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['1.', '2.', '3.', '4.', '5.', '6.', '7.', '8.']);
    expect(nodesOf(text, 'paragraph').map((n) => n.parent)).toEqual(['p1.s1.m3', 'p1.s1.m3', 'p1.s2.m6', 'p1.s2.m6']);
  });
});

test('“主要预期目标”下逐条写明牵头单位的，每条都是措施；没有写的不是', () => {
  const goals = ['1.生产总值增长6%。（牵头单位：县发改局）', '2.财政收入增长4%左右。（牵头单位：县财政局）', '3.社会大局稳定。'];
  const text = plan('一、2031年主要预期目标', ...goals, '二、壮大产业', '4.修编园区规划。抓紧报批。（牵头单位：园区管委会）', '5.抓招商。常抓不懈。');
  expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['1.', '2.', '4.', '5.']);
});
