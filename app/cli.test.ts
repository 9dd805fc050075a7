import { spawn, spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { riverPlan } from '../tests/access/sample-plans.ts';

const bin = resolve(import.meta.dirname, '..', 'bin', 'luoshi.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-cli-'));
  mkdirSync(join(folder, '文件夹'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], LUOSHI_DATA: join(folder, 'data'), HOME: folder },
  });

describe('luoshi compile', () => {
  test('输出台账：JSON，两格缩进，末尾换行，别无其他；两次结果逐字节相同', () => {
    const path = file('河湖.txt', riverPlan);
    const { status, stdout, stderr } = run('compile', path, '--format', 'json');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'luoshi.plan/1',
      source: { sha256: createHash('sha256').update(riverPlan).digest('hex'), chars: riverPlan.length, format: 'txt' },
    });
    expect(run('compile', path).stdout).toBe(stdout);
  });

  test('按内容认编码，不按文件名；text 输出解码后的全文，tree 输出目录', () => {
    const path = file('方案.pdf', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(riverPlan, 'utf16le')]));
    expect(run('compile', path, '--format', 'text').stdout).toBe(riverPlan);
    const tree = run('compile', path, '--format', 'tree').stdout;
    expect(tree).toContain('一、总体要求');
    expect(tree).toMatch(/\n {4}（一）工作目标 {2}\[节 \d+–\d+ p1\.s1\]\n/);
  });

  test.each<readonly [string, () => string, number, string]>([
    ['没有的文件', () => 'nothing.txt', 3, 'not_found'],
    ['文件夹', () => '文件夹', 3, 'is_directory'],
    ['空文件', () => file('empty.txt', ''), 3, 'empty_file'],
    ['只有字节序标记', () => file('bom.txt', Buffer.from([0xef, 0xbb, 0xbf])), 3, 'empty_file'],
    ['不能解码', () => file('bad.txt', Buffer.concat([Buffer.from('一、青澜县水利工作要点如下'), Buffer.from([0xff, 0xc0])])), 3, 'text_encoding'],
    ['图片', () => file('a.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])), 3, 'type_mismatch'],
    ['超过 32 MiB', () => file('big.txt', Buffer.alloc(32 * 1024 * 1024 + 1, 'a')), 3, 'too_large'],
    ['文件名里有行分隔符', () => 'a b\u2028.txt', 3, 'not_found'],
  ])('%s：退出码 3，标准输出为空，标准错误恰为一行 JSON', (_name, path, exit, code) => {
    const { status, stdout, stderr } = run('compile', path());
    expect([status, stdout]).toEqual([exit, '']);
    expect(stderr.endsWith('\n') && stderr.trimEnd().split('\n').length).toBe(1);
    const failure = JSON.parse(stderr) as { code: string; message: string; offset?: number };
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/[\u4e00-\u9fff]/);
    if (code === 'text_encoding') expect(failure.offset).toBe(39);
  });

  test.each([
    [[]],
    [['compile']],
    [['compile', 'a', 'b']],
    [['compile', 'a', '--format', 'xml']],
    [['compile', 'a', '--nope']],
    [['nope']],
    [['plan']],
    [['plan', 'nope']],
    [['compile', 'a', '--format']],
  ])('用法有误 %j：退出码 2', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'usage', message: expect.stringMatching(/[\u4e00-\u9fff]/) });
    expect(stderr).not.toMatch(/error:|missing|unknown/);
  });

  test('配置有误是退出码 1，仍是一行 JSON', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'compile', 'a'], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'], LUOSHI_IMPORT_MAX_BYTES: 'many' },
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'config.invalid' });
  });

  test('帮助和版本在标准输出，退出码 0', () => {
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('compile', '--help').stdout).toContain('--format');
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('几兆的输出经管道一字不少', () => {
    const long = '河湖整治，岁岁年年。\n'.repeat(200_000);
    const { status, stdout } = run('compile', file('long.txt', long), '--format', 'text');
    expect([status, stdout === long]).toEqual([0, true]);
  });

  test('读者提前关闭管道，安静地结束', async () => {
    const path = file('long2.txt', '河湖整治，岁岁年年。\n'.repeat(200_000));
    const child = spawn(process.execPath, [bin, 'compile', path, '--format', 'text'], { cwd: folder });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((done) => child.on('close', done));
    expect([code, complaint]).toEqual([0, '']);
  });

  test('不碰数据目录：没有数据库也能编译', () => {
    expect(() => readFileSync(join(folder, 'data'))).toThrow(/ENOENT/);
  });
});
