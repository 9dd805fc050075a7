import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SaxesParser } from 'saxes';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { proseOnly, riverPlan, riverPlanRevised, roadPlan } from '../../../tests/access/sample-plans.ts';
import { exportFormats } from '../contract/index.ts';
import type { CoveredSentence, MeasureTrackability, PlanChange } from '../contract/index.ts';

const database = databaseForFile();
let app: TestApp;

interface Key {
  readonly planId: string;
  readonly versionId: string;
}

async function importText(text: string): Promise<Key> {
  const form = multipart({}, { name: 'a.txt', bytes: text });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  if (reply.status >= 400) throw new Error(reply.text);
  return reply.json() as Key;
}

const at = ({ planId, versionId }: Key, rest: string): Promise<TestReply> => app.send(`/api/plans/${planId}/versions/${versionId}${rest}`);

/** The county's plan and the one of the prefecture above it; same indicator, other figures. */
const upperPlan = `安澜市河湖整治规划
一、总体要求
（一）工作目标
到2031年，水质达标率达到90%。森林覆盖率达到30%。整治河道200公里。
二、重点任务
（一）治理河道
1.开展巡查，每月巡查不少于1次。
`;

let river: Key;
let revised: Key;
let road: Key;
let upper: Key;

beforeAll(async () => {
  app = await openApp(database().appUrl);
  river = await importText(riverPlan);
  revised = await importText(riverPlanRevised.replace('95%左右', '95%').replace('3座', '2座'));
  road = await importText(roadPlan);
  upper = await importText(upperPlan);
});
afterAll(() => app.close());

describe('每一句都有归宿', () => {
  interface Covered {
    readonly items: readonly CoveredSentence[];
    readonly nextCursor: string | null;
    readonly total: number;
    readonly counts: { readonly sentences: number; readonly mapped: number; readonly unmapped: number; readonly sentenceChars: number; readonly textChars: number };
  }
  const read = async (query = ''): Promise<Covered> => (await at(river, `/coverage${query}`)).json() as Covered;

  test('每句给出位置与记录；句子加起来等于统计的字数', async () => {
    const all = await read('?limit=100');
    expect(all.total).toBe(all.items.length);
    expect(all.counts).toMatchObject({ sentences: all.total, textChars: riverPlan.length });
    expect(all.counts.mapped + all.counts.unmapped).toBe(all.counts.sentences);
    expect(all.items.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(all.counts.sentenceChars);
    for (const item of all.items) expect(riverPlan.slice(item.start, item.end)).toBe(item.text);
    const ledger = (await at(river, '/ledger')).json() as Record<string, { id: string }[]>;
    const known = new Set(
      ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors', 'terms', 'references'].flatMap((list) => (ledger[list] ?? []).map(({ id }) => id)),
    );
    for (const id of all.items.flatMap(({ records }) => records)) expect(known.has(id), id).toBe(true);
    expect(all.items.find(({ text }) => text.includes('水质达标率'))?.records.length).toBeGreaterThan(0);
  });

  test('只看没有读出记录的句子；逐页翻完不重不漏', async () => {
    const unmapped = await read('?only=unmapped&limit=100');
    expect(unmapped.total).toBe(unmapped.counts.unmapped);
    expect(unmapped.items.every(({ records }) => records.length === 0)).toBe(true);
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Covered = await read(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ start }) => start));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual((await read('?limit=100')).items.map(({ start }) => start));
  });

  test.each(['?only=mapped', '?limit=0', '?cursor=WyJ4Il0', '?cursor=WyIxIiwiMiJd', '?kind=a'])('查询条件「%s」无效', async (query) => {
    expect((await at(river, `/coverage${query}`)).json()).toMatchObject({ status: 422, code: 'request.invalid' });
  });
});

describe('能否跟踪', () => {
  test('五问各有是非与原文依据，合计相符', async () => {
    const reply = (await at(river, '/trackability')).json() as { items: MeasureTrackability[]; yes: Record<string, number>; total: number; complete: number };
    expect(reply.total).toBe(reply.items.length);
    expect(reply.total).toBeGreaterThan(0);
    for (const question of ['owner', 'deadline', 'object', 'verb', 'control'] as const) {
      expect(reply.yes[question]).toBe(reply.items.filter((item) => item[question].yes).length);
      for (const item of reply.items) for (const { text, start, end } of item[question].evidence) expect(riverPlan.slice(start, end)).toBe(text);
    }
    const pipes = reply.items.find(({ start, end }) => riverPlan.slice(start, end).includes('雨水管网'));
    expect(pipes).toMatchObject({ object: { yes: true }, verb: { yes: true }, owner: { yes: false } });
    expect(pipes?.object.evidence.map(({ text }) => text).join()).toContain('8公里');
  });

  test('没有举措的文字给出空表', async () => {
    const prose = await importText(proseOnly);
    expect((await at(prose, '/trackability')).json()).toMatchObject({ items: [], total: 0, complete: 0 });
  });
});

