import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFault, type ConfigOverrides, type Environment, loadConfig, parseConfig } from './config.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-config-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const GOOD_SECRET = '3f9a1c7be2d8450696ab17cd55e0f8234417aa90';

function faultOf(env: Environment, overrides: ConfigOverrides = {}): ConfigFault {
  try {
    parseConfig(env, overrides);
  } catch (error) {
    if (error instanceof ConfigFault) return error;
    throw error;
  }
  throw new Error('本应拒绝的配置被接受');
}

describe('读取配置', () => {
  test('什么都不设时用默认值', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ port: 8340, host: '127.0.0.1', profile: 'development', region: '340323', databaseUrl: undefined, logLevel: 'info' });
    expect(config.dataDir).toBe(join(process.cwd(), '.luoshi'));
    expect(config.limits.importBytes).toBe(33554432);
    expect(config.publicOrigin).toBe('http://127.0.0.1:8340');
    expect(Object.isFrozen(config) && Object.isFrozen(config.limits)).toBe(true);
  });

  test('命令行选项优先于环境变量，空白视为未设', () => {
    expect(parseConfig({ PORT: '9000' }, { port: 9100 }).port).toBe(9100);
    expect(parseConfig({ PORT: '  ' }).port).toBe(8340);
  });

  test('每个错误的变量各占一行中文，写明变量名和改法，且不回显取值', () => {
    const fault = faultOf({ PORT: '八千', LUOSHI_REGION: '34', DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(fault.code).toBe('config.invalid');
    expect(fault.problems.map((p) => p.variable)).toEqual(['PORT', 'DATABASE_URL', 'LUOSHI_REGION']);
    for (const { line, variable } of fault.problems) expect(line).toMatch(new RegExp(`^${variable} .*请.*。$`));
    expect(fault.message).not.toContain('hunter2');
  });

  test('选项写错时报选项名', () => {
    expect(faultOf({}, { databaseUrl: 'x' }).problems[0]?.variable).toBe('--database-url');
  });

  test.each([['-1'], ['65536'], ['80.5'], ['1e3'], ['0x50'], ['999999999999999']])('端口 %s 被拒绝', (port) => {
    expect(faultOf({ PORT: port }).problems[0]?.variable).toBe('PORT');
  });

  test('数据库地址必须带数据库名', () => {
    expect(faultOf({ DATABASE_URL: 'postgres://u:p@h:5432' }).problems[0]?.variable).toBe('DATABASE_URL');
    expect(parseConfig({ DATABASE_URL: 'postgresql://u:p@h/d' }).databaseUrl).toBe('postgresql://u:p@h/d');
  });

  test('迁移与应用两个地址必须成对', () => {
    expect(faultOf({ LUOSHI_APP_URL: 'postgres://a:b@h/d' }).problems[0]?.variable).toContain('LUOSHI_MIGRATOR_URL');
  });
});

describe('正式使用时的拒绝', () => {
  const good = { LUOSHI_PROFILE: 'production', LUOSHI_SECRET: GOOD_SECRET, LUOSHI_PUBLIC_ORIGIN: 'https://luoshi.example.gov.cn' };

  test('合格的配置被接受', () => {
    expect(loadConfig({ ...good, LUOSHI_DATA: dir }).secret).toBe(GOOD_SECRET);
  });

  test('密钥缺失、过短、默认或重复字符都被拒绝', () => {
    for (const secret of [undefined, 'short', 'changeme'.repeat(5), 'a'.repeat(64), 'secretsecretsecretsecretsecretsecret']) {
      expect(faultOf({ ...good, LUOSHI_SECRET: secret }).problems[0]?.variable).toBe('LUOSHI_SECRET');
    }
  });

  test('对外地址缺失、是 http、带路径都被拒绝', () => {
    for (const origin of [undefined, 'http://luoshi.example.gov.cn', 'https://luoshi.example.gov.cn/', 'ftp://x']) {
      expect(faultOf({ ...good, LUOSHI_PUBLIC_ORIGIN: origin }).problems[0]?.variable).toBe('LUOSHI_PUBLIC_ORIGIN');
    }
  });
});

describe('开发时的密钥', () => {
  test('首次生成并记住，权限 0600，再次启动相同', () => {
    const data = join(dir, 'new', 'data');
    const first = loadConfig({ LUOSHI_DATA: data });
    expect(first.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
    expect(loadConfig({ LUOSHI_DATA: data }).secret).toBe(first.secret);
  });

  test('密钥文件残缺时说明，不悄悄换新', () => {
    writeFileSync(join(dir, 'secret'), 'abc');
    expect(() => loadConfig({ LUOSHI_DATA: dir })).toThrow(/内容不完整/);
  });

  test('数据目录的位置上是一个文件时说明', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => loadConfig({ LUOSHI_DATA: join(dir, 'file') })).toThrow(/无法在数据目录/);
  });
});
