import { expect, it } from 'vitest';
import { compilePlan } from '../compile.ts';
import { partnerRegions } from './partner-regions.ts';

const regionsOf = (view: string): string[] => partnerRegions(view, { start: 0, end: view.length }).map(({ start, end }) => view.slice(start, end));

it.each([
  ['与江苏省泗洪县共建产业园区', ['江苏省泗洪县']],
  ['深化与浙江省嘉善县、上海市松江区的对口合作', ['浙江省嘉善县', '上海市松江区']],
  ['主动对接长三角', ['长三角']],
  ['加强与长三角中心区对标对接', ['长三角中心区']],
  ['承接南京都市圈产业转移', ['南京都市圈']],
  ['融入成渝双城经济圈建设', ['成渝双城经济圈']],
  ['联合宿州市和蚌埠市开展水环境治理', ['宿州市', '蚌埠市']],
  ['同内蒙古自治区通辽市签订协议', ['内蒙古自治区通辽市']],
  ['与沪苏浙园区或企业合作设立飞地', ['沪苏浙']],
  ['携手京津冀建设先行区', ['京津冀']],
  ['与各县区联动', []],
  ['加强与周边县区合作', []],
  ['与蚌埠市教育局合作办学', []],
  ['参与全省创新合作', []],
  ['共同推进市区对接', []],
  ['与企业合作，建设江苏省泗洪县基地', []],
  ['与江苏省泗洪县相距百里', []],
  ['与城市合作', []],
  ['联合国教科文组织', []],
  ['对接省级平台', []],
])('合作区域：%s', (clause, regions) => {
  expect(regionsOf(clause)).toEqual(regions);
});

it('合作区域是正文提到的主体，标明 partner；在同一条里写几次只算一条', () => {
  const text = '青澜县开放合作方案\n一、开放合作\n（一）区域合作\n1.扩大开放。与江苏省泗洪县共建产业园。深化与江苏省泗洪县的合作。\n2.承接转移。县商务局负责对接长三角。\n';
  const { actors } = compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
  const partners = actors.filter(({ partner }) => partner === true);
  expect(partners.map(({ name, role, measures }) => [name.text, role, measures])).toEqual([
    ['江苏省泗洪县', 'mentioned', []],
    ['长三角', 'mentioned', []],
  ]);
  for (const { name } of partners) expect(text.slice(name.start, name.end)).toBe(name.text);
});