describe('导出', () => {
  const download = (format: string, key: Key = river): Promise<TestReply> => at(key, `/export?format=${format}`);

  test.each(exportFormats)('%s：两次导出字节相同，文件名与类型齐全', async (format) => {
    const [one, two] = [await download(format), await download(format)];
    expect(one.status, one.text.slice(0, 300)).toBe(200);
    expect(one.text).toBe(two.text);
    expect(one.text.length).toBeGreaterThan(100);
    expect(one.headers['x-content-type-options']).toBe('nosniff');
    expect(one.headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''%E9%9D%92%E6%BE%9C/);
    expect(decodeURIComponent(String(one.headers['content-disposition']).split("''")[1] ?? '')).toMatch(/^青澜县河湖整治工作方案-第1版-.+\.(json|csv|xlsx|xml|jsonld|ics)$/);
  });

  test('台账与 …/ledger 是同样的字节', async () => {
    expect((await download('json')).text).toBe((await at(river, '/ledger')).text);
  });

  test('CSV 有字节序标记和表头，每行列数相同', async () => {
    const { text, headers } = await download('csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(text.startsWith('\ufeff序号,任务,目标值,牵头单位,配合单位,完成时限,依据原文,状态,编号\r\n')).toBe(true);
  });

  test('Akoma Ntoso 是格式良好的 XML，第二版记着第一版的节点编号', async () => {
    for (const key of [river, revised]) {
      const { text } = await download('akn', key);
      const faults: string[] = [];
      const parser = new SaxesParser();
      parser.on('error', (error) => faults.push(error.message));
      parser.write(text).close();
      expect(faults).toEqual([]);
      expect(text).toContain(`/akn/cn/doc/plan/${app.region}/${key.planId}`);
    }
  });

  test('标注逐条对得上原文；日历按导入时间盖戳，含方案页面地址', async () => {
    const annotations = JSON.parse((await download('annotations')).text) as { target: { source: string; selector: { start: number; end: number; exact?: string }[] } }[];
    expect(annotations.length).toBeGreaterThan(3);
    for (const { target } of annotations) expect(riverPlan.slice(target.selector[0]?.start, target.selector[0]?.end)).toBe(target.selector[1]?.exact);
    const { text } = await download('ics');
    expect(text).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/);
    expect(text.replaceAll('\r\n ', '')).toContain(`URL:http://127.0.0.1/plans/${river.planId}/versions/${river.versionId}#`);
  });

  test.each(['', '?format=', '?format=doc', '?format=csv&format=xlsx'])('「%s」不是导出格式', async (query) => {
    expect((await at(river, `/export${query}`)).json()).toMatchObject({ status: 422, code: 'request.invalid' });
  });
});

