import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLibraryLinks, locateBinaries, programPath, readBinaries } from './binaries.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-binaries-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('自带的 PostgreSQL 程序', () => {
  test('找到并能运行', () => {
    const binaries = locateBinaries();
    expect(binaries.major).toBeGreaterThanOrEqual(16);
    expect(existsSync(programPath(binaries, 'initdb'))).toBe(true);
  });

  test('按清单建立程序库链接，重复执行无妨', () => {
    const root = join(dir, 'native');
    mkdirSync(join(root, 'lib'), { recursive: true });
    writeFileSync(join(root, 'lib', 'libx.so.1.2'), '');
    writeFileSync(
      join(root, 'pg-symlinks.json'),
      JSON.stringify([
        { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
        { source: 'native/lib/libx.so.1.2', target: '../outside/libx.so' },
      ]),
    );
    createLibraryLinks(root);
    createLibraryLinks(root);
    expect(readlinkSync(join(root, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
    expect(existsSync(join(dir, '..', 'outside'))).toBe(false);
  });

  test('不能运行时说明原因', () => {
    mkdirSync(join(dir, 'bin'));
    writeFileSync(programPath({ root: dir }, 'postgres'), '#!/bin/sh\necho not a database\n', { mode: 0o755 });
    expect(() => readBinaries(dir)).toThrow(/看不懂/);
    rmSync(programPath({ root: dir }, 'postgres'));
    expect(() => readBinaries(dir)).toThrow(/无法运行/);
  });
});
