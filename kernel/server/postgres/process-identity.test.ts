import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bornAt, isNumberInUse, isPostmasterOf, isRunning, ownIdentity, readIdentity, writeIdentity } from './process-identity.ts';

describe('进程的身份', () => {
  test('自己在运行；同号而出生时间不同的不是自己', () => {
    expect(isRunning(ownIdentity())).toBe(true);
    expect(isRunning({ pid: process.pid, born: 'another boot:1' })).toBe(false);
  });

  test('结束了的进程不在运行', () => {
    const { pid } = spawnSync('true');
    expect(bornAt(pid)).toBeUndefined();
    expect(isNumberInUse(pid)).toBe(false);
  });

  test('不是正整数的进程号都算没有', () => {
    for (const pid of [0, -1, Number.NaN, 1.5, Number.POSITIVE_INFINITY]) expect([bornAt(pid), isNumberInUse(pid)]).toEqual([undefined, false]);
  });

  test.skipIf(process.platform !== 'linux')('僵尸进程占着号，但不在运行', async () => {
    // The shell becomes `sleep`, which never collects its child; the child ends later, so that the shell cannot collect it either.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => {
      parent.kill('SIGKILL');
    });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))));
    for (let waited = 0; waited < 10_000 && bornAt(pid) !== undefined; waited += 100) await sleep(100);
    expect([isNumberInUse(pid), bornAt(pid)]).toEqual([true, undefined]);
  });

  test.skipIf(process.platform !== 'linux')('工作目录相同的才可能是那个目录的服务进程', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-identity-'));
    const child = spawn('sleep', ['20'], { cwd: folder, stdio: 'ignore' });
    onTestFinished(() => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    });
    await sleep(50);
    expect([isPostmasterOf(child.pid ?? 0, folder), isPostmasterOf(child.pid ?? 0, tmpdir())]).toEqual([true, false]);
  });

  test('写下的身份可以读回，残缺的视为没有', () => {
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-identity-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const note = join(folder, 'note');
    expect(readIdentity(note)).toBeUndefined();
    writeIdentity(note, process.pid);
    expect(readIdentity(note)).toEqual(ownIdentity());
    writeFileSync(note, '{"pid":1');
    expect(readIdentity(note)).toBeUndefined();
  });
});
