import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';
import type { Ledger, MergedReview, PlanReview, ReviewedField } from '../contract/index.ts';

const database = databaseForFile();

interface Key {
  readonly planId: string;
  readonly versionId: string;
}
interface Stored {
  readonly items: readonly ReviewedField[];
  readonly reviewCount: number;
  readonly actions: readonly { readonly action: string; readonly allowed: boolean; readonly reason: string | null }[];
}

let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

async function importText(text: string, fields: Record<string, string> = {}): Promise<Key> {
  const form = multipart(fields, { name: 'a.txt', bytes: text });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  if (reply.status >= 400) throw new Error(reply.text);
  return reply.json() as Key;
}

let serial = 0;
/** A plan of its own per test: another county. */
const freshPlan = (): Promise<Key> => {
  serial += 1;
  return importText(riverPlan.replaceAll('青澜县', `青澜${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸'[serial] ?? ''}县`));
};
const base = ({ planId, versionId }: Key): string => `/api/plans/${planId}/versions/${versionId}`;
const read = async (key: Key, rest: string, isOperator = true): Promise<unknown> => (await app.send(base(key) + rest, isOperator ? { headers: app.operator() } : {})).json();
const post = (key: Key, reviews: readonly object[]): Promise<TestReply> =>
  app.send(`${base(key)}/reviews`, { method: 'POST', headers: { ...app.operator(), 'content-type': 'application/json' }, body: JSON.stringify({ reviews }) });
