import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';

const database = databaseForFile();
let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

type Body = Record<string, unknown>;
const post = async (path: string, body: Body) => {
  const reply = await app.send(path, { method: 'POST', headers: { ...app.administrator(), 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: reply.status, body: reply.json() as Body };
};
const get = async <T = Body>(path: string) => (await app.send(path, { headers: app.operator() })).json() as T;
const change = (body: Body) => post('/api/orgs/changes', { reason: '测试文件', on: '2024-01-01', ...body });
const establish = async (name: string, more: Body = {}): Promise<string> => {
  const { status, body } = await change({ act: 'establish', name, kind: 'department', ...more });
  expect([status, body['code']]).toEqual([201, undefined]);
  return body['orgId'] as string;
};
interface OrgView {
  readonly revision: number;
  readonly org: { readonly name: string; readonly parentId: string | null; readonly uscc: string | null } | null;
  readonly versions: readonly { readonly name: string; readonly from: string; readonly to: string | null }[];
  readonly changes: readonly { readonly changeId: string; readonly act: string; readonly summary: string; readonly isReplaced: boolean; readonly isVoid: boolean }[];
  readonly cameFrom: readonly { readonly from: { readonly name: string } }[];
  readonly wentTo: readonly { readonly to: { readonly name: string } }[];
  readonly path: readonly string[];
}
const view = (orgId: string, on = '2026-06-15') => get<OrgView>(`/api/orgs/${orgId}?on=${on}`);
const act = async (orgId: string, body: Body) => change({ orgId, expectedRevision: (await view(orgId)).revision, ...body });

describe('单位的变更', () => {
  test('设立、更名、调整隶属后，按日期看到当时的名称和上级', async () => {
    const upper = await establish('甲上级');
    const unit = await establish('甲局', { parentId: upper, uscc: ' 91130200 69922961 7x ' });
    expect((await act(unit, { act: 'rename', name: '甲新局', on: '2025-03-01' })).status).toBe(201);
    expect((await act(unit, { act: 'move', parentId: null, on: '2025-06-01' })).status).toBe(201);
    expect((await view(unit, '2025-02-28')).org).toMatchObject({ name: '甲局', parentId: upper, uscc: '91130200699229617X' });
    expect(await view(unit, '2025-03-01')).toMatchObject({ org: { name: '甲新局' }, path: ['甲上级'] });
    expect((await view(unit, '2025-06-01')).org).toMatchObject({ parentId: null });
    expect((await view(unit, '2023-12-31')).org).toBeNull();
    expect((await view(unit)).versions.map(({ from, to }) => [from, to])).toEqual([
      ['2024-01-01', '2025-02-28'],
      ['2025-03-01', '2025-05-31'],
      ['2025-06-01', null],
    ]);
  });

  test('只检查不保存：说明影响和需要留意之处，不写入', async () => {
    const unit = await establish('乙局');
    const trial = await act(unit, { act: 'rename', name: '乙新局', on: '2024-05-01', isTrial: true });
    expect(trial).toMatchObject({
      status: 200,
      body: { saved: false, touched: [{ name: '乙新局', was: expect.stringContaining('乙局'), becomes: expect.stringContaining('乙新局') }] },
    });
    expect(trial.body['warnings']).toEqual([expect.stringContaining('补录')]);
    expect((await view(unit)).changes).toHaveLength(1);
  });

  test('合并后两边都能查到来龙去脉，被并单位的下级归入新单位', async () => {
    const [one, two] = [await establish('丙一局'), await establish('丙二局')];
    const child = await establish('丙一局下属站', { parentId: one });
    expect((await change({ act: 'merge', orgIds: [one], into: two, on: '2025-01-01' })).status).toBe(201);
    expect((await view(one)).wentTo).toMatchObject([{ to: { name: '丙二局' } }]);
    expect((await view(two)).cameFrom).toMatchObject([{ from: { name: '丙一局' } }]);
    expect((await view(child)).org).toMatchObject({ parentId: two });
    expect((await view(child)).changes.map(({ summary }) => summary)[0]).toBe('「丙一局」并入「丙二局」');
  });

  test('分设：新单位随即设立并带走指定的下级，原单位撤销', async () => {
    const old = await establish('丁局');
    const child = await establish('丁站', { parentId: old });
    const parts = [
      { name: '丁一局', kind: 'department', children: [child] },
      { name: '丁二局', kind: 'department' },
    ];
    expect((await act(old, { act: 'split', parts: [parts[1]], ends: true, on: '2025-01-01' })).body).toMatchObject({ code: 'identity.org_has_children' });
    expect((await act(old, { act: 'split', parts, ends: true, on: '2025-01-01' })).status).toBe(201);
    expect((await view(old)).wentTo.map(({ to }) => to.name).sort()).toEqual(['丁一局', '丁二局']);
    expect((await view(child)).path).toEqual(['丁一局']);
    expect((await view(old)).org).toBeNull();
  });

  test('更正：旧记录保留并标明已被更正；作废设立会检查之后的变更', async () => {
    const unit = await establish('戊局');
    const upper = await establish('戊上级');
    const [first] = (await view(unit)).changes;
    const fixed = await post(`/api/orgs/changes/${first?.changeId}/corrections`, { name: '戊己局', on: '2023-06-01', reason: '录入错误' });
    expect(fixed.status).toBe(200);
    const after = await view(unit, '2023-06-01');
    expect(after.org).toMatchObject({ name: '戊己局' });
    expect(after.changes.map(({ isReplaced }) => isReplaced)).toEqual([true, false]);
    expect((await post(`/api/orgs/changes/${first?.changeId}/corrections`, { isVoid: true, reason: '录入错误' })).body).toMatchObject({ code: 'identity.org_change_replaced' });
    await act(unit, { act: 'move', parentId: upper, on: '2025-01-01' });
    const latest = (await view(unit)).changes.find((one) => one.act === 'establish' && !one.isReplaced);
    expect((await post(`/api/orgs/changes/${latest?.changeId}/corrections`, { isVoid: true, reason: '录入错误' })).body).toMatchObject({
      code: 'identity.org_later_change',
      detail: expect.stringMatching(/「戊己局」于 2025-01-01 的「调整隶属」.*请先更正或作废那一条/),
    });
  });

  test('更正日期使旧记录排到更早的变更之前时照样重新检查', async () => {
    const unit = await establish('己局');
    await act(unit, { act: 'rename', name: '己新局', on: '2025-01-01' });
    const rename = (await view(unit)).changes.find((one) => one.act === 'rename');
    expect((await post(`/api/orgs/changes/${rename?.changeId}/corrections`, { on: '2023-01-01', reason: '录入错误' })).body).toMatchObject({ code: 'identity.org_not_in_being' });
    expect((await view(unit)).versions).toHaveLength(2);
  });

  test.each<readonly [string, Body, number, string]>([
    ['缺少名称', { act: 'establish', kind: 'department' }, 422, '「单位名称」没有填写'],
    ['多余字段', { act: 'establish', name: '庚', kind: 'department', orgIds: ['01900000-0000-7000-8000-000000000001'] }, 422, '「被合并的单位」不适用'],
    ['名称含零宽字符', { act: 'establish', name: '庚\u200b局', kind: 'department' }, 422, '看不见的字符'],
    ['日期不存在', { act: 'establish', name: '庚', kind: 'department', on: '2026-02-30' }, 422, '应为日期'],
    ['没有理由', { act: 'establish', name: '庚', kind: 'department', reason: '' }, 422, '「理由」'],
    ['信用代码校验位不对', { act: 'establish', name: '庚', kind: 'department', uscc: '91130200699229617A' }, 422, '校验位不对'],
    ['区划不存在', { act: 'establish', name: '庚', kind: 'department', divisionCode: '349999' }, 422, '没有对应的区划'],
    ['上级不存在', { act: 'establish', name: '庚', kind: 'department', parentId: '01900000-0000-7000-8000-000000000001' }, 409, '当日不存在'],
  ])('拒绝并说明：%s', async (_title, body, status, words) => {
    const reply = await change(body);
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.body)).toContain(words);
  });

  test('他人已改动时要求刷新', async () => {
    const unit = await establish('辛局');
    const { revision } = await view(unit);
    await act(unit, { act: 'rename', name: '辛一局', on: '2025-01-01' });
    expect((await change({ act: 'rename', orgId: unit, expectedRevision: revision, name: '辛二局' })).body).toMatchObject({ code: 'identity.org_changed_since' });
  });

  test('查找：名称、曾用名、信用代码；给出各级上级', async () => {
    const upper = await establish('壬上级');
    const unit = await establish('壬水务局', { parentId: upper, uscc: '93340323MA2ABCD210' });
    await act(unit, { act: 'rename', name: '壬河务局', on: '2025-01-01' });
    for (const words of ['河务', '水务', '93340323', '93340323ma2']) {
      const { items } = await get<{ items: Body[] }>(`/api/orgs/search?q=${encodeURIComponent(words)}&on=2026-01-01`);
      expect(items, words).toMatchObject([{ orgId: unit, name: '壬河务局', path: ['壬上级'] }]);
    }
    expect(await get(`/api/orgs/search?q=${encodeURIComponent('%')}`)).toMatchObject({ items: [] });
  });

  test('单位树：上级在前，同级按排序号', async () => {
    const root = await establish('癸根', { sort: 9 });
    await establish('癸乙', { parentId: root, sort: 2 });
    await establish('癸甲', { parentId: root, sort: 1 });
    const { items } = await get<{ items: { name: string }[] }>('/api/orgs?on=2026-01-01');
    const names = items.map(({ name }) => name).filter((name) => name.startsWith('癸'));
    expect(names).toEqual(['癸根', '癸甲', '癸乙']);
  });
});

