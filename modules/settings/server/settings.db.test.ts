import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseMoment } from '#kernel/calendar.ts';
import type { DutySpec } from '#kernel/duty.ts';
import { declareParam } from '#kernel/param.ts';
import { ensureDutyOccurrences, fulfilDuty } from '#kernel/server/duties.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { parseDay } from '#kernel/calendar.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { movableClock } from '../../../tests/harness/work-runtime.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';

const database = databaseForFile();
const key = declareParam({
  code: 'trial.answer-days',
  label: '答复时限',
  note: '督办答复的工作日数',
  schema: z.strictObject({ days: z.int().min(1).max(60).meta({ label: '工作日' }), pauses: z.boolean().meta({ label: '可暂停' }) }),
  rows: [{ from: '2020-01-01', value: { days: 5, pauses: true } }],
});
const duty: DutySpec = {
  code: 'T02',
  label: '月度调度',
  ownerRole: 'dispatcher',
  rules: [{ from: '2020-10-01', every: 'month', opens: { months: 1, day: 1 }, due: { months: 1, day: 5 }, source: { document: '试验方案' } }],
};
const at = '2026-11-27T09:00:00+08:00';
let app: TestApp;
let director: Record<string, string>;

beforeAll(async () => {
  app = await openApp(database().appUrl, { clock: movableClock(at) });
  director = await app.as({ roles: ['office_director'], secondFactor: true, displayName: '王主任' });
  await storeDefaultParams(app.pool, parseMoment(at));
  await inWriting({ pool: app.pool, region: app.region, at }, (context) => ensureDutyOccurrences([duty], context));
});
afterAll(() => app.close());

let keyNumber = 0;
const send = (path: string, body: unknown, method = 'POST', headers = director): Promise<TestReply> => {
  keyNumber += 1;
  return app.send(path, {
    method,
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `settings-test-${keyNumber}-0000000000` },
    body: JSON.stringify(body),
  });
};
const codeOf = (reply: TestReply): string => (reply.json() as { code?: string }).code ?? String(reply.status);
const value = (over: object = {}) => ({
  level: 'county',
  from: '2027-01-01',
  to: null,
  value: { days: 3, pauses: true },
  source: { document: '县督办办法', article: '第六条' },
  reason: '加快办理',
  ...over,
});
const values = '/api/parameters/trial.answer-days/values';

