import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { regionCodeSchema } from '#kernel/ids.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import { fixedClock } from '#kernel/server/clock.ts';
import { createPool, statement, transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { defineDutySource } from '#kernel/server/duty-sources.ts';
import { newId } from '#kernel/server/new-id.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { UseCase } from '#kernel/server/use-case.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import type { Role } from '#identity/contract';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { appointUseCase, endPostUseCase } from './appoint.ts';
import { changePersonUseCase } from './change-people.ts';
import { exportHandoverUseCase } from './export-handover.ts';
import { bringDueIntoEffect } from './handover-steps.ts';
import { exportHandoversUseCase, listHandoversUseCase } from './list-handovers.ts';
import { getHandoverUseCase, noteHandoverUseCase, planHandoverUseCase, stepHandoverUseCase } from './handovers.ts';
import { tellUnheldDuties } from './identity-jobs.ts';
import { listUnheldDutiesUseCase } from './list-unheld-duties.ts';
import { loadActor } from './load-actor.ts';

const region = regionCodeSchema.parse('340323');
const database = databaseForFile();
let pool: Pool;
let today = '2026-06-15';
const runtime = () =>
  ({ pool, clock: fixedClock(`${today}T09:00:00+08:00`), region, limits: { importBytes: 1_000_000 }, permissionLabels: {} }) as never as Parameters<typeof runUseCase>[3];

// A module that keeps duties, as later modules do: its own table, its own statements.
const listOpen = statement({
  name: 'test.list-open-duties',
  class: 'router',
  text: 'select id, title from public.test_duty where region_code = $1 and user_id = $2 and org_id = $3 and is_open order by id',
  params: { region: 'text', userId: 'uuid', orgId: 'uuid?' },
  row: { id: 'text', title: 'text' },
});
const moveThem = statement({
  name: 'test.move-duties',
  class: 'router',
  text: 'update public.test_duty set user_id = $3 where region_code = $1 and id = any ($2)',
  params: { region: 'text', ids: 'text[]', userId: 'uuid' },
  row: {},
});
const listHeld = statement({
  name: 'test.list-held-duties',
  class: 'router',
  text: 'select id, title, user_id from public.test_duty where region_code = $1 and is_open order by id',
  params: { region: 'text' },
  row: { id: 'text', title: 'text', user_id: 'uuid?' },
});
let failMove = false;
defineDutySource({
  name: 'test',
  label: '测试事项',
  listOpen: async (tx, { userId, orgId }) =>
    (await tx.many(listOpen, { region: tx.region, userId, orgId })).map(({ id, title }) => ({ id, kind: '任务', title, dueOn: '2026-09-30', href: null })),
  move: async ({ tx }, { ids, to }) => {
    await tx.run(moveThem, { region: tx.region, ids, userId: to });
    if (failMove) throw new Error('the module fails in the middle');
  },
  listHeld: async (tx) => (await tx.many(listHeld, { region: tx.region })).map(({ id, title, user_id }) => ({ id, kind: '任务', title, userId: user_id })),
});

const write = (text: string, values: readonly unknown[] = []) => withConnection(database().adminUrl, (client) => client.query(text, [...values]));
const seed = () => peopleSeeder(pool, region);
const actorOf = (userId: string, roles: readonly Role[] = ['unit_head'], secondFactor = true) => testActor({ userId, roles, secondFactor, displayName: `人员${userId.slice(-4)}` });
const office = () => actorOf('01900000-0000-7000-8000-00000000000f', ['office_director']);
const security = () => actorOf('01900000-0000-7000-8000-00000000000e', ['security_admin']);
const run = async <E extends EndpointSpec>(useCase: UseCase<E>, raw: Parameters<typeof runUseCase>[1], actor: ReturnType<typeof testActor>): Promise<Reply<E>> =>
  (await runUseCase(useCase, raw, { actor, requestId: null }, runtime())).reply;

let bureau = '';
let [outgoing, incoming, deputy] = ['', '', ''];
let postId = '';
let director = '';
const duty = async (title: string, userId = outgoing) => {
  const id = newId();
  await write('insert into public.test_duty (region_code, id, title, user_id, org_id, is_open) values ($1, $2, $3, $4, $5, true)', [region, id, title, userId, bureau]);
  return id;
};
const holderOf = async (id: string) => (await write('select user_id from public.test_duty where id = $1', [id])).rows[0]?.user_id as string;
const plan = (effectiveOn = '2026-07-01') => run(planHandoverUseCase, { body: { postId, incomingId: incoming, deputyId: deputy, effectiveOn, reason: '工作调动' } }, office());
const view = (handoverId: string, actor = office()) => run(getHandoverUseCase, { params: { handoverId } }, actor);
const step = async (handoverId: string, action: string, actor = office(), more: Record<string, unknown> = {}) => {
  const { revision, sheetSha256 } = await view(handoverId);
  return run(stepHandoverUseCase, { params: { handoverId }, body: { action, expectedRevision: revision, sheetSha256, ...more } }, actor);
};
const signAll = async (handoverId: string, upTo: 'checked' | 'outgoing_signed' | 'both_signed' = 'both_signed') => {
  await step(handoverId, 'list');
  await step(handoverId, 'check', actorOf(outgoing));
  await step(handoverId, 'check', actorOf(incoming));
  if (upTo === 'checked') return;
  await step(handoverId, 'sign_out', actorOf(outgoing));
  if (upTo === 'outgoing_signed') return;
  await step(handoverId, 'sign_in', actorOf(incoming));
};
const runDay = (day: string) => {
  today = day;
  return transaction(pool, { region, mode: 'write' }, (tx) => bringDueIntoEffect(systemContext(runtime(), tx, { part: 'test', now: fixedClock(`${day}T00:05:00+08:00`).now() })));
};
const held = async (userId: string) =>
  (
    await transaction(pool, { region, mode: 'read' }, (tx) =>
      loadActor(tx, { userId, secondFactor: true }, systemContext(runtime(), tx, { part: 'test', now: fixedClock(`${today}T09:00:00+08:00`).now() }).today),
    )
  )?.grants
    .filter(({ to }) => to === null || to >= today)
    .map(({ role, orgId }) => `${role} ${orgId}`);

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 4 });
  director = await seed().holder('office_director');
  await write(
    'create table public.test_duty (region_code text, id text primary key, title text, user_id uuid, org_id uuid, is_open boolean); grant select, update on public.test_duty to luoshi_app',
  );
});
afterAll(() => pool.end());
beforeEach(async () => {
  today = '2026-06-15';
  failMove = false;
  bureau = await seed().org({ name: `测试局${newId().slice(-6)}` });
  [outgoing, incoming, deputy] = [await seed().person({ name: '移交人' }), await seed().person({ name: '接收人' }), await seed().person({ name: '代理人' })];
  const post = { orgId: bureau, role: 'unit_head', title: '局长', from: '2024-01-01', reason: '任命文件' };
  ({ postId } = await run(appointUseCase, { params: { userId: outgoing }, body: post }, security()));
});