describe('行政区划的查找', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['按名称', 'q=%E5%9B%BA%E9%95%87%E5%8E%BF', ['340323']],
    ['按曾用名', `q=${encodeURIComponent('城关镇')}&within=340323`, ['340323100']],
    ['按代码开头', 'q=340323&level=county', ['340323']],
    ['下级', 'parent=340300&level=county&limit=2', ['340302', '340303']],
  ])('%s', async (_title, query, codes) => {
    const { items } = await get<{ items: { code: string }[] }>(`/api/divisions?${query}`);
    expect(items.map(({ code }) => code)).toEqual(codes);
  });

  test('给出完整路径和各级上级；不存在的代码说明办法', async () => {
    expect(await get('/api/divisions/340323100001')).toMatchObject({
      division: { path: ['安徽省', '蚌埠市', '固镇县', '谷阳镇', '东关社区居民委员会'], level: 'village', hasChildren: false },
      above: [{ code: '340000' }, { code: '340300' }, { code: '340323' }, { code: '340323100' }],
    });
    expect(await get('/api/divisions/349999')).toMatchObject({ status: 404, code: 'identity.division_not_found' });
  });

  test('翻页不重不漏', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await get<{ items: { code: string }[]; nextCursor: string | null; total: number }>(`/api/divisions?parent=340323&limit=5${cursor}`);
      seen.push(...page.items.map(({ code }) => code));
      expect(page.total).toBe(12);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(12);
    expect(seen).toEqual([...seen].sort());
  });
});
