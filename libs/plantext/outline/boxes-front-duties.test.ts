import { describe, expect, test } from 'vitest';
import { parseText } from '../parse.ts';
import { linesOf, nodesOf } from './parse-fixture.ts';

const plan = (...lines: string[]): string => ['云河县水利发展实施方案', '为加快水利建设，制定本方案。', ...lines].join('\n');
const slice = (text: string, n: { start: number; end: number } | undefined): string => (n ? text.slice(n.start, n.end) : '');

describe('专栏', () => {
  const head = ['一、任务', '（一）工程', '1.抓项目。(1)建库。推进。(2)修渠。推进。'];
  test('单行专栏：句号加空格是丢失的段落标记；标题后到空格为止', () => {
    const text = plan(...head, '专栏1 重点工程 水库。建设两座。扩建一座。 加强管护，落实责任，长效运行。 |', '2.抓管护。(3)建队伍。推进。');
    const box = nodesOf(text, 'box')[0];
    expect([box?.id, box?.label, box?.title, slice(text, box).endsWith(' |')]).toEqual(['p1.s1.t1.b1', '专栏1', '重点工程', true]);
    expect(nodesOf(text, 'boxBlock').map((n) => [n.id, n.title, slice(text, n)])).toEqual([['p1.s1.t1.b1.k1', '水库', '水库。建设两座。扩建一座。']]);
    expect(nodesOf(text, 'boxParagraph').map((n) => slice(text, n))).toEqual(['加强管护，落实责任，长效运行。']);
  });
  test('编号后没有空格的专栏', () => {
    const text = plan(...head, '专栏10工程行动 水库。建设两座。扩建。 |');
    expect(nodesOf(text, 'box').map((n) => [n.label, n.title])).toEqual([['专栏10', '工程行动']]);
  });
  test('专栏里的括号数字和编号不算措施', () => {
    const text = plan(...head, '专栏2 工程 水库。(1)建设两座。(2)扩建一座。 |');
    expect(nodesOf(text, 'measure')).toHaveLength(2);
  });
  test('多行专栏：自带编号的项目归专栏，正文编号接上即结束', () => {
    const text = plan(
      '一、任务',
      '（一）工程',
      '1.抓项目。推进。',
      '专栏1 重点工程',
      '1.水库工程。建设两座，扩建一座。',
      '2.渠系工程。改造十里。',
      '2.抓管护。推进。',
      '（二）服务',
      '3.抓服务。推进。',
    );
    expect(nodesOf(text, 'measure').map((n) => n.title)).toEqual(['抓项目', '抓管护', '抓服务']);
    expect(nodesOf(text, 'boxBlock').map((n) => [n.id, n.label, n.title])).toEqual([
      ['p1.s1.m1.b1.k1', '1.', '水库工程'],
      ['p1.s1.m1.b1.k2', '2.', '渠系工程'],
    ]);
  });
  test('专栏是表格：表和行都在专栏之下', () => {
    const text = plan('一、目标', '（一）指标', '1.主要指标。见下。', '专栏1 主要指标', '指标\t2025年\t属性', '供水普及率\t98%\t约束性', '2.其他。推进。');
    expect(linesOf(text).filter((l) => /table|row/.test(l))).toEqual(['p1.s1.m1.b1.x1 table - -', 'p1.s1.m1.b1.x1.w1 row - -', 'p1.s1.m1.b1.x1.w2 row - -']);
  });
  test('有表题的表格', () => {
    const text = plan('一、目标', '（一）指标', '表1 主要指标', '指标\t2025年', '普及率\t98%');
    expect(nodesOf(text, 'table').map((n) => [n.label, n.title])).toEqual([['表1', '主要指标']]);
    expect(nodesOf(text, 'row')).toHaveLength(2);
  });
});

