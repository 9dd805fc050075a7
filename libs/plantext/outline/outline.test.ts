import { describe, expect, test } from 'vitest';
import { parseText } from '../parse.ts';
import { linesOf, nodesOf, rulesOf } from './parse-fixture.ts';

const plan = (...lines: string[]): string => ['云河县水利发展实施方案', '为加快水利建设，制定本方案。', ...lines].join('\n');

describe('层级按每份文件自己学习', () => {
  test('四级编号：部分、专节、任务、段内(1)连续编号为措施', () => {
    const text = plan(
      '一、重点任务',
      '(一)夯实基础',
      '立足实际，统筹推进。',
      '1.建设水库。统筹布局。(1)新建水库。建成小型水库三座。(2)加固堤防。完成加固。',
      '2.完善渠系。(3)疏浚河道。清淤十里。(4)直接落实管护经费。',
    );
    expect(linesOf(text)).toEqual([
      'title title - 云河县水利发展实施方案',
      'pre preamble - -',
      'p1 part 一、 重点任务',
      'p1.s1 section (一) 夯实基础',
      'p1.s1.g1 paragraph - -',
      'p1.s1.t1 task 1. 建设水库',
      'p1.s1.t1.l1 lead - -',
      'p1.s1.t1.m1 measure (1) 新建水库',
      'p1.s1.t1.m2 measure (2) 加固堤防',
      'p1.s1.t2 task 2. 完善渠系',
      'p1.s1.t2.m3 measure (3) 疏浚河道',
      'p1.s1.t2.m4 measure (4) -',
    ]);
  });
  test('标号后直接跟动词也是标号；标题后紧接(n)时没有引语', () => {
    const text = plan('一、任务', '（一）项目', '1.做好前期。（1）加快在关键河段布点。深化勘察。（2）完成设计。抓紧报批。');
    expect(nodesOf(text, 'lead')).toEqual([]);
    expect(nodesOf(text, 'measure').map((n) => n.title)).toEqual(['加快在关键河段布点', '完成设计']);
  });
  test('三级编号：1.起连续编号为措施，直接挂在部分下也算', () => {
    const text = plan('一、目标', '1.总目标。到2030年全面达标。', '二、任务', '（一）供水', '2.扩建水厂。新增产能。', '（二）排水', '3.改造管网。分步实施。');
    expect(linesOf(text).filter((l) => l.includes('measure'))).toEqual(['p1.m1 measure 1. 总目标', 'p2.s1.m2 measure 2. 扩建水厂', 'p2.s2.m3 measure 3. 改造管网']);
  });
  test('最深一级就是专节时，目标类以外的专节各带一个同名同范围的措施', () => {
    const text = plan(
      '一、总体要求',
      '（一）指导思想。坚持节水优先。',
      '二、重点任务',
      '（二）保障供水。建设水源工程。（县水务局、县财政局等负责）',
      '（三）治理水患。加固堤防。（县水务局负责）',
    );
    expect(nodesOf(text, 'section')).toHaveLength(3);
    const measures = nodesOf(text, 'measure');
    expect(measures.map((m) => [m.id, m.label, m.title])).toEqual([
      ['p2.s2.m2', '（二）', '保障供水'],
      ['p2.s3.m3', '（三）', '治理水患'],
    ]);
    expect(nodesOf(text, 'duty').map((d) => [d.parent, d.label])).toEqual([
      ['p2.s2.m2', '负责'],
      ['p2.s3.m3', '负责'],
    ]);
  });
  test('只有一级编号的若干措施：每条一个措施，附则不算', () => {
    const text = plan('一、减免费用。对企业免收水费。', '二、强化服务。上门服务。', '三、附则。本措施自印发之日起施行。');
    expect(nodesOf(text, 'measure').map((m) => m.id)).toEqual(['p1.m1', 'p2.m2']);
  });
  test('没有编号、各自带责任括号的段落是无标号措施，专节自己的正文也算一个', () => {
    const text = plan(
      '一、主要任务',
      '（一）加强管理，落实责任。健全制度。（县水务局牵头，县财政局参与）',
      '强化监测，及时预警。建设站点。（县水务局指导）完善平台。（县数据局指导）',
      '（二）保护水源。划定范围。（县环保局负责）',
      '严格执法。（县公安局负责）',
      '二、保障',
      '（一）组织领导。成立专班。',
    );
    expect(linesOf(text).slice(3)).toEqual([
      'p1.s1 section （一） 加强管理，落实责任',
      'p1.s1.m1 measure - -',
      'p1.s1.m1.y1 duty 牵头 -',
      'p1.s1.m2 measure - -',
      'p1.s1.m2.y1 duty 指导 -',
      'p1.s1.m2.y2 duty 指导 -',
      'p1.s2 section （二） 保护水源',
      'p1.s2.m1 measure - -',
      'p1.s2.m1.y1 duty 负责 -',
      'p1.s2.m2 measure - -',
      'p1.s2.m2.y1 duty 负责 -',
      'p2 part 二、 保障',
      'p2.s1 section （一） 组织领导',
      'p2.s1.m1 measure （一） 组织领导',
    ]);
  });
  test('篇、章、节', () => {
    const text = [
      '青川市发展规划纲要',
      '第一篇 总论',
      '第一章 基础',
      '过去五年成绩显著。',
      '第二篇 任务',
      '第二章 产业',
      '第一节 制造',
      '做强制造。',
      '第二节 服务',
      '做优服务。',
    ].join('\n');
    expect(linesOf(text).slice(1)).toEqual([
      'p1 part 第一篇 总论',
      'p1.s1 section 第一章 基础',
      'p1.s1.g1 paragraph - -',
      'p2 part 第二篇 任务',
      'p2.s2 section 第二章 产业',
      'p2.s2.m1 measure 第一节 制造',
      'p2.s2.m1.g1 paragraph - -',
      'p2.s2.m2 measure 第二节 服务',
      'p2.s2.m2.g1 paragraph - -',
    ]);
  });
  test('条例式文件：条以下的（一）（二）是项，不另成层级；句中的“第三条生产线”不是条', () => {
    const text = [
      '云河县奖补办法',
      '第一章 总则',
      '第一条 为规范奖补，制定本办法。',
      '第二章 标准',
      '第二条 按下列标准奖补：',
      '（一）国家级一百万元；',
      '（二）省级五十万元。',
      '第三条生产线以上的企业另行奖补。',
      '第三条 本办法由县水务局解释。',
    ].join('\n');
    expect(nodesOf(text, 'section').map((n) => n.label)).toEqual(['第一条', '第二条', '第三条', '第三条']);
    expect(nodesOf(text, 'paragraph').map((n) => n.label)).toEqual(['（一）', '（二）']);
  });
  test('少数措施内部的(1)(2)小清单不降低其余措施的层级', () => {
    const items = Array.from({ length: 14 }, (_, i) => `${i + 1}.推进事项${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[i]}。稳步实施。`);
    items[3] = '4.推进专项丁。包括：(1)清淤；(2)护岸。';
    expect(nodesOf(plan('一、任务', '（一）工程', ...items), 'measure')).toHaveLength(14);
  });
  test('1、1.1、1.1.1 的编号', () => {
    const text = [
      '防汛应急预案',
      '1 总则',
      '1.1 编制目的',
      '规范应对。',
      '1.2 适用范围',
      '适用于全县。',
      '1.3 原则',
      '以人为本。',
      '2 组织体系',
      '2.1 指挥机构',
      '设立指挥部。',
    ].join('\n');
    expect(nodesOf(text, 'part').map((n) => [n.label, n.title])).toEqual([
      ['1', '总则'],
      ['2', '组织体系'],
    ]);
    expect(nodesOf(text, 'section').map((n) => [n.id, n.label])).toEqual([
      ['p1.s1', '1.1'],
      ['p1.s2', '1.2'],
      ['p1.s3', '1.3'],
      ['p2.s1', '2.1'],
    ]);
  });
});