describe('岗位移交', () => {
  test('走完全程：生效日移交人的权限结束，清单内外的事项在同一天全部到接收人名下', async () => {
    const first = await duty('第一项任务');
    const { handoverId } = await plan();
    await signAll(handoverId);
    const late = await duty('签字之后才出现的任务');
    await runDay('2026-06-30');
    expect([await holderOf(first), await held(outgoing)]).toEqual([outgoing, [`unit_head ${bureau}`]]);
    await runDay('2026-07-01');
    expect([await holderOf(first), await holderOf(late)]).toEqual([incoming, incoming]);
    expect([await held(outgoing), await held(incoming), await held(deputy)]).toEqual([[], [`unit_head ${bureau}`], []]);
    const after = await view(handoverId);
    expect(after).toMatchObject({ state: 'effective', post: { to: '2026-06-30', state: 'past' } });
    expect(after.items.map(({ title }) => title)).toEqual(['第一项任务', '签字之后才出现的任务']);
    expect(after.steps.map(({ action }) => action)).toEqual(['plan', 'list', 'check', 'check', 'sign_out', 'sign_in', 'complete']);
  });

  test.each(['planned', 'checked', 'outgoing_signed'] as const)('生效日缺签字（%s）：代理人自动接管，记明缺谁的签字', async (state) => {
    const first = await duty('待移交任务');
    const { handoverId } = await plan();
    if (state !== 'planned') await signAll(handoverId, state);
    await runDay('2026-07-01');
    expect(await view(handoverId)).toMatchObject({ state: 'deputised' });
    expect([await holderOf(first), await held(deputy), await held(outgoing), await held(incoming)]).toEqual([deputy, [`unit_head ${bureau}`], [], []]);
    const { rows } = await write(
      `select b.value from kernel.event e join kernel.event_body b using (region_code, event_id) where e.subject = $1 and b.field = 'missing' order by e.event_id desc limit 1`,
      [handoverId],
    );
    expect(rows[0]?.value).toBe(state === 'outgoing_signed' ? 'incoming' : 'outgoing,incoming');
    const { rows: told } = await write('select user_id from kernel.notice where subject_id = $1', [handoverId]);
    expect(told.map(({ user_id }) => user_id as string).sort()).toEqual([outgoing, incoming, deputy, director].sort());
  });

  test('事项移交中途出错：权限、岗位、事项一样也不变', async () => {
    const first = await duty('任务');
    const { handoverId } = await plan();
    await signAll(handoverId);
    failMove = true;
    await expect(runDay('2026-07-01')).rejects.toThrow('the module fails');
    expect([await holderOf(first), (await view(handoverId)).state, await held(outgoing)]).toEqual([outgoing, 'both_signed', [`unit_head ${bureau}`]]);
    failMove = false;
    await runDay('2026-07-01');
    expect(await holderOf(first)).toBe(incoming);
  });

  test('到期办不成（代理人已停用）：一样也不变，记明原因，当天告知办公室；每天只告知一次', async () => {
    const first = await duty('任务');
    const { handoverId } = await plan();
    await write('update identity.person set status = $2 where user_id = $1', [deputy, 'suspended']);
    await runDay('2026-07-01');
    await runDay('2026-07-01');
    expect([await holderOf(first), (await view(handoverId)).state, await held(outgoing)]).toEqual([outgoing, 'planned', [`unit_head ${bureau}`]]);
    const { rows: told } = await write('select kind, user_id from kernel.notice where subject_id = $1', [handoverId]);
    expect(told).toEqual([{ kind: 'identity.handover-failed', user_id: director }]);
    await write('update identity.person set status = $2 where user_id = $1', [deputy, 'active']);
    await runDay('2026-07-02');
    expect([await holderOf(first), (await view(handoverId)).state]).toEqual([deputy, 'deputised']);
  });

  test('到期办理重复执行不产生第二次移交', async () => {
    await duty('任务');
    const { handoverId } = await plan();
    await signAll(handoverId);
    await runDay('2026-07-01');
    await runDay('2026-07-02');
    expect((await view(handoverId)).steps.filter(({ action }) => action === 'complete')).toHaveLength(1);
  });

  test('清单只增不减：了结的事项留在清单上并标明，再次生成只补新的', async () => {
    const first = await duty('先有的任务');
    const { handoverId } = await plan();
    await step(handoverId, 'list');
    await write('update public.test_duty set is_open = false where id = $1', [first]);
    await duty('后来的任务');
    await step(handoverId, 'list');
    expect((await view(handoverId)).items.map(({ title, isOpen }) => [title, isOpen])).toEqual([
      ['先有的任务', false],
      ['后来的任务', true],
    ]);
  });

  test('同一人不能核对两次；签字只能本人，且须第二重验证', async () => {
    const { handoverId } = await plan();
    await step(handoverId, 'list');
    await step(handoverId, 'check', actorOf(outgoing));
    await expect(step(handoverId, 'check', actorOf(outgoing))).rejects.toMatchObject({ code: 'identity.handover_step_refused' });
    await step(handoverId, 'check', actorOf(incoming));
    await expect(step(handoverId, 'sign_out', actorOf(incoming))).rejects.toMatchObject({ code: 'identity.handover_step_refused', detail: expect.stringContaining('移交人本人') });
    await expect(step(handoverId, 'sign_out', actorOf(outgoing, ['unit_head'], false))).rejects.toMatchObject({ code: 'access.second_factor' });
    await expect(step(handoverId, 'sign_in', actorOf(incoming))).rejects.toMatchObject({ code: 'identity.handover_step_refused' });
    expect((await view(handoverId)).state).toBe('checked');
  });

  test('签字以看到的清单为准：清单或意见变了要重新核对', async () => {
    const { handoverId } = await plan();
    await signAll(handoverId, 'checked');
    const seen = await view(handoverId, actorOf(outgoing));
    await run(noteHandoverUseCase, { params: { handoverId }, body: { body: '请说明资料所在' } }, actorOf(incoming));
    const sign = (sha: string) =>
      run(stepHandoverUseCase, { params: { handoverId }, body: { action: 'sign_out', expectedRevision: seen.revision, sheetSha256: sha } }, actorOf(outgoing));
    await expect(sign(seen.sheetSha256)).rejects.toMatchObject({ code: 'identity.handover_sheet_changed' });
    await duty('核对之后出现的任务');
    await expect(step(handoverId, 'sign_out', actorOf(outgoing))).rejects.toMatchObject({ code: 'identity.handover_duties_left' });
  });

  test.each([
    ['接收人是本人', () => ({ incomingId: outgoing }), 'identity.handover_people'],
    ['代理人是本人', () => ({ deputyId: outgoing }), 'identity.handover_people'],
    ['生效日不晚于任职日', () => ({ effectiveOn: '2024-01-01' }), 'identity.handover_day'],
    ['生效日已过去', () => ({ effectiveOn: '2026-06-14' }), 'identity.handover_day'],
    ['没有这个岗位', () => ({ postId: newId() }), 'identity.post_not_found'],
    ['没有这个人', () => ({ incomingId: newId() }), 'identity.person_not_found'],
  ] as const)('不能发起：%s', async (_title, change, code) => {
    const body = { postId, incomingId: incoming, deputyId: deputy, effectiveOn: '2026-07-01', reason: '工作调动', ...change() };
    await expect(run(planHandoverUseCase, { body }, office())).rejects.toMatchObject({ code });
  });

  test('同一岗位只有一次移交在办；撤回要写原因，撤回后可以重新发起', async () => {
    const { handoverId } = await plan();
    await expect(plan()).rejects.toMatchObject({ code: 'identity.handover_open_already' });
    await expect(step(handoverId, 'withdraw')).rejects.toMatchObject({ code: 'identity.handover_step_refused' });
    await step(handoverId, 'withdraw', office(), { note: '调动取消' });
    await plan();
    await runDay('2026-07-01');
    expect((await view(handoverId)).state).toBe('withdrawn');
  });

  test('无关的人看不到移交，也看不到列表里有它', async () => {
    const { handoverId } = await plan();
    const stranger = actorOf(newId());
    await expect(view(handoverId, stranger)).rejects.toMatchObject({ code: 'identity.handover_not_found', status: 404 });
    expect((await run(listHandoversUseCase, {}, stranger)).items).toEqual([]);
    expect((await run(listHandoversUseCase, {}, actorOf(deputy))).items.map((one) => one.handoverId)).toContain(handoverId);
  });

  test('列表可按姓名、单位、状态、生效日期查找和排序，翻页不重不漏，导出 Excel；日期颠倒被指出', async () => {
    const made: string[] = [];
    for (const effectiveOn of ['2026-08-03', '2026-08-01', '2026-08-02']) {
      const post = { orgId: bureau, role: 'unit_liaison', planPaths: [`/plan${made.length}/`], from: '2024-01-01', reason: '任命文件' };
      const appointed = await run(appointUseCase, { params: { userId: outgoing }, body: post }, security());
      const body = { postId: appointed.postId, incomingId: incoming, deputyId: deputy, effectiveOn, reason: '工作调动' };
      made.push((await run(planHandoverUseCase, { body }, office())).handoverId);
    }
    await step(made[1] ?? '', 'withdraw', office(), { note: '调动取消' });
    const list = (query: Record<string, string>) => run(listHandoversUseCase, { query: { orgId: bureau, ...query } }, office());
    const idsOf = async (query: Record<string, string>) => (await list(query)).items.map(({ handoverId }) => handoverId as string);
    const [third, first, second] = made;
    expect(await idsOf({ sort: 'day' })).toEqual([first, second, third]);
    expect(await idsOf({})).toEqual([second, first, third]);
    expect(await idsOf({ state: 'open', sort: 'day' })).toEqual([second, third]);
    expect(await idsOf({ state: 'withdrawn' })).toEqual([first]);
    expect(await idsOf({ from: '2026-08-02', to: '2026-08-02' })).toEqual([second]);
    expect(await idsOf({ q: '没有这个人' })).toEqual([]);
    expect((await list({ q: '移交人' })).total).toBe(3);
    for (const sort of ['day', 'newest']) {
      const one = await list({ sort, limit: '2' });
      const two = await list({ sort, limit: '2', cursor: one.nextCursor ?? '' });
      expect([...one.items, ...two.items].map(({ handoverId }) => handoverId).sort(), sort).toEqual([...made].sort());
      expect([one.items.length, two.nextCursor], sort).toEqual([2, null]);
    }
    await expect(list({ sort: 'day', cursor: (await list({ limit: '1' })).nextCursor ?? '' })).rejects.toMatchObject({ code: 'request.invalid' });
    const preface = async (): Promise<readonly string[]> => {
      const { content } = await run(exportHandoversUseCase, { query: { orgId: bureau } }, office());
      const read = await readWorkbookSafely(Buffer.from(content, 'base64'));
      return read.ok ? (read.sheets[0]?.rows ?? []).map(([cell]) => cell?.text ?? '') : [];
    };
    expect((await preface())[1]).toMatch(/^导出时间 .*，共3件$/);
    expect(await preface()).toContain('含演示数据，不作为公文使用');
    await write("update identity.person set stamp = 'real' where user_id in (select outgoing_id from identity.handover where handover_id = any ($1))", [made]);
    expect(await preface()).not.toContain('含演示数据，不作为公文使用');
    await expect(list({ from: '2026-08-02', to: '2026-08-01' })).rejects.toMatchObject({ code: 'identity.handover_days_reversed' });
  });

  test('导出的清单是 Word 文件，两次导出的字节相同', async () => {
    await duty('任务');
    const { handoverId } = await plan();
    await step(handoverId, 'list');
    const [one, two] = [await run(exportHandoverUseCase, { params: { handoverId } }, office()), await run(exportHandoverUseCase, { params: { handoverId } }, office())];
    expect(Buffer.from(one.content, 'base64').subarray(0, 2).toString()).toBe('PK');
    expect(one).toEqual(two);
  });
});

