import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { defineModule } from '#kernel/module.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { serverModules } from '../../app/modules.server.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { multipart, openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';
import { riverPlan, roadPlan } from './sample-plans.ts';

let waiting: (() => void) | undefined;
let effects = 0;
const slow = endpoint({
  id: 'trial.slow',
  method: 'POST',
  path: '/api/trial/slow',
  summary: '试验',
  access: 'signed-in',
  body: z.strictObject({ title: z.string(), waits: z.boolean().default(false) }),
  reply: z.strictObject({ title: z.string(), effect: z.int() }),
  refusals: [],
});
const open = endpoint({ id: 'trial.open', method: 'POST', path: '/api/trial/open', summary: '试验', access: 'public', reply: z.strictObject({ effect: z.int() }), refusals: [] });
const secret = endpoint({ id: 'trial.secret', method: 'POST', path: '/api/trial/secret', summary: '试验', access: 'signed-in', reply: z.strictObject({}), refusals: [] });

const trialModule = defineModule({
  name: 'trial',
  title: '试验',
  dependsOn: [],
  permissions: {},
  events: [],
  endpoints: [slow, open, secret],
  refusalCodes: [],
  routes: [
    useCase(slow, async ({ body }) => {
      if (body.waits) await new Promise<void>((resolve) => (waiting = resolve));
      effects += 1;
      return { title: body.title, effect: effects };
    }),
    useCase(open, async () => {
      effects += 1;
      return { effect: effects };
    }),
    useCase(secret, async () => ({}), { isShownOnce: true }),
  ],
  pages: [],
  commands: [],
});

const database = databaseForFile();
let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl, { modules: [...serverModules, trialModule] });
});
afterAll(() => app.close());