describe('标题、来文和附件', () => {
  const body = ['一、任务', '（一）工程。推进。'];
  test('上行停在名词、下行不是地名或年份开头，也是一个标题', () => {
    const title = (...lines: string[]): string | null | undefined => nodesOf([...lines, '现制定分工方案如下。', ...body].join('\n'), 'title')[0]?.title;
    expect(title('云河区2031年重点工作', '任务分解和责任分工方案')).toBe('云河区2031年重点工作任务分解和责任分工方案');
    expect(title('云河区水利工作', '云河区防汛应急实施方案')).toBe('云河区防汛应急实施方案');
  });
  test('通知里写明的名称在下面重出，就是正文标题，不论末尾是什么词', () => {
    const letter = ['云河县人民政府关于印发《云河县应急体系“十六五”规划责任分解》的通知', '各乡镇人民政府：', '现印发给你们，请认真组织实施。', '云河县人民政府', '2031年4月1日'];
    const text = [...letter, '云河县应急体系“十六五”规划', '责任分解', ...body].join('\n');
    expect(nodesOf(text, 'title')[0]?.title).toBe('云河县应急体系“十六五”规划责任分解');
    expect(slice(text, nodesOf(text, 'letter')[0])).toBe(letter.join('\n'));
  });
  test('两个机关联合发文，各占一行；“等部门”也是发文机关', () => {
    const issued = (...organs: string[]): string => {
      const text = ['云河县水利发展实施方案', '现予实施。', ...body].join('\n');
      return slice(
        [...organs, '关于印发《云河县水利发展实施方案》的通知', '各乡镇：', '现印发给你们，请认真贯彻执行。', text].join('\n'),
        nodesOf([...organs, '关于印发《云河县水利发展实施方案》的通知', '各乡镇：', '现印发给你们，请认真贯彻执行。', text].join('\n'), 'letter')[0],
      );
    };
    expect(issued('中共云河县工作委员会', '云河县管理委员会')).toMatch(/^中共云河县工作委员会/);
    expect(issued('云河县水务局等部门')).toMatch(/^云河县水务局等部门/);
  });
  test('“责任单位：”独占一行，单位在下一行', () => {
    const text = plan('一、任务', '1.抓管护。建站3座。', '责任单位：', '县水务局、各乡镇', '2.抓服务。推进。', '（牵头单位：', '县供水公司）');
    expect(nodesOf(text, 'duty').map((n) => slice(text, n))).toEqual(['责任单位：\n县水务局、各乡镇', '（牵头单位：\n县供水公司）']);
  });
  test('“第一章总则”没有空格也是章', () => {
    expect(
      nodesOf(['云河县水利管理办法', '第一章总则', '第一条为加强管理。', '第二章建设', '第二条建设要规范。', '第三条建设要安全。'].join('\n'), 'part').map((n) => n.title),
    ).toEqual(['总则', '建设']);
    expect(nodesOf(plan('一、任务', '第一章程由县水务局起草并报县政府批准后组织实施，各乡镇配合。'), 'part').map((n) => n.label)).toEqual(['一、']);
  });
  test('目标逐条写明牵头单位的，每条是措施；单位写在下一行也一样', () => {
    const text = plan('一、主要预期目标', '1.供水量增长5%左右。', '牵头单位：县水务局', '2.投资增长8%。', '牵头单位：县发改局', '责任单位：各乡镇');
    expect(nodesOf(text, 'measure').map((n) => n.title)).toEqual(['供水量增长5%左右', '投资增长8%']);
    expect(nodesOf(plan('一、主要预期目标', '1.供水量增长5%左右。', '2.投资增长8%。'), 'measure')).toEqual([]);
  });
  test('括号里单位后面只有时间，也是责任文字', () => {
    const text = plan('一、任务', '1.抓管护。建站3座。（县水务局、各乡镇；9月底前）', '2.抓服务。推进。（县供水公司，县直各部门；全年）');
    expect(nodesOf(text, 'duty').map((n) => slice(text, n))).toEqual(['（县水务局、各乡镇；9月底前）', '（县供水公司，县直各部门；全年）']);
  });
  test('两行标题合成一个', () => {
    const text = ['云河县人民政府关于加快水利发展和', '水生态保护的实施意见', '云政发〔2024〕3号', '各乡镇人民政府：', '现提出如下意见。', ...body].join('\n');
    expect(nodesOf(text, 'title')[0]?.title).toBe('云河县人民政府关于加快水利发展和水生态保护的实施意见');
    expect(parseText(text).nodes[0]?.title).toBe('云河县人民政府关于加快水利发展和水生态保护的实施意见');
  });
  test('网页上的按钮在标题之前：不是内容', () => {
    const text = ['下载', '打印', '【字号：', '大', '】', '2024年云河县政府工作报告', '——2024年1月8日在县人民代表大会上', '各位代表：', ...body].join('\n');
    expect(nodesOf(text, 'title')[0]?.title).toBe('2024年云河县政府工作报告');
    expect(nodesOf(text, 'dashItem')).toEqual([]);
  });
  test('来文连同多个署名单位是一个节点，正文另有标题', () => {
    const text = [
      '关于印发《云河县节水行动方案》的通知',
      '各有关单位：',
      '现将方案印发给你们，请认真贯彻执行。',
      '云河县水务局',
      '云河县财政局',
      '2024年3月1日',
      '云河县节水行动方案',
      '为推进节水，制定本方案。',
      ...body,
    ].join('\n');
    const letter = nodesOf(text, 'letter');
    expect(letter.map((n) => [n.id, slice(text, n).endsWith('2024年3月1日')])).toEqual([['n1', true]]);
    expect(nodesOf(text, 'title').map((n) => n.title)).toEqual(['云河县节水行动方案']);
    expect(nodesOf(text, 'preamble').map((n) => n.id)).toEqual(['pre']);
  });
  test('目录重复的标题被认出并跳过', () => {
    const text = [
      '云河县水利规划',
      '目  录',
      '一、基础……1',
      '二、任务……2',
      '（一）工程……3',
      '三、保障……4',
      '一、基础',
      '现状良好。',
      '二、任务',
      '（一）工程',
      '推进。',
      '三、保障',
      '（一）组织',
      '成立专班。',
    ].join('\n');
    expect(nodesOf(text, 'part').map((n) => n.id)).toEqual(['p1', 'p2', 'p3']);
    expect(parseText(text).findings).toEqual([]);
  });
  test('附件清单不是附件；落款归全文；附件正文自成一支', () => {
    const text = plan('一、任务', '（一）工程。推进。', '附件：1.分工表', '2.指标表', '云河县人民政府', '2024年3月1日', '附件1', '分工表', '任务\t单位', '建库\t县水务局');
    expect(linesOf(text).slice(5)).toEqual([
      'g1 paragraph 附件 -',
      'g2 paragraph 2. -',
      'g3 paragraph - -',
      'g4 paragraph - -',
      'a1 annex 附件1 分工表',
      'a1.x1 table - -',
      'a1.x1.w1 row - -',
      'a1.x1.w2 row - -',
    ]);
  });
  test('没有编号的文本：只有段落，并报告不是规划', () => {
    const parsed = parseText('今天天气晴朗。\n我们去河边散步。\n');
    expect(parsed.nodes.map((n) => n.kind)).toEqual(['document', 'paragraph', 'paragraph']);
    expect(parsed.findings.map((f) => f.rule)).toEqual(['not-a-plan']);
  });
});

