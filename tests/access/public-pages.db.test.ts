import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultDist } from '../../app/build-app.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { multipart, openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';

const isBuilt = existsSync(join(defaultDist, 'portal', 'entry.js')) && existsSync(join(defaultDist, 'web', 'index.html'));
if (!isBuilt) console.warn('跳过公开网页的测试：网页没有构建，请先运行 npm run build');

const database = databaseForFile();
const hostile = '<script>alert(1)</script>县"整治"方案';
const text = `${hostile}\n一、总体要求\n（一）目标。到2031年，<img src=x onerror=alert(2)>整治河道12公里。\n`;

describe.skipIf(!isBuilt)('公开网页与工作台', () => {
  let app: TestApp;
  let key = { planId: '', versionId: '' };
  beforeAll(async () => {
    app = await openApp(database().appUrl, { dist: defaultDist });
    const form = multipart({}, { name: 'a.txt', bytes: text });
    key = (await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body })).json() as typeof key;
  });
  afterAll(() => app.close());

  test('列表页和全文页不用脚本，原文里的标签只当文字', async () => {
    for (const path of ['/', `/plans/${key.planId}`, `/plans/${key.planId}/versions/${key.versionId}`, `/plans/${key.planId}?q=%E6%B2%B3&utm_source=x`]) {
      const page = await app.send(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toContain("script-src 'none'");
      expect(page.text).not.toMatch(/<script|<img src=x|javascript:/i);
      expect(page.text).toContain('&lt;script&gt;');
    }
  });

  test('全文页的每个节点有锚点；查找按字面并标出', async () => {
    const page = await app.send(`/plans/${key.planId}?q=${encodeURIComponent('河道')}`);
    expect(page.text).toContain('id="p1"');
    expect(page.text).toMatch(/<mark[^>]*>河道<\/mark>/);
    expect((await app.send(`/?q=${encodeURIComponent('%')}`)).text).not.toContain('县&quot;整治');
  });

  test('应答情况：不登录、不用脚本；内容没变时只答复304，变了给出新内容和新标记', async () => {
    const path = `/plans/${key.planId}/answers`;
    const before = await app.send(path);
    expect([before.status, before.headers['content-type'], before.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'public, no-cache']);
    expect(before.headers['content-security-policy']).toContain("script-src 'none'");
    expect(before.text).not.toMatch(/<script|style="|javascript:/i);
    const tag = String(before.headers['etag']);
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await app.send(path, { headers: { 'if-none-match': held } });
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag]);
    }
    const registered = await app.send(`/api${path.replace('/answers', '/clause-registrations')}`, {
      method: 'POST',
      headers: { ...app.operator(), 'content-type': 'application/json' },
      body: '{}',
    });
    expect(registered.status).toBe(200);
    const after = await app.send(path, { headers: { 'if-none-match': tag } });
    expect([after.status, after.headers['etag'] === tag]).toEqual([200, false]);
    expect(after.text).toContain('未约定证据');
    expect(after.text).toContain('&lt;img src=x');
    const api = await app.send(`/api/public${path}?limit=1`);
    expect([
      api.status,
      api.headers['cache-control'],
      (await app.send(`/api/public${path}?limit=1`, { headers: { 'if-none-match': String(api.headers['etag']) } })).status,
    ]).toEqual([200, 'public, no-cache', 304]);
  });

  test.each([
    ['/plans/01900000-0000-7000-8000-000000000000/answers', 404, '没有找到方案'],
    ['/plans/01900000-0000-7000-8000-000000000000', 404, '没有找到方案'],
    ['/plans/nonsense', 404, '没有找到'],
    ['/?cursor=!', 422, '翻页位置'],
    ['/?sort=nothing', 422, '排序'],
    ['/console/assets/nothing.js', 404, '没有找到'],
    ['/console/nothing.js', 404, '没有找到'],
    ['/console/.env', 404, '没有找到'],
    ['/console/..%2f..%2fpackage.json', 404, '没有找到'],
    ['/assets/..%2f..%2f..%2fpackage.json', 404, '没有找到'],
  ])('%s 是 %i 的中文网页', async (path, status, words) => {
    const page = await app.send(path);
    expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(page.text).toContain(words);
    expect(page.text).not.toContain('luoshi"');
  });

  test('工作台任何页面地址给出同一页，每次的样式随机数不同', async () => {
    const nonces = [];
    for (const path of ['/console', '/console/plans', `/console/plans/${key.planId}`, `/console/answers/${key.planId}/clauses/p2.s2.t1.m10`]) {
      const page = await app.send(path);
      expect(page.status).toBe(200);
      const nonce = /'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1] ?? '';
      expect(page.text).toContain(nonce);
      expect(page.text).not.toContain('__CSP_NONCE__');
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(4);
  });

  test('带散列的文件缓存一年，页面不缓存', async () => {
    const [script = ''] = readdirSync(join(defaultDist, 'web', 'assets')).filter((name) => name.endsWith('.js'));
    const asset = await app.send(`/console/assets/${script}`);
    expect(asset.headers['cache-control']).toMatch(/max-age=31536000.*immutable/);
    expect(asset.headers['x-content-type-options']).toBe('nosniff');
    expect((await app.send('/console')).headers['cache-control']).toBe('no-store');
  });
});