const post = (key: string | undefined, body: object, path: string = slow.path): Promise<TestReply> =>
  app.send(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...app.operator(), 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
const codeOf = (reply: TestReply): string => (reply.json() as { code: string }).code;

describe('重复提交', () => {
  test('I1 同一键、同一内容：答复相同、只生效一次、标明是重放', async () => {
    const first = await post('one', { title: '甲' });
    const again = await post('one', { title: '甲' });
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(await post('two', { title: '甲' }).then((reply) => reply.text)).not.toBe(first.text);
  });

  test('I2 同一键、别的内容或别的接口是 422', async () => {
    await post('three', { title: '甲' });
    expect([(await post('three', { title: '乙' })).status, codeOf(await post('three', { title: '乙' }))]).toEqual([422, 'request.idempotency_mismatch']);
    const form = multipart({}, { name: 'a.txt', bytes: riverPlan });
    const other = await app.send('/api/plans/previews', { method: 'POST', headers: { ...app.operator(), ...form.headers, 'idempotency-key': 'three' }, body: form.body });
    expect(codeOf(other)).toBe('request.idempotency_mismatch');
  });

  test('I2 第一个还在处理时是 409；处理完后得到它的答复', async () => {
    const first = post('four', { title: '甲', waits: true });
    await expect.poll(() => waiting).toBeDefined();
    const twin = await post('four', { title: '甲', waits: true });
    expect([twin.status, codeOf(twin)]).toEqual([409, 'request.idempotency_running']);
    waiting?.();
    const done = await first;
    expect((await post('four', { title: '甲', waits: true })).text).toBe(done.text);
  });

  test('被拒绝的请求不占用键；键的格式不对是 422；只显示一次的答复不保存', async () => {
    expect(codeOf(await post('five', { title: 1 }))).toBe('request.invalid');
    expect((await post('five', { title: '甲' })).status).toBe(200);
    expect(codeOf(await post('a b', { title: '甲' }))).toBe('request.idempotency_key');
    expect(codeOf(await post('k'.repeat(201), { title: '甲' }))).toBe('request.idempotency_key');
    expect((await post('k'.repeat(200), { title: '甲' })).status).toBe(200);
    await post('six', {}, secret.path);
    expect((await post('six', {}, secret.path)).headers['idempotent-replayed']).toBeUndefined();
  });

  test('没有登录的人没有自己的键：谁也读不到别人的答复', async () => {
    const visit = () => app.send(open.path, { method: 'POST', body: '{}', headers: { ...app.browser(), 'content-type': 'application/json', 'idempotency-key': 'shared' } });
    const replies = [await visit(), await visit()];
    expect(replies.map((reply) => [reply.status, reply.headers['idempotent-replayed']])).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
    expect(replies[0]?.text).not.toBe(replies[1]?.text);
  });

  test('键属于各人：别人用同样的键得不到我的答复', async () => {
    const mine = await post('mine', { title: '甲' });
    const other = await app.send(slow.path, {
      method: 'POST',
      body: JSON.stringify({ title: '甲' }),
      headers: { ...(await app.as({ roles: [] })), 'content-type': 'application/json', 'idempotency-key': 'mine' },
    });
    expect([other.headers['idempotent-replayed'], other.text === mine.text]).toEqual([undefined, false]);
  });

  test('上传文件：同一键重复导入，状态和答复都是第一次的，审计里只有一次', async () => {
    const send = async (bytes: string) => {
      const form = multipart({}, { name: 'a.txt', bytes });
      return app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers, 'idempotency-key': 'file' }, body: form.body });
    };
    const first = await send(riverPlan);
    const again = await send(riverPlan);
    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
    expect(again.text).toBe(first.text);
    expect(codeOf(await send(roadPlan))).toBe('request.idempotency_mismatch');
    const acts = await withConnection(database().adminUrl, (client) =>
      client.query(`select count(*)::int as n from identity.audit where region_code = $1 and action = 'plan.import-plan'`, [app.region]),
    );
    expect(acts.rows).toEqual([{ n: 1 }]);
  });

  const age = (key: string, hours: number) =>
    withConnection(database().adminUrl, (client) =>
      client.query(`update kernel.kept_reply set kept_at = kept_at - make_interval(hours => $3) where region_code = $1 and key = $2`, [app.region, key, hours]),
    );

  test('不到一天的答复仍是第一次的', async () => {
    const first = await post('young', { title: '甲' });
    await age('young', 23);
    expect(await post('young', { title: '甲' }).then(({ headers, text }) => [headers['idempotent-replayed'], text])).toEqual(['true', first.text]);
  });

  test('一天之后键可以重新使用，过期的答复再多也一样', async () => {
    const first = await post('old', { title: '甲' });
    await withConnection(database().adminUrl, (client) =>
      client.query(
        `insert into kernel.kept_reply (region_code, actor, key, request_sha256, reply, kept_at)
         select region_code, actor, 'older-' || n, request_sha256, reply, kept_at - interval '48 hours' from kernel.kept_reply, generate_series(1, 60) n
         where region_code = $1 and key = 'old'`,
        [app.region],
      ),
    );
    await age('old', 24);
    const later = await post('old', { title: '甲' });
    expect(later.headers['idempotent-replayed']).toBeUndefined();
    expect(later.text).not.toBe(first.text);
  });
});

describe('审计', () => {
  test('每次写入留下一行，与写入同一事务；写不进审计就不写', async () => {
    const acts = () =>
      withConnection(
        database().adminUrl,
        async (client) => (await client.query(`select actor, actor_name, action from identity.audit where region_code = $1 and action = 'trial.slow'`, [app.region])).rows,
      );
    const before = (await acts()).length;
    await post(undefined, { title: '甲' });
    const after = await acts();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toEqual({ actor: expect.stringMatching(/^user:/), actor_name: '测试人员', action: 'trial.slow' });
    await withConnection(database().adminUrl, (client) => client.query('revoke insert on identity.audit from luoshi_app'));
    const form = multipart({}, { name: 'b.txt', bytes: roadPlan });
    const refused = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    await withConnection(database().adminUrl, (client) => client.query('grant insert on identity.audit to luoshi_app'));
    expect([refused.status, codeOf(refused)]).toEqual([500, 'server.fault']);
    expect(((await app.send('/api/plans')).json() as { total: number }).total).toBe(1);
  });
});