describe('各种标号', () => {
  test('全角、加空格、带圈和括号数字', () => {
    const text = plan('一、 任务', '（ 一 ） 工程', '１．建库。先行。', '２、修渠。跟进。', '⒊ 护岸。收尾。');
    expect(nodesOf(text, 'measure').map((n) => [n.label, n.title])).toEqual([
      ['１．', '建库'],
      ['２、', '修渠'],
      ['⒊', '护岸'],
    ]);
  });
  test('小数、比值和年份开头的段落不是标号；11.121 在轮到时是', () => {
    const text = plan('一、任务', '（一）工程', '1.95:1以内是控制线。', '2025年全面完成。', '1.打造样板。推进。', '2.121人才项目。推进。');
    expect(nodesOf(text, 'measure').map((n) => [n.label, n.title])).toEqual([
      ['1.', '打造样板'],
      ['2.', '121人才项目'],
    ]);
  });
  test('①和“一是”是句内清单，不成层级', () => {
    const text = plan('一、目标', '到2026年底：①建库三座；②修渠十里。', '一是抓建设。二是抓管护。', '二、任务', '（一）抓落实。倒排工期。');
    expect(linesOf(text).filter((l) => l.startsWith('p1.'))).toEqual(['p1.g1 paragraph - -', 'p1.g2 paragraph - -']);
  });
  test('破折号条目首句为标题', () => {
    const text = plan('一、目标', '——供水能力显著增强，覆盖全县。新增水厂两座。', '——水质达标。', '二、任务', '（一）抓落实。');
    expect(nodesOf(text, 'dashItem').map((n) => [n.label, n.title])).toEqual([
      ['——', '供水能力显著增强，覆盖全县'],
      ['——', null],
    ]);
  });
  test('基本原则下的段落首句为标题', () => {
    const text = plan('一、基本原则', '坚持节水优先，量水而行。严控用水总量。', '坚持系统治理。统筹上下游。', '二、任务', '（一）抓落实。');
    expect(nodesOf(text, 'principle').map((n) => [n.id, n.title])).toEqual([
      ['p1.r1', '坚持节水优先，量水而行'],
      ['p1.r2', '坚持系统治理'],
    ]);
  });
  test('冒号也能结束标题', () => {
    const text = plan('一、任务', '（一）领域', '1.智慧水务：建设平台，接入数据。', '2.水文化：建设展馆，挖掘资源。');
    expect(nodesOf(text, 'measure').map((n) => n.title)).toEqual(['智慧水务', '水文化']);
  });
});