describe('责任文字', () => {
  const duty = (text: string) => nodesOf(text, 'duty').map((n) => [n.parent, n.label, slice(text, n)]);
  test('句末括号：关键词加冒号', () => {
    const text = plan('一、任务', '（一）工程', '1.建库。推进。（牵头单位：县水务局，配合单位：县财政局；完成时限：2024年12月底前）');
    expect(duty(text)).toEqual([['p1.s1.m1', '牵头单位', '（牵头单位：县水务局，配合单位：县财政局；完成时限：2024年12月底前）']]);
  });
  test('独立成行的责任单位、完成时限', () => {
    const text = plan('一、任务', '（一）工程', '1.建库', '推进建设。', '责任单位：县水务局、县财政局', '完成时限：长期', '2.修渠', '推进。', '牵头单位：县水务局');
    expect(duty(text).map((d) => d.slice(0, 2))).toEqual([
      ['p1.s1.m1', '责任单位'],
      ['p1.s1.m1', '完成时限'],
      ['p1.s1.m2', '牵头单位'],
    ]);
  });
  test('标题之下最后一行责任单位管到没有自己责任文字的全部措施', () => {
    const text = plan('一、任务', '（一）工程', '1.建库。推进。', '2.修渠。推进。', '责任单位：县水务局', '（二）管护', '3.建队伍。推进。');
    expect(duty(text).map((d) => d[0])).toEqual(['p1.s1']);
  });
  test('只列单位的括号；普通括号不是责任文字', () => {
    const text = plan('一、任务', '（一）工程', '1.建库。完善制度（含管护办法）。推进（一期）。（县水务局、县财政局）', '2.修渠。实施“清单”（台账、图册）管理。');
    expect(duty(text)).toEqual([['p1.s1.m1', null, '（县水务局、县财政局）']]);
  });
  test('没有括号、接在句号后的责任单位', () => {
    const text = plan('一、任务', '（一）工程', '1.建库。推进建设。责任单位：县水务局、县财政局');
    expect(duty(text)).toEqual([['p1.s1.m1', '责任单位', '责任单位：县水务局、县财政局']]);
  });
  test('段内每个(n)各有括号时归各自的措施', () => {
    const text = plan('一、任务', '（一）工程', '1.抓项目。(1)建库。推进。（县水务局负责）(2)修渠。推进。（县交通局负责）');
    expect(duty(text).map((d) => [d[0], d[2]])).toEqual([
      ['p1.s1.t1.m1', '（县水务局负责）'],
      ['p1.s1.t1.m2', '（县交通局负责）'],
    ]);
  });
});

describe('断行', () => {
  test('被分页或链接打断的句子接成一段', () => {
    const text = plan(
      '一、目标',
      '（一）指标',
      '综合考虑各方面因素，预期目标设定\n为6%以上，留有余地。',
      '推进建设。加快补齐水利设施建设中的突出短板，完\n善设施网络体系，提升综合承载能力和水平。',
    );
    expect(nodesOf(text, 'paragraph')).toHaveLength(2);
  });
});
