import { mkdtempSync, readdirSync, rmSync, utimesSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withFileLock } from './file-lock.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-lock-'));
  path = join(dir, 'lock');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const silent = () => undefined;

describe('启动锁', () => {
  test('同时只有一个在里面，用完不留文件', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(5);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, silent, work)));
    expect(most).toBe(1);
    expect(readdirSync(dir)).toEqual([]);
  });

  test('里面的工作失败也会放开', async () => {
    await expect(withFileLock(path, silent, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await withFileLock(path, silent, async () => 'free')).toBe('free');
  });

  test('等待时告知一次', async () => {
    let told = 0;
    const first = withFileLock(path, silent, () => sleep(250));
    await sleep(10);
    await withFileLock(
      path,
      () => {
        told += 1;
      },
      async () => undefined,
    );
    await first;
    expect(told).toBe(1);
  });

  test('死者的锁、残缺的锁、死在接管途中的标记都能越过', async () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, born: 'another boot:1', token: 'x' }));
    expect(await withFileLock(path, silent, async () => 1)).toBe(1);
    writeFileSync(path, '{"pid"');
    expect(await withFileLock(path, silent, async () => 2)).toBe(2);
    writeFileSync(path, '');
    mkdirSync(`${path}.takeover`);
    utimesSync(`${path}.takeover`, 1, 1);
    expect(await withFileLock(path, silent, async () => 3)).toBe(3);
    expect(readdirSync(dir)).toEqual([]);
  });
});