describe('参数', () => {
  test('列表给出当天生效的值、来源和下一次变化；可按名称、层级查找', async () => {
    const list = (await app.send('/api/parameters?q=%E7%AD%94%E5%A4%8D%E6%97%B6%E9%99%90', { headers: director })).json() as {
      items: Record<string, unknown>[];
      actions: unknown[];
    };
    expect(list.items).toMatchObject([{ code: key.code, current: { level: 'default', text: '工作日：5；可暂停：是', source: { document: '系统默认' } }, next: null }]);
    expect(list.actions).toMatchObject([{ action: 'param.set', allowed: true }]);
    expect(((await app.send('/api/parameters?level=county', { headers: director })).json() as { items: unknown[] }).items).toEqual([]);
  });

  test('先预览再设定；设定后旧值仍在，新值到日生效', async () => {
    const preview = (await send('/api/parameters/trial.answer-days/previews', value())).json();
    expect(preview).toEqual({ changes: [{ from: '2027-01-01', to: null, before: '工作日：5；可暂停：是', after: '工作日：3；可暂停：是' }], hiddenBy: null });
    const set = await send(values, value());
    expect(set.json()).toMatchObject({ row: { level: 'county', setBy: '王主任', source: { article: '第六条' }, reason: '加快办理' } });
    const shown = (await app.send('/api/parameters/trial.answer-days', { headers: director })).json() as {
      rows: unknown[];
      stretches: unknown[];
      form: unknown;
      parameter: unknown;
    };
    expect(shown.rows).toHaveLength(2);
    expect(shown.stretches).toEqual([
      { from: '2020-01-01', level: 'default', text: '工作日：5；可暂停：是' },
      { from: '2027-01-01', level: 'county', text: '工作日：3；可暂停：是' },
    ]);
    expect(shown.parameter).toMatchObject({ current: { level: 'default' }, next: { from: '2027-01-01', text: '工作日：3；可暂停：是' } });
    expect(shown.form).toMatchObject({ type: 'object', properties: { days: { label: '工作日', minimum: 1, maximum: 60 } } });
  });

  test('较宽层级的新值被较具体的遮住时，预览说明', async () => {
    const preview = (await send('/api/parameters/trial.answer-days/previews', value({ level: 'province', from: '2027-06-01', value: { days: 9, pauses: false } }))).json();
    expect(preview).toMatchObject({ changes: [], hiddenBy: expect.stringContaining('县级') });
  });

  test.each([
    ['生效期重叠', value({ from: '2026-12-31', value: { days: 7, pauses: true } }), 'param.overlap'],
    ['追溯', value({ from: '2026-11-26' }), 'param.not_retroactive'],
    ['值未变', value({ from: '2027-02-01' }), 'param.unchanged'],
    ['日期倒置', value({ from: '2027-03-01', to: '2027-02-01' }), 'param.period'],
    ['值超出范围', value({ value: { days: 61, pauses: true } }), 'request.invalid'],
    ['少一个字段', value({ value: { days: 6 } }), 'request.invalid'],
    ['没有理由', value({ reason: ' ' }), 'request.invalid'],
    ['系统默认不能由人设定', value({ level: 'default' }), 'request.invalid'],
    ['链接不是网址', value({ source: { document: '甲', link: 'javascript:alert(1)' } }), 'request.invalid'],
  ])('%s 被拒绝，什么也不改', async (_name, body, code) => {
    expect(codeOf(await send(values, body))).toBe(code);
    expect(((await app.send('/api/parameters/trial.answer-days', { headers: director })).json() as { rows: unknown[] }).rows).toHaveLength(2);
  });

  test('说明写出字段的中文名', async () => {
    expect((await send(values, value({ value: { days: 61, pauses: true } }))).json()).toMatchObject({
      fields: [{ path: 'body.value.days', label: '工作日', message: '「工作日」不能超过60' }],
    });
  });

  test('两人同时录入重叠的值，只有一个成功', async () => {
    const both = await Promise.all([1, 2].map((days) => send(values, value({ from: '2028-01-01', value: { days, pauses: false } }))));
    expect(both.map(codeOf).sort()).toEqual(['200', 'param.overlap']);
  });

  test('没有的参数、没有第二因素、不是主任', async () => {
    expect(codeOf(await app.send('/api/parameters/trial.nothing', { headers: director }))).toBe('param.unknown');
    const other = await app.as({ roles: ['dispatcher'], secondFactor: true });
    expect((await send(values, value({ from: '2029-01-01' }), 'POST', other)).status).toBe(403);
    const single = await app.as({ roles: ['office_director'] });
    expect((await send(values, value({ from: '2029-01-01' }), 'POST', single)).status).toBe(403);
  });

  test('参数表导出为 Excel', async () => {
    const file = await app.send('/api/parameters/export', { headers: director });
    expect([file.status, String(file.headers['content-disposition']).includes('filename*=')]).toEqual([200, true]);
    expect(file.bytes.subarray(0, 2).toString()).toBe('PK');
  });
});

const noticeForm = (text: string | Uint8Array, over: Record<string, string> = {}) =>
  multipart(
    { year: '2027', documentNo: '国办发明电〔2026〕999号', title: '关于2027年部分节假日安排的试验通知', publishedOn: '2026-11-20', ...over },
    { name: 'a.csv', bytes: text },
  );
const upload = (step: 'previews' | 'imports', form: ReturnType<typeof noticeForm>) => {
  keyNumber += 1;
  return app.send(`/api/working-calendar/${step}`, {
    method: 'POST',
    headers: { ...director, ...form.headers, 'idempotency-key': `settings-test-${keyNumber}-0000000000` },
    body: form.body,
  });
};

