import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBroughtNode, checkDataDir, checkNode, checkPort, checkPostgresPrograms, checkWebBuild, listDoctorChecks } from './doctor-checks.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-doctor-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('体检', () => {
  test('Node.js 版本', () => {
    expect(checkNode('24.21.0').ok).toBe(true);
    expect(checkNode('20.19.0')).toMatchObject({ ok: false, remedy: expect.stringContaining('24') });
    expect(checkBroughtNode()).toMatchObject({ ok: true });
  });

  test('自带的 PostgreSQL 能运行', () => {
    expect(checkPostgresPrograms()).toMatchObject({ ok: true, detail: expect.stringMatching(/^1[678]\./) });
  });

  test('数据目录：不存在也行，位置上是文件不行', () => {
    expect(checkDataDir(join(dir, 'a', 'b')).ok).toBe(true);
    writeFileSync(join(dir, 'file'), '');
    expect(checkDataDir(join(dir, 'file'))).toMatchObject({ ok: false, remedy: expect.stringContaining('--data') });
    expect(checkDataDir(join(dir, 'file', 'inside')).ok).toBe(false);
  });

  test('端口被占用时说明', async () => {
    expect((await checkPort('127.0.0.1', 0)).ok).toBe(true);
    const squatter = createServer();
    await new Promise<void>((resolve) => {
      squatter.listen(0, '127.0.0.1', resolve);
    });
    const { port } = squatter.address() as AddressInfo;
    expect(await checkPort('127.0.0.1', port)).toMatchObject({ ok: false, detail: expect.stringContaining('EADDRINUSE') });
    squatter.close();
  });

  test('网页没有构建时说明', () => {
    expect(checkWebBuild(dir)).toMatchObject({ ok: false, detail: expect.stringContaining('dist/web/index.html') });
    mkdirSync(join(dir, 'dist', 'web'), { recursive: true });
    mkdirSync(join(dir, 'dist', 'portal'));
    writeFileSync(join(dir, 'dist/web/index.html'), '');
    writeFileSync(join(dir, 'dist/portal/entry.js'), '');
    expect(checkWebBuild(dir).ok).toBe(true);
  });

  test('全部检查：从未启动过的目录不会因体检而建库', async () => {
    const checks = await listDoctorChecks({ LUOSHI_DATA: join(dir, 'data'), PORT: '0' });
    expect(checks.filter((check) => check.name !== '网页').every((check) => check.ok)).toBe(true);
    expect(checks.at(-1)).toMatchObject({ name: '数据库', detail: expect.stringContaining('尚未建立') });
  });

  test('配置写错时列出错误，不再往下查', async () => {
    expect((await listDoctorChecks({ PORT: 'x' })).at(-1)).toMatchObject({ name: '配置', ok: false, detail: expect.stringContaining('PORT') });
  });

  test('数据库连不上时给出原因和办法', async () => {
    const checks = await listDoctorChecks({ LUOSHI_DATA: dir, PORT: '0', DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d' });
    expect(checks.at(-1)).toMatchObject({ name: '数据库', ok: false, detail: expect.stringContaining('database.unreachable') });
  });
});
