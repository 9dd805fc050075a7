import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { defineModule } from '#kernel/module.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { serverModules } from '../../app/modules.server.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { multipart, openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';
import { riverPlan } from './sample-plans.ts';

/** An endpoint with a JSON body and no rule of business, so that only the real guards can refuse. */
const echo = endpoint({
  id: 'trial.echo',
  method: 'POST',
  path: '/api/trial/echo',
  summary: '试验',
  access: 'public',
  body: z.strictObject({
    title: z.string().min(1).max(10).meta({ label: '名称' }),
    amount: z
      .string()
      .regex(/^[0-9]{1,9}$/)
      .optional()
      .meta({ label: '金额' }),
    nested: z.unknown().optional(),
    items: z.array(z.string()).max(100).optional().meta({ label: '清单' }),
  }),
  reply: z.strictObject({ title: z.string() }),
  refusals: [],
});
const leak = endpoint({ id: 'trial.leak', method: 'GET', path: '/api/trial/leak', summary: '试验', access: 'public', reply: z.strictObject({ shown: z.string() }), refusals: [] });
const signedIn = endpoint({
  id: 'trial.signed-in',
  method: 'GET',
  path: '/api/trial/me',
  summary: '试验',
  access: 'signed-in',
  reply: z.object({ id: z.string() }),
  refusals: [],
});

const trialModule = defineModule({
  name: 'trial',
  title: '试验',
  dependsOn: ['plan'],
  permissions: {},
  events: [],
  endpoints: [echo, leak, signedIn],
  refusalCodes: [],
  routes: [
    useCase(echo, async ({ body }) => ({ title: body.title })),
    useCase(leak, async () => ({ shown: '可以看', hidden: '不能看' })),
    useCase(signedIn, async (_input, { actor }) => ({ id: actor.id })),
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

const post = (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<TestReply> =>
  app.send(echo.path, { method: 'POST', body, headers: { ...app.operator(), 'content-type': 'application/json', ...headers } });

const codeOf = (reply: TestReply): string => (reply.json() as { code: string }).code;

describe('JSON 请求体', () => {
  test('正常的请求', async () => {
    const reply = await post('{"title":"甲"}', { 'content-type': 'application/json; charset=utf-8' });
    expect([reply.status, reply.json()]).toEqual([200, { title: '甲' }]);
  });

  test.each([
    ['J1 超过 1 MiB', Buffer.alloc(1024 * 1024 + 1, ' '), 413, 'request.too_large'],
    ['J2 嵌套 100000 层', `{"nested":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400, 'request.json_depth'],
    ['J2 嵌套 65 层', `{"title":"甲","nested":${'['.repeat(64)}${']'.repeat(64)}}`, 400, 'request.json_depth'],
    ['J3 __proto__', '{"title":"甲","__proto__":{"a":1}}', 400, 'request.json_forbidden_key'],
    ['J3 转义写成的 __proto__', '{"title":"甲","\\u005f_proto__":1}', 400, 'request.json_forbidden_key'],
    ['J3 constructor', '{"title":"甲","nested":{"constructor":{"prototype":{}}}}', 400, 'request.json_forbidden_key'],
    ['J4 字段重复', '{"title":"甲","title":"乙"}', 400, 'request.json_duplicate_key'],
    ['J4 转义写成的重复字段', '{"title":"甲","\\u0074itle":"乙"}', 400, 'request.json_duplicate_key'],
    ['J5 数字代替小数文字', '{"title":"甲","amount":9007199254740993}', 422, 'request.invalid'],
    ['J5 科学记数法', '{"title":"甲","amount":"1e400"}', 422, 'request.invalid'],
    ['J5 超出范围的数字', '{"title":"甲","amount":1e400}', 422, 'request.invalid'],
    ['J5 负零', '{"title":"甲","amount":-0}', 422, 'request.invalid'],
    ['J7 100000 个元素', `{"title":"甲","items":[${'"",'.repeat(99_999)}""]}`, 422, 'request.invalid'],
    ['J7 10000 个不认识的字段', `{"title":"甲",${Array.from({ length: 10_000 }, (_none, n) => `"f${n}":1`).join(',')}}`, 422, 'request.invalid'],
    ['J7 不认识的字段', '{"title":"甲","salt":1}', 422, 'request.invalid'],
    ['J8 无效的 UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'request.text_encoding'],
    ['J8 残缺字符', '{"title":"\\ud800"}', 400, 'request.text_encoding'],
    ['J8 空字符', '{"title":"a\\u0000b"}', 400, 'request.text_encoding'],
    ['不是 JSON', '{title:甲}', 400, 'request.json_invalid'],
    ['没有闭合的引号', '{"title":"甲', 400, 'request.json_invalid'],
    ['空请求体', '', 400, 'request.json_invalid'],
    ['缺少字段', '{}', 422, 'request.invalid'],
    ['过长', `{"title":"${'长'.repeat(11)}"}`, 422, 'request.invalid'],
  ] as const)('%s', async (_name, body, status, code) => {
    const reply = await post(body);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect((reply.json() as { detail: string }).detail).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    ['J5 数字代替小数文字', '{"title":"甲","amount":9007199254740993}', 'number_precision'],
    ['J5 超出范围的数字', '{"title":"甲","amount":1e400}', 'number_precision'],
    ['J5 负零', '{"title":"甲","amount":-0}', 'number_precision'],
    ['J7 100000 个元素', `{"title":"甲","items":[${'"",'.repeat(99_999)}""]}`, 'too_many'],
    ['J7 不认识的字段', '{"title":"甲","salt":1}', 'unknown_field'],
    ['过长的文字没有代码', `{"title":"${'长'.repeat(11)}"}`, undefined],
  ] as const)('%s：字段的代码供程序辨认', async (_name, body, code) => {
    expect(((await post(body)).json() as { fields: { code?: string }[] }).fields.map((field) => field.code)).toEqual([code]);
  });

  test('说明用字段的中文名称', async () => {
    expect((await post('{}')).json()).toMatchObject({ detail: '请填写「名称」。请改正后重试。', fields: [{ path: 'body.title', label: '名称', message: '请填写「名称」' }] });
    expect((await post(`{"title":"${'长'.repeat(11)}"}`)).text).toContain('「名称」不能超过10个字');
    expect((await post('{"title":"甲","owner":1}')).text).toContain('不认识的字段：「owner」');
  });

  test.each([
    ' application/json',
    'application/json\ta',
    'text/json',
    'application/json;charset=utf-8',
    'application/json, text/plain',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'APPLICATION/JSON',
  ])('J6 内容类型「%s」不接受', async (type) => {
    const reply = await app.http.inject({ method: 'POST', url: echo.path, headers: { ...app.operator(), 'content-type': type }, payload: '{"title":"甲"}' });
    expect([reply.statusCode, reply.json().code]).toEqual([415, 'request.content_type']);
  });

  test('J6 没有内容类型', async () => {
    const reply = await app.send(echo.path, { method: 'POST', headers: app.operator(), body: '{"title":"甲"}' });
    expect([reply.status, codeOf(reply)]).toEqual([415, 'request.content_type']);
  });

  test('J1 声称有 50 MB 的请求体，没有读完就拒绝', async () => {
    const headers = { ...app.operator(), 'content-type': 'application/json', 'content-length': String(50 * 1024 * 1024) };
    const [status, text] = await new Promise<[number, string]>((resolve, reject) => {
      // The body is never sent: the answer comes from the declared length alone.
      const request = httpRequest({ host: '127.0.0.1', port: app.port, path: echo.path, method: 'POST', agent: false, headers }, (response) => {
        let received = '';
        response
          .on('data', (chunk: Buffer) => (received += chunk.toString('utf8')))
          .on('end', () => {
            resolve([response.statusCode ?? 0, received]);
            request.destroy();
          });
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([413, 'request.too_large']);
  });

  test('J7 只列出前几个不认识的字段，答复不随请求变大', async () => {
    const many = `{"title":"甲",${Array.from({ length: 10_000 }, (_none, n) => `"f${n}":1`).join(',')}}`;
    const reply = await post(many);
    expect(reply.text).toContain('「f0」');
    expect(reply.text.length).toBeLessThan(2000);
  });

  test('J9 压缩炸弹没有解开就拒绝', async () => {
    const reply = await post(gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')), { 'content-encoding': 'gzip' });
    expect([reply.status, codeOf(reply)]).toEqual([415, 'request.content_encoding']);
  });

  test('J9 压缩的请求体不接受', async () => {
    const reply = await post('{"title":"甲"}', { 'content-encoding': 'gzip' });
    expect([reply.status, codeOf(reply)]).toEqual([415, 'request.content_encoding']);
  });
});

describe('查询条件与地址', () => {
  test.each([
    '/api/plans?limit=1000000000&offset=-1&sort=(select%201)',
    '/api/plans?limit=0',
    '/api/plans?limit=101',
    '/api/plans?sort=updated_at',
    '/api/plans?filter[password]=x',
    '/api/plans?fields=salt',
    '/api/plans?q=a&q=b',
    '/api/plans?cursor=%27',
    '/api/plans?cursor=WyJ1cGRhdGVkIiwiMjAyMCIsIngiXQ',
    `/api/plans?q=${'a'.repeat(201)}`,
  ])('J10、J11 「%s」是 422，且有中文说明', async (path) => {
    const reply = await app.send(path);
    if (/filter|fields|sort=\(/.test(path)) expect((reply.json() as { fields: { code?: string }[] }).fields.map(({ code }) => code)).toContain('unknown_field');
    expect([reply.status, codeOf(reply)]).toEqual([422, 'request.invalid']);
    expect((reply.json() as { fields: { message: string }[] }).fields.every((field) => /[\u4e00-\u9fff]/.test(field.message))).toBe(true);
  });

  test.each(['/api/grants', '/api/audit', '/api/orgs/search'])('J10、J11 名册 %s 的条件也只认清单里的', async (path) => {
    const who = { headers: await app.as({ roles: path === '/api/audit' ? ['audit_admin'] : ['security_admin'], secondFactor: true }) };
    for (const query of ['?limit=1e9', '?limit=-1', '?sort=(select%201)', '?filter[password]=x', '?fields=account_skeleton', '?cursor=%27', '?q=a&q=b', '?order=reason']) {
      const reply = await app.send(path + query, who);
      expect([query, reply.status, codeOf(reply)]).toEqual([query, 422, 'request.invalid']);
    }
  });

  test.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/plans/..%2f..%2fetc%2fpasswd',
    '/api/plans/%252e',
    '/api/plans/01900000-0000-7000-8000-00000000000x',
    '/api/plans/%00',
    '/api/%zz',
    '/api/plans/a/b/c/d',
  ])('P1 「%s」是 404 的问题文档', async (path) => {
    const reply = await app.send(path);
    expect([reply.status, codeOf(reply)]).toEqual([404, 'request.not_found']);
    expect(reply.json()).toMatchObject({ requestId: reply.headers['x-request-id'] });
  });

  test('P2 别的地区的方案与不存在的方案得到同样的 404', async () => {
    const other = await openApp(database().appUrl);
    try {
      const form = multipart({}, { name: 'a.txt', bytes: riverPlan });
      const { planId, versionId } = (await other.send('/api/plans/imports', { method: 'POST', headers: { ...other.operator(), ...form.headers }, body: form.body })).json() as {
        planId: string;
        versionId: string;
      };
      const unknown = '01900000-0000-7000-8000-000000000000';
      for (const rest of ['', `/versions/${versionId}`, `/versions/${versionId}/ledger`, `/versions/${versionId}/search?q=%E6%B2%B3`]) {
        const foreign = await app.send(`/api/plans/${planId}${rest}`);
        const missing = await app.send(`/api/plans/${unknown}${rest.replace(versionId, unknown)}`);
        const withoutRequest = (reply: TestReply) => ({ ...(reply.json() as object), requestId: '' });
        expect(foreign.status).toBe(404);
        expect(withoutRequest(foreign)).toEqual(withoutRequest(missing));
      }
    } finally {
      await other.close();
    }
  });

  test('页面地址不存在时是中文网页', async () => {
    const reply = await app.send('/nothing/here');
    expect(reply.status).toBe(404);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(reply.text).toContain('没有找到');
    expect(reply.headers['content-security-policy']).toContain("script-src 'none'");
  });
});

describe('其他', () => {
  test('处理函数多给的字段出不去：是内部错误，不是泄漏', async () => {
    const reply = await app.send(leak.path);
    expect([reply.status, codeOf(reply)]).toEqual([500, 'server.fault']);
    expect(reply.text).not.toContain('不能看');
  });

  test('需要登录的接口对访客是 401，登录的人可以', async () => {
    expect(codeOf(await app.send(signedIn.path))).toBe('access.not_signed_in');
    expect((await app.send(signedIn.path, { headers: app.operator() })).json()).toEqual({ id: expect.stringMatching(/^user:/) });
  });

  test('健康检查：就绪后 200，含版本与数据库状态', async () => {
    const reply = await app.send('/health');
    expect([reply.status, reply.json()]).toEqual([
      200,
      { status: 'ok', version: expect.any(String), region: app.region, profile: 'development', database: 'ok', work: expect.objectContaining({ state: 'ok' }) },
    ]);
  });

  test('安全响应头', async () => {
    const { headers } = await app.send('/api/plans');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('请求过多时 429，并说明多久后重试', async () => {
    const small = await openApp(database().appUrl, { requestsPerMinute: 3 });
    try {
      const replies = [];
      for (let count = 0; count < 5; count += 1) replies.push(await small.send('/api/plans'));
      expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 429, 429]);
      expect(replies.at(-1)?.json()).toMatchObject({ code: 'request.too_many' });
      expect((await small.send('/health')).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  test('日志是一行一个 JSON，不含查询词、请求体和来访者伪造的换行', async () => {
    await app.send('/api/plans?q=%E6%9C%BA%E5%AF%86%0d%0aforged');
    await post('{"title":"机密正文"}');
    const lines = app.logLines.join('').trimEnd().split('\n');
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
    expect(app.logLines.join('')).not.toMatch(/机密|forged|cookie/);
  });

  test('停止时先说未就绪', async () => {
    const closing = await openApp(database().appUrl);
    expect((await closing.send('/health')).status).toBe(200);
    await closing.close();
    await expect(closing.send('/health')).rejects.toThrow();
  });
});