describe('工作日历', () => {
  test('按年显示安排和文号；下一年通知未导入时说明', async () => {
    const shown = (await app.send('/api/working-calendar?year=2020', { headers: director })).json() as { days: { on: string }[]; notices: unknown[]; missingYear: number };
    expect(shown.notices).toHaveLength(2);
    expect(shown.days.filter(({ on }) => on === '2020-02-01')).toEqual([{ on: '2020-02-01', arrangement: 'off', name: '春节（延长）', documentNo: '国办发明电〔2020〕1号' }]);
    expect(shown.missingYear).toBe(2027);
  });

  test('表里的错误逐行指出，全部改正前什么也不导入', async () => {
    const bad =
      '日期,安排,名称\n2027-13-01,放假,元旦\n2027-01-01,休,元旦\n2027-01-04,上班,元旦\n2026-05-01,放假,劳动节\n2027/1/2,放假,\n2027-01-03,放假,元旦\n2027年1月3日,放假,元旦\n';
    const preview = (await upload('previews', noticeForm(bad))).json() as { faults: { row: number; column: string; message: string }[]; days: unknown[] };
    expect(preview.faults.map(({ row, column }) => `${row} ${column}`)).toEqual(['2 日期', '3 安排', '4 安排', '5 日期', '6 名称', '8 日期']);
    expect(preview.faults.every(({ message, row }) => message.startsWith(`第 ${row} 行：`))).toBe(true);
    expect((await upload('imports', noticeForm(bad))).json()).toMatchObject({ code: 'settings.calendar_invalid', status: 422 });
    expect((await upload('previews', noticeForm('甲,乙\n'))).json()).toMatchObject({ faults: [{ message: expect.stringContaining('表头') }] });
    expect(codeOf(await upload('imports', noticeForm('日期,安排,名称\n', { documentNo: '国办发明电[2026]9号' })))).toBe('request.invalid');
  });

  test('A17 先写明按什么读、前几行；GB18030 的核对读法后才导入', async () => {
    const text = encodeGb18030('日期;安排;名称\n2027-01-01;放假;元旦\n');
    const preview = (await upload('previews', noticeForm(text))).json() as object;
    expect(preview).toMatchObject({
      days: [{ on: '2027-01-01', arrangement: 'off', name: '元旦' }],
      faults: [],
      reading: { detected: '按 GB18030 编码、分号分隔读取', firstLines: ['日期;安排;名称', '2027-01-01;放假;元旦'], needsConfirmation: true },
    });
    expect(codeOf(await upload('imports', noticeForm(text)))).toBe('file.reading_unconfirmed');
    expect((await upload('imports', noticeForm(text, { confirmedReading: 'true', documentNo: '国办发明电〔2026〕997号', year: '2028' }))).json()).toMatchObject({
      code: 'settings.calendar_invalid',
    });
  });

  test('导入后即可推算，职责的期限随之确定；同一文号不能再导入', async () => {
    const before = (await app.send('/api/duties?from=2027-01-01&to=2027-01-31', { headers: director })).json() as { items: { dueOn: string | null }[]; missingYears: number[] };
    expect([before.items.map(({ dueOn }) => dueOn), before.missingYears]).toEqual([[null], [2027]]);
    const good = '日期,安排,名称\n2027-01-01,放假,元旦\n2027-01-05,放假,试验假日\n2027-01-09,上班,试验假日调休\n';
    expect((await upload('imports', noticeForm(good))).json()).toMatchObject({ days: 3 });
    const after = (await app.send('/api/duties?from=2027-01-01&to=2027-01-31', { headers: director })).json() as { items: { dueOn: string | null; nominalOn: string }[] };
    expect(after.items).toMatchObject([{ nominalOn: '2027-01-05', dueOn: '2027-01-06' }]);
    expect(codeOf(await upload('imports', noticeForm(good)))).toBe('settings.notice_known');
  });
});