describe('段内(n)', () => {
  const task = (body: string): string => plan('一、任务', '（一）工程', `1.统筹推进。${body}`, '2.其他。(9)收尾。完成。');
  test('括号里的别名、地点、年份不是标号', () => {
    const text = task('(1)建设园区(一期)。对接省城(2025年)标准。(2)完善道路(沿S101)。加快建设。');
    expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['(1)', '(2)']);
  });
  test('跳号但后继相接时接受，并报告编号不连续', () => {
    const text = task('(1)甲事项。推进。(3)乙事项。推进。(4)丙事项。推进。');
    expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['(1)', '(3)', '(4)']);
    const finding = parseText(text).findings[0];
    expect([finding?.rule, finding?.severity, finding?.spans.map((s) => s.text)]).toEqual(['numbering-gap', 'error', ['(1)', '(3)']]);
  });
  test('全文连续的段内编号写重了，后面接得上就收下，并报告两处', () => {
    const text = plan(
      '一、任务',
      '（一）行动',
      '1.建库。（1）选址。做勘察。（2）移民。做安置。',
      '专栏1 工程 水库。建水库。',
      '2.治河。抓岸线。（2）巡查。做巡河。（4）清淤。做疏浚。',
      '3.改灌区。（5）渠系。做衬砌。',
    );
    expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['（1）', '（2）', '（2）', '（4）', '（5）']);
    expect(parseText(text).findings.map((f) => [f.rule, f.spans.map((s) => s.text)])).toEqual([['numbering-duplicate', ['（2）', '（2）']]]);
  });
  test('段内编号缺号，后继在下一段也算相接', () => {
    const text = plan('一、任务', '（一）行动', '1.建库。（1）选址。做勘察。（2）移民。做安置。', '2.治河。抓岸线。（4）清淤。做疏浚。', '3.改灌区。（5）渠系。做衬砌。');
    expect(nodesOf(text, 'measure').map((n) => n.label)).toEqual(['（1）', '（2）', '（4）', '（5）']);
    expect(parseText(text).findings.map((f) => f.rule)).toEqual(['numbering-gap']);
  });
  test('行首编号缺号与重号各报一条，写明两处', () => {
    expect(rulesOf(plan('一、甲', '二、乙', '四、丁'))).toEqual(['numbering-gap']);
    expect(rulesOf(plan('一、甲', '二、乙', '二、丙', '三、丁'))).toEqual(['numbering-duplicate']);
    expect(parseText(plan('一、甲', '二、乙', '二、丙')).findings[0]?.spans.map((s) => s.text)).toEqual(['二、', '二、']);
    expect(rulesOf(plan('一、甲', '（一）子', '二、乙', '（一）丑', '（二）寅'))).toEqual([]);
    expect(rulesOf(plan('一、甲', '（一）子', '二、乙', '（二）丑', '（三）寅'))).toEqual([]);
  });
  test('重号的标识加 ~2', () => {
    expect(nodesOf(plan('一、甲', '二、乙', '二、丙'), 'part').map((n) => n.id)).toEqual(['p1', 'p2', 'p2~2']);
  });
});