const ledgerOf = async (key: Key): Promise<Ledger> => (await read(key, '/ledger')) as Ledger;
const rows = (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  withConnection(database().adminUrl, async (client) => (await client.query(sql, values)).rows as Record<string, unknown>[]);

async function lengthTarget(key: Key): Promise<Ledger['targets'][number]> {
  const target = (await ledgerOf(key)).targets.find(({ value }) => value.text.includes('12公里'));
  if (target === undefined) throw new Error('the sample has no such target');
  return target;
}
const accept = (record: string, more: object = {}) => ({ record, field: null, verdict: 'accepted', expectedLatest: null, ...more });
const edit = (record: string, field: string, to: unknown, more: object = {}) => ({ record, field, verdict: 'edited', to, note: '据批复文件', expectedLatest: null, ...more });

describe('提出意见', () => {
  test('采纳、修改、不采纳：原值、引文、人、时间由系统填写；台账一字不变', async () => {
    const key = await freshPlan();
    const before = (await app.send(`${base(key)}/ledger`)).text;
    const target = await lengthTarget(key);
    const reply = await post(key, [
      edit(target.id, 'number', '15'),
      accept(target.id),
      { record: target.id, field: 'scope', verdict: 'rejected', note: '原文没有范围', expectedLatest: null },
    ]);
    expect(reply.status, reply.text).toBe(200);
    const stored = reply.json() as Stored;
    expect(stored.reviewCount).toBe(3);
    expect(stored.items[0]).toMatchObject({
      record: target.id,
      field: 'number',
      machine: '12',
      latest: { verdict: 'edited', from: '12', to: '15', by: expect.stringMatching(/^user:/), byName: '测试人员', note: '据批复文件', quote: target.value.text, carriedFrom: null },
    });
    expect((await app.send(`${base(key)}/ledger`)).text).toBe(before);
    const listed = (await read(key, '/reviews')) as Stored & { counts: object };
    expect(listed.counts).toEqual({ accepted: 1, edited: 1, rejected: 1 });
    expect(listed.items.map(({ field }) => field)).toEqual(['number', null, 'scope']);
  });

  test('撤销是再提一条意见；历史从新到旧都在', async () => {
    const key = await freshPlan();
    const { id } = await lengthTarget(key);
    const first = (await post(key, [edit(id, 'number', '15')])).json() as Stored;
    const second = await post(key, [{ record: id, field: 'number', verdict: 'accepted', expectedLatest: first.items[0]?.latest.reviewId }]);
    expect(second.status, second.text).toBe(200);
    const { items } = (await read(key, `/records/${id}/reviews`)) as { items: PlanReview[] };
    expect(items.map(({ verdict, to }) => [verdict, to])).toEqual([
      ['accepted', null],
      ['edited', '15'],
    ]);
    expect(((await read(key, '/reviews')) as Stored).items).toMatchObject([{ latest: { verdict: 'accepted' } }]);
  });

  test('在他人之后提交，而没有见过他人的意见：409，什么也不保存', async () => {
    const key = await freshPlan();
    const { id } = await lengthTarget(key);
    await post(key, [edit(id, 'number', '15')]);
    for (const expectedLatest of [null, '01900000-0000-7000-8000-000000000000']) {
      const late = await post(key, [accept(id), edit(id, 'number', '16', { expectedLatest })]);
      expect(late.json()).toMatchObject({ status: 409, code: 'plan.review_outdated', facts: { record: id, field: 'number' } });
    }
    expect(((await read(key, '/reviews')) as Stored).reviewCount).toBe(1);
  });

  test('四人同时对同一字段提意见，恰有一人成功', async () => {
    const key = await freshPlan();
    const { id } = await lengthTarget(key);
    const replies = await Promise.all(['13', '14', '15', '16'].map((number) => post(key, [edit(id, 'number', number)])));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('一次采纳全部记录；超过两百条一次拒绝', async () => {
    const key = await freshPlan();
    const ledger = await ledgerOf(key);
    const ids = [...ledger.targets, ...ledger.actors, ...ledger.recurring].map(({ id }) => id);
    const reply = await post(
      key,
      ids.map((id) => accept(id)),
    );
    expect((reply.json() as Stored).items.map(({ record }) => record)).toEqual(ids);
    expect(
      (
        await post(
          key,
          Array.from({ length: 201 }, () => accept('t_a')),
        )
      ).json(),
    ).toMatchObject({ status: 422, code: 'request.invalid' });
  });

  test('意见与事件在同一事务：理由只供内部，原值与新值公开', async () => {
    const key = await freshPlan();
    const { id } = await lengthTarget(key);
    await post(key, [edit(id, 'number', '15')]);
    const found = await rows(
      `select b.field, b.class, b.value from kernel.event e join kernel.event_body b using (region_code, event_id)
       where e.region_code = $1 and e.kind = 'plan.record_reviewed' and e.subject = $2 and b.field in ('to', 'note', 'field') order by b.field`,
      [app.region, key.planId],
    );
    expect(found).toEqual([
      { field: 'field', class: 'open', value: 'number' },
      { field: 'note', class: 'internal', value: '据批复文件' },
      { field: 'to', class: 'open', value: '"15"' },
    ]);
  });

  test('公众看得到意见，看不到理由和提出人；actions 写明原因', async () => {
    const key = await freshPlan();
    const { id } = await lengthTarget(key);
    await post(key, [edit(id, 'number', '15')]);
    for (const rest of ['/reviews', `/records/${id}/reviews`]) {
      const text = JSON.stringify(await read(key, rest, false));
      expect(text).not.toMatch(/据批复文件|user:|测试人员/);
      expect(text).toContain('"to":"15"');
      expect(JSON.parse(text)).toMatchObject({ actions: [{ action: 'plan.review', allowed: false, reason: expect.stringContaining('没有「审核方案记录」的权限') }] });
    }
  });

  test('意见不能改、不能删、不能清空', async () => {
    const key = await freshPlan();
    await post(key, [accept((await lengthTarget(key)).id)]);
    for (const sql of [`update plan.review set note = 'x'`, 'delete from plan.review', 'truncate plan.review cascade', 'truncate plan.review_merge'])
      await expect(
        withConnection(database().adminUrl, (client) => client.query(sql)),
        sql,
      ).rejects.toThrow(/append_only/);
  });
});

describe('规律', () => {
  test('任意一串意见逐条重放，与系统给出的当前意见相同；台账始终不变', async () => {
    const key = await freshPlan();
    const before = (await app.send(`${base(key)}/ledger`)).text;
    const ids = (await ledgerOf(key)).targets.map(({ id }) => id);
    const steps = fc.sample(
      fc.record({
        record: fc.constantFrom(...ids),
        field: fc.constantFrom('number', 'scope', null),
        verdict: fc.constantFrom('accepted', 'edited', 'rejected'),
        figure: fc.integer({ min: 200, max: 999 }),
      }),
      { numRuns: 40, seed: 7 },
    );
    const replayed = new Map<string, string>();
    for (const { record, field, verdict, figure } of steps) {
      const at = JSON.stringify([record, field]);
      const isEdit = verdict === 'edited' && field !== null;
      const to = !isEdit ? {} : { to: field === 'number' ? String(figure) : { text: `第${figure}村` } };
      const reply = await post(key, [
        { record, field, verdict: isEdit ? 'edited' : verdict === 'edited' ? 'accepted' : verdict, ...to, note: '理由', expectedLatest: replayed.get(at) ?? null },
      ]);
      expect(reply.status, reply.text).toBe(200);
      replayed.delete(at);
      replayed.set(at, (reply.json() as Stored).items[0]?.latest.reviewId ?? '');
    }
    const now = (await read(key, '/reviews')) as Stored;
    expect(now.items.map(({ latest }) => latest.reviewId)).toEqual([...replayed.values()]);
    expect(now.reviewCount).toBe(40);
    const histories = await Promise.all(
      [...new Set(steps.map(({ record }) => record))].map(async (record) => ((await read(key, `/records/${record}/reviews`)) as { items: PlanReview[] }).items),
    );
    expect(histories.flat().length).toBe(40);
    expect((await app.send(`${base(key)}/ledger`)).text).toBe(before);
  });
});

describe('不接受的意见', () => {
  let key: Key;
  let id: string;
  beforeAll(async () => {
    key = await freshPlan();
    id = (await lengthTarget(key)).id;
  });

  const cases: readonly (readonly [string, (target: string) => object, number, string])[] = [
    ['修改没有理由', (t) => edit(t, 'number', '15', { note: '' }), 422, 'plan.review_note_missing'],
    ['理由只有空白', (t) => edit(t, 'number', '15', { note: ' \u3000\n' }), 422, 'plan.review_note_missing'],
    ['不采纳没有理由', (t) => ({ record: t, field: null, verdict: 'rejected', expectedLatest: null }), 422, 'plan.review_note_missing'],
    ['修改没有新值', (t) => ({ record: t, field: 'number', verdict: 'edited', note: '理由', expectedLatest: null }), 422, 'plan.review_value_missing'],
    ['采纳却带新值', (t) => accept(t, { field: 'number', to: '15' }), 422, 'plan.review_value_unexpected'],
    ['修改整条记录', (t) => ({ record: t, field: null, verdict: 'edited', to: {}, note: '理由', expectedLatest: null }), 422, 'plan.review_value_unexpected'],
    ['改成机器读出的值', (t) => edit(t, 'number', '12'), 422, 'plan.review_unchanged'],
    ['数值写成科学记数法', (t) => edit(t, 'number', '1e3'), 422, 'plan.review_value_invalid'],
    ['数值写成数字', (t) => edit(t, 'number', 15), 422, 'plan.review_value_invalid'],
    ['比较方式不认识', (t) => edit(t, 'comparator', '≥'), 422, 'plan.review_value_invalid'],
    ['目标值不能没有', (t) => edit(t, 'value', null), 422, 'plan.review_value_invalid'],
    ['文字带位置', (t) => edit(t, 'value', { text: '15公里', start: 0, end: 4 }), 422, 'plan.review_value_invalid'],
    ['时限什么也没写', (t) => edit(t, 'period', { rel: 'by' }), 422, 'plan.review_value_invalid'],
    ['没有这个字段', (t) => edit(t, 'conf', 1), 422, 'plan.review_field_unknown'],
    ['原型上的字段', (t) => edit(t, 'toString', 'x'), 422, 'plan.review_field_unknown'],
    ['没有这条记录', () => accept('t_nothing'), 404, 'plan.record_not_found'],
    ['不是分解表的行，却改分解表的列', () => edit('doc', '目标值', 'x'), 404, 'plan.record_not_found'],
    ['意见种类不认识', (t) => ({ record: t, field: null, verdict: 'approved', expectedLatest: null }), 422, 'request.invalid'],
    ['没说见过哪条意见', (t) => ({ record: t, field: null, verdict: 'accepted' }), 422, 'request.invalid'],
    ['自报姓名', (t) => accept(t, { by: '张三' }), 422, 'request.invalid'],
    ['理由过长', (t) => accept(t, { note: '长'.repeat(2001) }), 422, 'request.invalid'],
  ];

  test.each(cases)('%s：中文说明，且什么也不保存', async (_name, build, status, code) => {
    const reply = await post(key, [build(id)]);
    expect(reply.json(), reply.text).toMatchObject({ status, code });
    expect((reply.json() as { detail: string }).detail).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(((await read(key, '/reviews')) as Stored).reviewCount).toBe(0);
  });

  test('一次提交中一条有误，全部不保存；同一字段不能出现两次', async () => {
    expect((await post(key, [accept(id), accept('t_nothing')])).json()).toMatchObject({ code: 'plan.record_not_found' });
    expect((await post(key, [accept(id), accept(id)])).json()).toMatchObject({ status: 422, code: 'plan.review_repeated' });
    expect((await post(key, [])).json()).toMatchObject({ status: 422, code: 'request.invalid' });
    expect(((await read(key, '/reviews')) as Stored).reviewCount).toBe(0);
  });

  test('版本不属于该方案，或方案属于别的地区：404，什么也不保存', async () => {
    const other = await freshPlan();
    expect((await post({ planId: other.planId, versionId: key.versionId }, [accept(id)])).json()).toMatchObject({ status: 404, code: 'plan.version_not_found' });
    const elsewhere = await openApp(database().appUrl);
    try {
      const headers = { ...elsewhere.operator(), 'content-type': 'application/json' };
      const foreign = await elsewhere.send(`${base(key)}/reviews`, { method: 'POST', headers, body: JSON.stringify({ reviews: [accept(id)] }) });
      expect(foreign.json()).toMatchObject({ status: 404, code: 'plan.not_found' });
    } finally {
      await elsewhere.close();
    }
    expect(((await read(key, '/reviews')) as Stored).reviewCount).toBe(0);
  });

  test('时限与机器读的是一回事，就不算修改', async () => {
    const { period } = await lengthTarget(key);
    expect(period).toMatchObject({ year: 2031, rel: 'by' });
    expect((await post(key, [edit(id, 'period', { year: 2031, rel: 'by' })])).json()).toMatchObject({ code: 'plan.review_unchanged' });
  });
});

describe('新版本导入后的沿用', () => {
  test('未变的沿用，变了的要重新确认，没了的列为原文已不在；新版改成人写的值，算采纳', async () => {
    const key = await freshPlan();
    const text = ((await read(key, '')) as { text: string }).text;
    const ledger = await ledgerOf(key);
    const targetOf = (words: string) => ledger.targets.find(({ value }) => value.text.includes(words))?.id ?? words;
    const measure = ledger.outline.find(({ kind }) => kind === 'measure')?.id ?? '';
    const posted = await post(key, [
      edit(targetOf('12公里'), 'number', '15'),
      edit(targetOf('95%'), 'number', '96'),
      accept(targetOf('8公里')),
      edit(targetOf('3座'), 'number', '4'),
      edit(measure, '牵头单位', '县水利局'),
    ]);
    expect(posted.status, posted.text).toBe(200);
    // 12公里 → what the person said; 95% unchanged; pipes dropped; stations another figure; a measure inserted in front.
    const next = text.replace('12公里', '15公里').replace('(1)新建雨水管网8公里。', '(1)编制排水专项方案。').replace('改造泵站3座', '改造泵站6座');
    const newer = await importText(next);
    expect(newer.planId).toBe(key.planId);
    const merge = (await read(newer, '/review-merge')) as { items: MergedReview[]; counts: Record<string, number> };
    const outcomeOf = (to: unknown, verdict = 'edited') =>
      merge.items.find(({ review }) => review.verdict === verdict && JSON.stringify(review.to) === JSON.stringify(to))?.outcome;
    expect([outcomeOf('15'), outcomeOf('96'), outcomeOf('4'), outcomeOf(null, 'accepted')]).toEqual(['carried', 'carried', 'conflict', 'stale']);
    expect(merge.counts['carried']! + merge.counts['conflict']! + merge.counts['stale']!).toBe(5);
    expect(merge.counts['open']).toBe(merge.items.filter(({ outcome, settledBy }) => outcome === 'conflict' && settledBy === null).length);

    const now = (await read(newer, '/reviews')) as Stored;
    expect(now.items.length).toBe(merge.counts['carried']);
    const carried = now.items.find(({ latest }) => latest.from === '95');
    expect(carried).toMatchObject({
      latest: { verdict: 'edited', to: '96', by: expect.stringMatching(/^user:/), byName: '测试人员', note: '据批复文件', versionId: newer.versionId },
    });
    expect(carried?.latest.carriedFrom).toBe(merge.items.find(({ review }) => review.to === '96')?.review.reviewId);
    expect(now.items.find(({ latest }) => latest.from === '15')).toMatchObject({ latest: { verdict: 'accepted', to: null } });

    const conflict = merge.items.find(({ outcome, review }) => outcome === 'conflict' && review.to === '4');
    expect(conflict).toMatchObject({ machine: '6', settledBy: null });
    const settled = await post(newer, [edit(String(conflict?.record), 'number', '7')]);
    expect(settled.status, settled.text).toBe(200);
    expect(((await read(newer, '/review-merge?outcome=conflict')) as { items: MergedReview[] }).items.find(({ review }) => review.to === '4')?.settledBy).toBe(
      (settled.json() as Stored).items[0]?.latest.reviewId,
    );
  });

  test('没有人处理的待确认意见，跨过一版仍不丢；改回原值就沿用', async () => {
    const key = await freshPlan();
    const text = ((await read(key, '')) as { text: string }).text;
    const { id } = await lengthTarget(key);
    await post(key, [edit(id, 'number', '15')]);
    const second = await importText(text.replace('12公里', '18公里'));
    expect(await read(second, '/review-merge')).toMatchObject({ counts: { conflict: 1, open: 1 } });
    const third = await importText(text.replace('3座', '5座'), { planId: key.planId });
    expect(await read(third, '/review-merge')).toMatchObject({ counts: { carried: 1, conflict: 0 }, items: [{ review: { to: '15' } }] });
    expect(((await read(third, '/reviews')) as Stored).items).toMatchObject([{ latest: { from: '12', to: '15' } }]);
  });

  test('旧版本不再接受意见，并指明最新版', async () => {
    const key = await freshPlan();
    const text = ((await read(key, '')) as { text: string }).text;
    await importText(text.replace('12公里', '18公里'));
    const reply = await post(key, [accept((await lengthTarget(key)).id)]);
    expect(reply.json()).toMatchObject({ status: 409, code: 'plan.version_superseded', detail: expect.stringContaining('第 2 版') });
    expect(await read(key, '/reviews')).toMatchObject({ actions: [{ allowed: false, reason: expect.stringContaining('第 2 版') }] });
  });

  test('插入一条举措后编号顺延，分解表的意见跟着内容走', async () => {
    const key = await importText(
      '青澜县编号顺延试验方案\n一、重点任务\n（一）治理城区河道\n1.完善排水管网，新建管网8公里。\n2.加强日常巡查，每月巡查不少于2次。\n二、保障措施\n（一）加强领导。\n1.成立领导小组。\n',
    );
    const text = ((await read(key, '')) as { text: string }).text;
    const patrol = (await ledgerOf(key)).outline.find(({ kind, start }) => kind === 'measure' && text.slice(start).startsWith('2.加强'))?.id ?? '';
    const posted = await post(key, [edit(patrol, '牵头单位', '县水利局'), accept(patrol)]);
    expect(posted.status, posted.text).toBe(200);
    const newer = await importText(text.replace('2.加强', '2.清理河道垃圾，完成清淤5公里。\n3.加强'));
    const items = ((await read(newer, '/review-merge')) as { items: MergedReview[] }).items;
    const ledger = await ledgerOf(newer);
    const newText = ((await read(newer, '')) as { text: string }).text;
    for (const { record } of items) expect(newText.slice(ledger.outline.find(({ id }) => id === record)?.start).slice(0, 6)).toBe('3.加强日常');
    expect(items.length).toBe(2);
  });

  test('没有意见的方案导入新版，不写任何意见', async () => {
    const key = await freshPlan();
    const text = ((await read(key, '')) as { text: string }).text;
    const newer = await importText(text.replace('12公里', '18公里'));
    expect(await read(newer, '/review-merge')).toMatchObject({ items: [], counts: { carried: 0, conflict: 0, stale: 0, open: 0 } });
    expect(await rows(`select count(*)::int as n from kernel.event where region_code = $1 and kind = 'plan.reviews_carried' and subject = $2`, [app.region, key.planId])).toEqual([
      { n: 0 },
    ]);
  });
});