describe('职责日历', () => {
  const list = async (query: string) =>
    (await app.send(`/api/duties?${query}`, { headers: director })).json() as {
      items: { period: string; standing: string; state: string; revision: number; actions: { action: string; allowed: boolean }[] }[];
      counts: Record<string, number>;
    };
  const year = 'from=2026-11-01&to=2027-10-31';

  test('列出各期和办理情况，可按办理情况和名称筛选', async () => {
    const all = await list(year);
    expect(all.items).toHaveLength(11);
    expect(all.counts).toMatchObject({ later: 11, missed: 0 });
    expect((await list(`${year}&standing=missed`)).items).toEqual([]);
    expect((await list(`${year}&q=%E8%B0%83%E5%BA%A6%E5%91%98`)).items.length).toBe(11);
    expect(codeOf(await app.send('/api/duties?from=2020-01-01&to=2027-01-01', { headers: director }))).toBe('settings.span_too_long');
    expect(codeOf(await app.send('/api/duties?from=2026-02-30&to=2027-01-01', { headers: director }))).toBe('request.invalid');
  });

  test('豁免要理由，撤销后恢复待办；办结的不能豁免', async () => {
    const place = '/api/duties/T02/2026-12/exemptions';
    expect(codeOf(await send(place, { reason: '', expectedRevision: 1 }))).toBe('request.invalid');
    expect((await send(place, { reason: '集中防汛', expectedRevision: 1 })).json()).toEqual({ state: 'exempt' });
    expect((await list(year)).items.find(({ period }) => period === '2026-12')).toMatchObject({ standing: 'exempt', actions: [{ action: 'duty.end-exemption', allowed: true }] });
    expect((await send(`${place}/ends`, { reason: '恢复' })).json()).toEqual({ state: 'open' });
    expect(codeOf(await send(`${place}/ends`, { reason: '恢复' }))).toBe('duty.not_exempt');
    await inWriting({ pool: app.pool, region: app.region, at }, (context) =>
      fulfilDuty({ duty: 'T02', period: '2026-11' }, { type: 'round', id: 'r1', on: parseDay('2026-11-27') }, context),
    );
    const done = (await list(year)).items.find(({ period }) => period === '2026-11');
    expect(done).toMatchObject({ standing: 'done', actions: [{ action: 'duty.exempt', allowed: false }] });
    expect(codeOf(await send('/api/duties/T02/2026-11/exemptions', { reason: '不应', expectedRevision: done?.revision ?? 0 }))).toBe('duty.not_open');
  });

  test('导出日历文件：每期一个全天事件，编号固定，行长不超过75字节', async () => {
    const ics = await app.send(`/api/duties/export?${year}&format=ics`, { headers: director });
    expect(ics.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(ics.text.match(/BEGIN:VEVENT/g)).toHaveLength(11);
    expect(ics.text).toContain(`UID:T02-2026-12-${app.region}@luoshi`);
    expect(ics.text).toContain('DTSTART;VALUE=DATE:20270106');
    expect(ics.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const sheet = await app.send(`/api/duties/export?${year}&format=xlsx`, { headers: director });
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
  });
});

describe('收件箱', () => {
  test('未读、待办、全部；标为已读；还清后不再是待办；只看得到自己的', async () => {
    const { person } = (await app.send('/api/me', { headers: director })).json() as { person: { userId: string } };
    const { userId } = person;
    const write = <T>(work: Parameters<typeof inWriting<T>>[1]) => inWriting({ pool: app.pool, region: app.region, at }, work);
    await write((context) =>
      notify(context, { kind: 'trial.owed', to: [userId], title: '三天后到期', body: '请报送。', about: { type: 'task', id: 't' }, debt: { key: 'task:t', stage: 'due-3' } }),
    );
    await write((context) => notify(context, { kind: 'trial.told', to: [userId], title: '已受理 100%', body: '知悉。', link: '/plans', about: { type: 'task', id: 't' } }));
    const inbox = async (query: string, headers = director) =>
      (await app.send(`/api/inbox?${query}`, { headers })).json() as { items: { title: string; noticeId: string }[]; unread: number; owed: number; nextCursor: string | null };
    expect(await inbox('view=unread')).toMatchObject({ items: [{ title: '已受理 100%' }, { title: '三天后到期' }], unread: 2, owed: 1 });
    expect((await inbox('view=all&q=100%25')).items).toHaveLength(1);
    const first = await inbox('view=all&limit=1');
    expect((await inbox(`view=all&limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([{ title: '三天后到期' }]);
    expect((await send('/api/inbox/reads', { ids: [first.items[0]?.noticeId] })).json()).toEqual({ read: 1, unread: 1 });
    expect((await send('/api/inbox/reads', {})).json()).toEqual({ read: 1, unread: 0 });
    await write((context) => settleDebt(context, 'task:t'));
    expect(await inbox('view=owed')).toMatchObject({ items: [], owed: 0 });
    const other = await app.as({ roles: ['dispatcher'] });
    expect((await inbox('view=all', other)).items).toEqual([]);
    expect(codeOf(await app.send('/api/inbox?cursor=abc', { headers: director }))).toBe('request.invalid');
  });

  test('设定邮件提醒', async () => {
    expect(codeOf(await send('/api/inbox/preferences', { email: { address: '不是邮箱', mode: 'all' } }, 'PUT'))).toBe('request.invalid');
    const saved = { email: { channel: 'email', address: 'wang@example.gov.cn', mode: 'prompt' } };
    expect((await send('/api/inbox/preferences', { email: { address: 'wang@example.gov.cn', mode: 'prompt' } }, 'PUT')).json()).toEqual(saved);
    expect((await app.send('/api/inbox/preferences', { headers: director })).json()).toEqual(saved);
  });
});
