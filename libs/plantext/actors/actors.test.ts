import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import type { ActorRecord } from '../model.ts';
import { parseText } from '../parse.ts';
import { isBody, isOffice } from './body-names.ts';
import { extractActors } from './index.ts';

const HEAD = '某市促进养老服务工作方案\n一、总体要求\n坚持以人为本。\n二、重点任务\n';

function dutiesOf(text: string): ActorRecord[] {
  return extractActors(parseText(HEAD + text)).filter((a) => a.role !== 'mentioned');
}
const mentionsOf = (text: string): string[] =>
  extractActors(parseText(HEAD + text))
    .filter((a) => a.role === 'mentioned')
    .map((a) => a.name.text);
const brief = (list: readonly ActorRecord[]): string => list.map((a) => `${a.measures.map((m) => m.replace(/^.*\.|^(?=m)/u, '')).join('&')}:${a.name.text}:${a.role}`).join(' ');

describe('措施与责任单位', () => {
  it('段末括号属于该条措施', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。新建护理院3所。（牵头单位：市民政局；配合单位：市卫生健康委）\n2.改造厨房。改造助餐厨房20个。（市商务局负责）\n');
    expect(brief(list)).toBe('m1:市民政局:lead m1:市卫生健康委:support m2:市商务局:owner');
    expect(list[0]?.why).toEqual([]);
  });

  it('首位牵头的规定管住以后的括号', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。（市民政局、市财政局负责。列第一位者为牵头单位，下同）\n2.改造厨房。改造20个。（市商务局、市民政局等负责）\n');
    expect(brief(list)).toBe('m1:市民政局:lead m1:市财政局:support m2:市商务局:lead m2:市民政局:support');
    expect(list.at(-1)?.why[0]?.code).toBe('rule.first-leads');
    expect(list.at(-1)?.open).toBe(true);
    expect(list.every((a) => a.conf < 0.99)).toBe(true);
  });

  it('首位牵头的规定不改变已写明牵头的括号', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。（市民政局、市财政局负责。列第一位者为牵头单位，下同）\n2.改造厨房。改造20个。（市商务局牵头，市民政局负责）\n');
    expect(brief(list.slice(2))).toBe('m2:市商务局:lead m2:市民政局:owner');
  });

  it('受文单位、三级政府、“坚持政府…”不是主体；刚成立的机构不是起草单位', () => {
    const text = '（一）扩大供给\n1.新建护理院。推进市、县、乡三级政府统筹，坚持政府主导、市场运作。\n2.培训。设立养老服务专门机构，制定养老护理员管理办法。\n';
    expect(mentionsOf(text)).toEqual(['养老服务专门机构']);
    const letter = ['某市人民政府关于印发某市养老服务方案的通知', '各区人民政府，市政府各部门：', '现印发给你们，请认真执行。', '某市养老服务方案', '一、任务', '推进。'].join(
      '\n',
    );
    expect(extractActors(parseText(letter))).toEqual([]);
  });

  it('一次写明的责任单位加到以后每条措施', () => {
    const list = dutiesOf(
      '（一）扩大供给\n1.新建护理院。建成3所。（市民政局指导，各区政府落实。以下均需各区政府落实，不再列出）\n2.改造厨房。改造20个。（市商务局指导）\n3.培训护理员。培训500名。（市人社局指导）\n',
    );
    const once = list.filter((a) => a.why.some((w) => w.code === 'rule.stated-once'));
    expect(once.map((a) => `${a.measures[0]?.replace(/^.*\./u, '')}:${a.name.text}:${a.role}`)).toEqual(['m2:各区政府:owner', 'm3:各区政府:owner']);
    expect(once[0]?.why[0]?.from?.[0]?.text).toContain('不再列出');
  });

  it.each(['具体任务均涉及相关县（区）人民政府，不再做分工，下同', '各项任务均需相关县（区）人民政府落实，不再分工', '相关县（区）人民政府均为责任单位，以下不再列出'])(
    '不再分工的说法也只写一次：%s',
    (rule) => {
      const list = dutiesOf(`（一）扩大供给\n1.新建护理院。建成3所。（责任单位：市民政局、市财政局。${rule}。）\n2.改造厨房。改造20个。（责任单位：市商务局）\n`);
      expect(list.filter((a) => a.name.text === '相关县（区）人民政府').flatMap((a) => a.measures.map((m) => m.replace(/^.*\./u, '')))).toContain('m2');
      expect(list.every((a) => !/不再|下同|涉及/.test(a.name.text))).toBe(true);
    },
  );

  it('同一段有几个括号时各管一截', () => {
    const list = dutiesOf('（一）扩大供给\n1.增加床位。新建护理院3所。（市民政局负责）改造助餐厨房20个。（市商务局负责）\n2.培训。培训护理员500名。（市人社局负责）\n');
    expect(list[0]?.covers?.text).toBe('增加床位。新建护理院3所。');
    expect(list[1]?.covers?.text).toBe('改造助餐厨房20个。');
    expect(list[2]?.covers).toBeUndefined();
  });

  it('标题下末行的责任单位属于没有自己责任单位的各条措施', () => {
    const list = dutiesOf(
      '（一）扩大供给\n1.新建护理院。建成3所。\n2.改造厨房。改造20个。（市商务局负责）\n3.培训。培训500名。\n责任单位：市民政局、市财政局\n（二）改进服务\n4.上门服务。服务1000人次。\n',
    );
    const line = list.filter((a) => a.name.text === '市民政局');
    expect(line).toHaveLength(1);
    expect(line[0]?.measures.map((m) => m.replace(/^.*\./u, ''))).toEqual(['m1', 'm3']);
  });

  it('每条措施后各有一行时，各属其前一条', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。\n责任单位：市民政局\n2.改造厨房。改造20个。\n责任单位：市商务局\n');
    expect(brief(list)).toBe('m1:市民政局:owner m2:市商务局:owner');
  });

  it('方括号里多写了一个反括号，单位照样读全', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。[市民政局牵头，市商务局、财政局配合，所需资金由市级安排）]\n2.培训。培训500名。（市人社局负责）\n');
    expect(brief(list)).toContain('m1:市民政局:lead m1:市商务局:support m1:财政局:support');
  });

  it('方括号、行尾的责任单位', () => {
    expect(brief(dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。［责任单位：市民政局］\n2.改造厨房。改造20个。责任单位：市商务局。\n'))).toBe(
      'm1:市民政局:owner m2:市商务局:owner',
    );
  });

  it('注里写明的首位牵头管全文', () => {
    const list = dutiesOf(
      '（一）扩大供给\n1.新建护理院。建成3所。（市民政局、市财政局负责）\n2.改造厨房。改造20个。（市商务局、市民政局负责）\n注：责任单位中排在第一位的为牵头单位。\n',
    );
    expect(brief(list)).toBe('m1:市民政局:lead m1:市财政局:support m2:市商务局:lead m2:市民政局:support');
  });

  it('分工表的单位栏里，结尾不像机构的名称也是单位；“—”“/”不是', () => {
    const parsed = parseText(
      '某市民生实事分解表\n序号\t事项\t牵头单位\t配合单位\n1\t新建护理院\t市民政局\t云海新园（青石镇）、各街道、华阳石油\n2\t培训护理员\t市人社局\t/\n3\t改造厨房\t市商务局\t—\n',
    );
    expect(extractActors(parsed).map((a) => `${a.name.text}:${a.role}`)).toEqual([
      '市民政局:lead',
      '云海新园（青石镇）:support',
      '各街道:support',
      '华阳石油:support',
      '市人社局:lead',
      '市商务局:lead',
    ]);
  });

  it('分工表按行归属', () => {
    const parsed = parseText(
      '某市养老服务重点任务分解表\n序号\t重点任务\t牵头单位\t责任单位\t完成时限\n1\t建设护理院\t市民政局\t市财政局、各区、县级市\t2030年12月底前\n2\t培训护理员\t市人社局\t市民政局\t长期\n',
    );
    const list = extractActors(parsed);
    expect(list.map((a) => `${a.name.text}:${a.role}`)).toEqual(['市民政局:lead', '市财政局:owner', '各区:owner', '县级市:owner', '市人社局:lead', '市民政局:owner']);
    expect(list.flatMap((a) => a.group?.text ?? [])).toEqual(['各区、县级市', '各区、县级市']);
    expect(new Set(list.map((a) => a.measures[0])).size).toBe(2);
  });

  it.each([
    ['各区、县级市', '各区 县级市'],
    ['各有关区、县级市政府', '各有关区 县级市政府'],
    ['各市、县（区）人民政府', '各市 县（区）人民政府'],
    ['各乡镇、街道办事处', '各乡镇 街道办事处'],
  ])('统称是一个主体，所含各类各成一条并指向它：%s', (group, members) => {
    const text = `（一）扩大供给\n1.新建护理院。建成3所。（牵头单位：市民政局，配合单位：市商务局、${group}）\n2.培训。培训500名。（市人社局负责）\n`;
    const inGroup = dutiesOf(text).filter((a) => a.group !== undefined);
    expect(inGroup.map((a) => a.name.text).join(' ')).toBe(members);
    expect(new Set(inGroup.map((a) => `${a.group?.text}:${a.role}:${a.measures.length}`))).toEqual(new Set([`${group}:support:1`]));
    expect(new Set(inGroup.map((a) => a.group?.start)).size).toBe(1);
  });

  it.each(['各县（市、区）人民政府', '各乡镇、各街道', '县委、县政府', '市财政局、市商务局'])('不是统称：%s', (units) => {
    expect(dutiesOf(`（一）扩大供给\n1.新建护理院。建成3所。（责任单位：${units}）\n2.培训。培训500名。（市人社局负责）\n`).filter((a) => a.group)).toEqual([]);
  });

  it('一次写明的统称，其后每条措施各有其各类', () => {
    const list = dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。（市民政局牵头，以下均需各区、县级市落实，不再列出）\n2.培训。培训500名。（市人社局负责）\n');
    expect(brief(list.filter((a) => a.group?.text === '各区、县级市'))).toBe('m2:各区:owner m2:县级市:owner');
  });

  it('整句责任说法也算', () => {
    expect(brief(dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。由市民政局牵头，市财政局配合。\n2.培训。培训500名。\n'))).toBe('m1:市民政局:lead m1:市财政局:support');
  });

  it.each([
    ['由市民政局牵头，市财政局、各区配合，新建护理院。', 'm1:市民政局:lead m1:市财政局:support m1:各区:support'],
    ['新建护理院，由市民政局牵头，市财政局配合，每年抽查一次。', 'm1:市民政局:lead m1:市财政局:support'],
    ['由市民政局牵头，护理院工程全面实施。', 'm1:市民政局:lead'],
    ['该项工作由市民政局负责牵头，各区具体落实。', 'm1:市民政局:lead m1:各区:owner'],
    ['由自由贸易试验区管委会牵头，推进改造。', 'm1:自由贸易试验区管委会:lead'],
    ['由企业牵头、市财政局配合，组建联合体。', ''],
    ['成立由市领导牵头、市民政局参与的专班，新建护理院。', ''],
  ])('句子里说到由谁牵头：%s', (sentence, expected) => {
    expect(brief(dutiesOf(`（一）扩大供给\n1.新建护理院。${sentence}\n2.培训。培训500名。\n`))).toBe(expected);
  });

  it('只有单位名单的段末括号', () => {
    expect(brief(dutiesOf('（一）扩大供给\n1.新建护理院。建成3所。（市民政局、市财政局）\n2.培训。培训500名。（市人社局）\n'))).toBe(
      'm1:市民政局:owner m1:市财政局:owner m2:市人社局:owner',
    );
  });

  it.each([
    '1.划定红线。落实“三线一单”（环境质量底线、资源利用上线、生态保护红线）管控。\n',
    '1.建设公路。建设环线（一级公路，双向六车道，总投资2亿元）。\n',
    '1.引入资本。采用政府和社会资本合作（PPP）模式。\n',
    '1.完善机制。健全（市、县、乡）三级体系。\n',
  ])('普通括号不是责任括号：%s', (text) => {
    expect(dutiesOf(`（一）扩大供给\n${text}2.培训。培训500名。\n`)).toEqual([]);
  });
});

describe('正文里提到的单位', () => {
  it.each([
    ['各乡镇要落实责任。', ['各乡镇']],
    ['领导小组办公室负责日常调度，每月通报。', ['领导小组办公室']],
    ['成立市养老服务工作领导小组，统筹推进。', ['市养老服务工作领导小组']],
    ['领导小组办公室设在市民政局，负责协调。', ['领导小组办公室', '市民政局']],
    ['由市财政局给予一次性补助。', ['市财政局']],
    ['市民政局要会同有关部门制定标准。', ['市民政局', '有关部门']],
    ['县委班子和县政府班子每年各走访2次。', ['县委班子', '县政府班子']],
    ['列入县委、县政府重点工作。', ['县委、县政府']],
    ['强化与浙江大学、南京农业大学等合作。', ['浙江大学', '南京农业大学']],
    ['支持东湖职业技术学院开设专业。', ['东湖职业技术学院']],
    ['依托华晟集团等载体开展合作。', ['华晟集团']],
    ['充分发挥志愿服务队、红十字会以及老年协会作用。'.replace('红十字会', '老龄办'), ['志愿服务队', '老龄办', '老年协会']],
    ['依托丰禾食品、云雾茶业、牧歌乳品等龙头企业延伸链条。', ['丰禾食品', '云雾茶业', '牧歌乳品']],
    ['依托资源优势、产业基础等条件发展。', []],
    ['坚决贯彻党中央、国务院决策部署。', []],
    ['鼓励全社会参与，营造良好氛围。', []],
    ['支持一流大学设立分校。', []],
  ])('%s', (text, want) => {
    expect(mentionsOf(`（一）加强领导\n1.健全机制。${text}\n2.严格考核。加大检查力度。\n`)).toEqual(want);
  });
});

describe('单位名称的后缀文法', () => {
  it.each([
    '县发改委',
    '市人力资源和社会保障局',
    '省政府办公厅',
    '团市委',
    '市总工会',
    '区城管执法大队',
    '县供销社',
    '国网某县供电公司',
    '市中级人民法院',
    '高新区管委会',
    '人民银行',
    '海关总署',
    '市第一医院',
    '市发展改革委（市能源局）',
  ])('%s 是单位', (name) => {
    expect(isOffice(name)).toBe(true);
  });
  it.each(['越秀区', '各乡镇', '各区、县级市', '经济开发区', '各街道'])('%s 可以负责', (name) => {
    expect(isBody(name)).toBe(true);
  });
  it.each(['全部', '机会', '干部', '布局', '博览会', '执行', '环境质量底线', '以政府为责任主体的做法'])('%s 不是单位', (name) => {
    expect(isOffice(name)).toBe(false);
  });
});

const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const PLAN = `${SHARED}plans/国发2019-3_综合保税区若干意见.txt`;
const TABLE = `${SHARED}tables/国发2019-3_综合保税区_分工.csv`;
const have = existsSync(PLAN) && existsSync(TABLE);
if (!have) console.warn(`跳过：没有找到 ${PLAN}`);

test.skipIf(!have)('国发〔2019〕3号：21 条的牵头与配合单位同分工表', () => {
  const parsed = parseText(readFileSync(PLAN, 'utf8'));
  const rows = readFileSync(TABLE, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((l) => l.split(','));
  const labels = new Map(parsed.nodes.map((n) => [n.id, n.label]));
  const actors = extractActors(parsed).filter((a) => a.role !== 'mentioned');
  for (const row of rows) {
    const want = (row.find((cell, i) => i > 3 && /(?:署|局|部|委|会)(?:等有关部门)?$/u.test(cell)) ?? '').replace('等有关部门', '').split('、');
    const got = actors.filter((a) => labels.get(a.measures[0] ?? '') === `${row[0]}.`);
    expect(got.map((a) => a.name.text)).toEqual(want);
    expect(got.map((a) => a.role)).toEqual(want.map((_, i) => (i === 0 ? 'lead' : 'support')));
  }
  expect(rows).toHaveLength(21);
});
