import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { riverPlan, riverPlanRevised } from '../tests/access/sample-plans.ts';

const bin = resolve(import.meta.dirname, '..', 'bin', 'luoshi.mjs');
let folder: string;
let river: string;
let revised: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-cli-texts-'));
  river = file('河湖.txt', riverPlan);
  revised = file('河湖二.txt', riverPlanRevised);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const options = () => ({ cwd: folder, maxBuffer: 1 << 28, env: { PATH: process.env['PATH'], LUOSHI_DATA: join(folder, 'data'), HOME: folder } });
const run = (...args: string[]): SpawnSyncReturns<string> => spawnSync(process.execPath, [bin, ...args], { ...options(), encoding: 'utf8' });
const runBytes = (...args: string[]): SpawnSyncReturns<Buffer> => spawnSync(process.execPath, [bin, ...args], options());

/** Numbering that jumps and an annex that is missing are errors; the rest of the text is sound. */
const faulty = '青澜县试验方案\n一、甲\n（一）子项。\n（二）子项。\n（二）又一个子项。\n（五）跳过的子项。\n二、乙\n（一）子项，见附件3。\n';

describe('luoshi lint', () => {
  test('没有错误：退出码 0，逐条一行，末行是合计', () => {
    const { status, stdout, stderr } = run('lint', river);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(
      `共 ${lines.length - 1} 项：错误 0，提醒 ${lines.filter((line) => line.includes('  提醒  ')).length}，提示 ${lines.filter((line) => line.includes('  提示  ')).length}`,
    );
    expect(
      lines.slice(0, -1).every((line) => /^河湖\.txt(:\d+:\d+)? {2}(错误|提醒|提示) {2}.+ \[[a-z-]+\]$/.test(line)),
      stdout,
    ).toBe(true);
  });

  test('有错误：退出码 1，仍打印全部；行列对得上原文', () => {
    const { status, stdout } = run('lint', file('有错.txt', faulty));
    expect(status).toBe(1);
    const found = /^有错\.txt:(\d+):(\d+) {2}错误/m.exec(stdout);
    expect(faulty.split('\n')[Number(found?.[1]) - 1]?.slice(Number(found?.[2]) - 1)).toMatch(/^（/);
  });

  test('--fail-on 放宽或收紧', () => {
    const { counts } = JSON.parse(run('lint', river, '--format', 'json').stdout) as { counts: Record<string, number> };
    expect(run('lint', river, '--fail-on', 'warning').status).toBe((counts['warning'] ?? 0) > 0 ? 1 : 0);
    expect(run('lint', river, '--fail-on', 'info').status).toBe((counts['warning'] ?? 0) + (counts['info'] ?? 0) > 0 ? 1 : 0);
  });

  test('JSON 与台账里的发现一致', () => {
    const ledger = JSON.parse(run('compile', river).stdout) as { findings: unknown[]; stats: { findings: object } };
    const { stdout } = run('lint', river, '--format', 'json');
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    expect(JSON.parse(stdout)).toEqual({
      file: '河湖.txt',
      sha256: createHash('sha256').update(riverPlan).digest('hex'),
      counts: ledger.stats.findings,
      findings: ledger.findings,
    });
  });
});

describe('luoshi diff', () => {
  test('逐条写明种类、对象与变化；有变化时仍为 0，除非要求', () => {
    const { status, stdout, stderr } = run('diff', river, revised);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^提高 {2}指标任务 {2}.*12公里以上.*15公里以上/m);
    expect(stdout).toMatch(/\n共 \d+ 处变化\n$/);
    expect(run('diff', river, revised, '--fail-on-change').status).toBe(1);
    expect(run('diff', river, river, '--fail-on-change')).toMatchObject({ status: 0, stdout: '没有变化\n' });
  });

  test('JSON 给出两份文件的摘要、各类计数与逐条变化', () => {
    const reply = JSON.parse(run('diff', river, revised, '--format', 'json').stdout) as { from: object; counts: Record<string, number>; changes: { kind: string }[] };
    expect(reply.from).toEqual({ file: '河湖.txt', sha256: createHash('sha256').update(riverPlan).digest('hex') });
    for (const [kind, count] of Object.entries(reply.counts)) expect(reply.changes.filter((change) => change.kind === kind).length).toBe(count);
    expect(reply.counts['raised']).toBe(1);
  });
});

describe('luoshi export', () => {
  test('台账与 compile 是同样的字节；CSV 有字节序标记', () => {
    expect(run('export', river, '--format', 'json').stdout).toBe(run('compile', river).stdout);
    expect(run('export', river, '--format', 'csv').stdout.startsWith('\ufeff序号,任务,')).toBe(true);
  });

  test('Excel 写到标准输出与写到文件是同样的字节，读得回来', async () => {
    const { status, stdout } = runBytes('export', river, '--format', 'xlsx');
    const out = join(folder, '表.xlsx');
    expect([status, runBytes('export', river, '--format', 'xlsx', '--out', out).stdout.length]).toEqual([0, 0]);
    expect(Buffer.compare(readFileSync(out), stdout)).toBe(0);
    const read = await readWorkbookSafely(stdout);
    expect(read.ok && read.sheets.map(({ name, rows }) => [name, rows[0]?.map(({ text }) => text).join()])).toEqual([
      ['任务分解表', '序号,任务,目标值,牵头单位,配合单位,完成时限,依据原文,状态,编号'],
    ]);
  });

  test.each(['akn', 'ics', 'annotations'])('%s：给定日期，两次结果逐字节相同', (format) => {
    const one = run('export', river, '--format', format, '--on', '2031-05-06');
    expect([one.status, one.stderr]).toEqual([0, '']);
    expect(run('export', river, '--format', format, '--on', '2031-05-06').stdout).toBe(one.stdout);
    if (format === 'ics') expect(one.stdout).toContain('DTSTAMP:20310506T000000Z\r\n');
    if (format === 'annotations') expect(JSON.parse(one.stdout)[0].target.source).toMatch(/^ni:\/\/\/sha-256;[A-Za-z0-9_-]{43}$/);
    if (format !== 'akn') return;
    const faults: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => faults.push(error.message));
    parser.write(one.stdout).close();
    expect(faults).toEqual([]);
    expect(one.stdout).toContain('date="2031-05-06"');
  });
});

describe('用法与拒绝', () => {
  test.each<readonly [readonly string[]]>([
    [['lint']],
    [['lint', 'a', '--fail-on', 'fatal']],
    [['lint', 'a', '--data', 'x']],
    [['diff', 'a']],
    [['export', 'a']],
    [['export', 'a', '--format', 'doc']],
    [['export', 'a', '--format', 'ics', '--on', '2031-02-30']],
  ])('%j：退出码 2，标准输出为空，标准错误恰为一行 JSON', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'usage', message: expect.stringMatching(/[\u4e00-\u9fff]/) });
  });

  test('不能写入的文件名：退出码 2', () => {
    const { status, stderr } = run('export', river, '--format', 'csv', '--out', join(folder, '没有的文件夹', 'a.csv'));
    expect([status, (JSON.parse(stderr) as { code: string }).code]).toEqual([2, 'usage']);
  });

  test.each([['lint'], ['export', '--format', 'csv'], ['diff', 'same']])('%s：文件被拒绝，退出码 3，代码与 compile 相同', (command, ...rest) => {
    const empty = file('空.txt', '');
    const args = command === 'diff' ? [river, empty] : [empty, ...rest];
    const { status, stdout, stderr } = run(command, ...args);
    expect([status, stdout, (JSON.parse(stderr) as { code: string }).code]).toEqual([3, '', 'empty_file']);
  });
});