describe('没有一件未了事项没有在岗的人负责', () => {
  test('责任人停用、离任或事项无人时列出；移交之后不再列出', async () => {
    await write('delete from public.test_duty');
    await duty('有人负责');
    const unheld = async () => (await run(listUnheldDutiesUseCase, {}, office())).items.map(({ title }) => title);
    expect(await unheld()).toEqual([]);
    await write('update identity.person set status = $2 where user_id = $1', [outgoing, 'suspended']);
    expect(await unheld()).toEqual(['有人负责']);
    await transaction(pool, { region, mode: 'write' }, (tx) => tellUnheldDuties(systemContext(runtime(), tx, { part: 'test', now: fixedClock(`${today}T00:30:00+08:00`).now() })));
    const { rows: told } = await write(`select title from kernel.notice where kind = 'identity.unheld-duties' and user_id = $1`, [director]);
    expect(told).toEqual([{ title: '有 1 项未了事项没有在岗责任人' }]);
    await plan();
    await runDay('2026-07-01');
    expect(await unheld()).toEqual([]);
  });

  test('有未了事项的岗位不能直接免职，在岗的人不能标记离任', async () => {
    const id = await duty('未了任务');
    const end = (on = '2026-06-30') => run(endPostUseCase, { params: { postId }, body: { on, reason: '调离' } }, security());
    await expect(end()).rejects.toMatchObject({ code: 'identity.post_has_duties', detail: expect.stringContaining('未了任务') });
    const system = actorOf(newId(), ['system_admin']);
    const leave = () => run(changePersonUseCase, { params: { userId: outgoing }, body: { status: 'left', expectedRevision: 1, reason: '调离本县' } }, system);
    await expect(leave()).rejects.toMatchObject({ code: 'identity.person_holds_posts' });
    await write('update public.test_duty set is_open = false where id = $1', [id]);
    await expect(end('2023-12-31')).rejects.toMatchObject({ code: 'identity.post_days' });
    await end('2026-06-14');
    expect(await held(outgoing)).toEqual([]);
    expect(await leave()).toMatchObject({ revision: 2 });
  });
});