describe('版本比较', () => {
  interface Compared {
    readonly items: readonly PlanChange[];
    readonly nextCursor: string | null;
    readonly total: number;
    readonly counts: readonly { readonly kind: string; readonly count: number }[];
    readonly from: { readonly ordinal: number };
    readonly to: { readonly ordinal: number };
  }
  const compare = async (from: Key, to: Key, query = ''): Promise<Compared> =>
    (await app.send(`/api/plans/${river.planId}/diff?from=${from.versionId}&to=${to.versionId}${query}`)).json() as Compared;

  test('提高、变硬、降低各有前后原文的位置', async () => {
    const { items, counts, from, to } = await compare(river, revised, '&limit=100');
    expect([from.ordinal, to.ordinal]).toEqual([1, 2]);
    const texts = { before: riverPlan, after: ((await at(revised, '')).json() as { text: string }).text };
    const raised = items.find(({ kind, list }) => kind === 'raised' && list === 'targets');
    expect(raised).toMatchObject({ field: 'number', before: [{}], after: [{}] });
    const marked = (side: 'before' | 'after') => raised?.[side].flatMap(({ spans }) => spans.map(({ start, end }) => texts[side].slice(start, end))).join('|');
    expect(marked('before')).toContain('12公里以上');
    expect(marked('after')).toContain('15公里以上');
    expect(counts.find(({ kind }) => kind === 'lowered')?.count).toBeGreaterThan(0);
    expect(items.find(({ kind }) => kind === 'hardened')?.message).toContain('水质达标率');
  });

  test('按种类筛选，计数仍是全部；反过来比较，提高成为降低', async () => {
    const raised = await compare(river, revised, '&kind=raised');
    expect(raised.items.every(({ kind }) => kind === 'raised')).toBe(true);
    expect(raised.counts).toEqual((await compare(river, revised)).counts);
    const back = await compare(revised, river);
    expect(back.counts.find(({ kind }) => kind === 'lowered')?.count).toBe(raised.total);
  });

  test('逐页翻完与一次取完相同；同一版本没有变化', async () => {
    const whole = await compare(river, revised, '&limit=100');
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Compared = await compare(river, revised, `&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ ordinal }) => ordinal));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole.items.map(({ ordinal }) => ordinal));
    expect(await compare(river, river)).toMatchObject({ items: [], total: 0, counts: [] });
  });

  test('缺少版本、不是版本编号、别的方案的版本', async () => {
    expect((await app.send(`/api/plans/${river.planId}/diff?from=${river.versionId}`)).json()).toMatchObject({ status: 422, fields: [{ label: '新版本' }] });
    expect((await app.send(`/api/plans/${river.planId}/diff?from=1&to=2`)).json()).toMatchObject({ status: 422 });
    expect(await compare(river, road)).toMatchObject({ status: 404, code: 'plan.version_not_found' });
    expect(await compare(road, river)).toMatchObject({ status: 404, code: 'plan.version_not_found' });
    expect(await compare(river, revised, '&kind=better')).toMatchObject({ status: 422 });
  });
});

describe('上下级对照', () => {
  test('达标率高于上级，森林覆盖率本级没有，河道里程不同口径不比', async () => {
    const reply = (await at(river, `/cascade?upper=${upper.versionId}`)).json() as {
      items: { kind: string; upper: { subject: string }; lower: { value: { text: string; start: number; end: number } } | null; message: string }[];
      counts: Record<string, number>;
    };
    const of = (subject: string) => reply.items.find((item) => item.upper.subject.includes(subject));
    expect(of('水质达标率')).toMatchObject({ kind: 'higher' });
    expect(of('森林覆盖率')).toMatchObject({ kind: 'missing', lower: null });
    const value = of('水质达标率')?.lower?.value;
    expect(riverPlan.slice(value?.start, value?.end)).toBe(value?.text);
    expect(Object.values(reply.counts).reduce((sum, one) => sum + one, 0)).toBe(reply.items.length);
    const missing = (await at(river, `/cascade?upper=${upper.versionId}&kind=missing`)).json() as { items: { kind: string }[] };
    expect(missing.items.length).toBe(reply.counts['missing']);
  });

  test('上级版本不存在、就是本方案、没有给出', async () => {
    expect((await at(river, '/cascade?upper=01900000-0000-7000-8000-000000000000')).json()).toMatchObject({ status: 404, code: 'plan.upper_not_found' });
    expect((await at(river, `/cascade?upper=${revised.versionId}`)).json()).toMatchObject({ status: 422, code: 'plan.upper_is_same_plan' });
    expect((await at(river, '/cascade')).json()).toMatchObject({ status: 422, code: 'request.invalid' });
  });
});

test('版本不属于该方案或属于别的地区时，与不存在一样', async () => {
  const other = await openApp(database().appUrl);
  try {
    for (const rest of ['/coverage', '/trackability', '/export?format=csv', '/reviews', '/review-merge', '/records/t_a/reviews', `/cascade?upper=${upper.versionId}`]) {
      expect((await at({ planId: road.planId, versionId: river.versionId }, rest)).json(), rest).toMatchObject({ status: 404, code: 'plan.version_not_found' });
      expect((await other.send(`/api/plans/${river.planId}/versions/${river.versionId}${rest}`)).json(), rest).toMatchObject({ status: 404, code: 'plan.not_found' });
    }
    const foreign = await other.send(`/api/plans/${river.planId}/diff?from=${river.versionId}&to=${revised.versionId}`);
    expect(foreign.json()).toMatchObject({ status: 404, code: 'plan.not_found' });
  } finally {
    await other.close();
  }
});
