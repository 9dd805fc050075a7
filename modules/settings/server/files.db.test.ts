import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileFolder } from '#kernel/server/files/file-folder.ts';
import { attachFile } from '#kernel/server/files/files.ts';
import { apiPolicy } from '#kernel/server/security-headers.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { gpsJpeg, pngHeader } from '../../../tests/harness/sample-pictures.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';

const database = databaseForFile();
const folder = mkdtempSync(join(tmpdir(), 'luoshi-files-'));
let app: TestApp;
let reporter: Record<string, string>;
let userId: string;

beforeAll(async () => {
  app = await openApp(database().appUrl, { files: fileFolder(folder) });
  reporter = await app.as({ roles: ['unit_reporter'] });
  userId = ((await app.send('/api/me', { headers: reporter })).json() as { person: { userId: string } }).person.userId;
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

let keyNumber = 0;
const upload = (name: string, bytes: Uint8Array | string, fields: Record<string, string> = {}, headers = reporter): Promise<TestReply> => {
  keyNumber += 1;
  const form = multipart({ purpose: 'photo', ...fields }, { name, bytes });
  return app.send('/api/files', { method: 'POST', headers: { ...headers, ...form.headers, 'idempotency-key': `files-test-${keyNumber}-000000000000` }, body: form.body });
};
const codeOf = (reply: TestReply): string => (reply.json() as { code?: string }).code ?? String(reply.status);

describe('文件', () => {
  test('照片按内容存放一份，带设备的时间地点和相机自己的记录；取回的字节相同', async () => {
    const photo = gpsJpeg();
    const stored = (await upload('现场.jpg', photo, { takenAt: '2026-11-27T09:30:00+08:00', latitude: '33.317000', longitude: '117.316000', place: '某处' })).json() as {
      fileId: string;
      sha256: string;
    };
    expect(stored).toMatchObject({
      name: '现场.jpg',
      mediaType: 'image/jpeg',
      takenAt: '2026-11-27T09:30:00.000+08:00',
      latitude: '33.317000',
      camera: { takenAt: '2026-11-27T09:28:05', latitude: '33.317500', longitude: '117.316667' },
      isReused: false,
    });
    await upload('又一次.jpg', photo);
    expect(readdirSync(join(folder, stored.sha256.slice(0, 2)))).toEqual([stored.sha256]);
    const back = await app.send(`/api/files/${stored.fileId}`, { headers: reporter });
    expect([back.bytes.equals(Buffer.from(photo)), back.headers['content-security-policy'], back.headers['x-content-type-options']]).toEqual([true, apiPolicy, 'nosniff']);
  });

  test.each([
    ['网页冒充 PDF', 'a.pdf', '<html><script>alert(1)</script>', { purpose: 'document' }, 'file.type_mismatch'],
    ['扩展名与内容不符', 'a.png', gpsJpeg(), {}, 'file.type_mismatch'],
    ['照片里不收文档', 'a.pdf', '%PDF-1.7\n', {}, 'file.type_mismatch'],
    ['空文件', 'a.jpg', '', {}, 'file.empty_file'],
    ['A11 四万乘四万像素', 'a.png', pngHeader(40_000, 40_000), {}, 'upload.pixels'],
    ['A11 比四千万像素多一行', 'a.png', pngHeader(8_000, 5_001), {}, 'upload.pixels'],
    ['没有尺寸', 'a.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]), {}, 'upload.pixels'],
    ['用途不认识', 'a.jpg', gpsJpeg(), { purpose: 'other' }, 'request.invalid'],
    ['纬度超出范围', 'a.jpg', gpsJpeg(), { latitude: '91', longitude: '1' }, 'request.invalid'],
  ] as const)('%s 被拒绝', async (_name, name, bytes, fields, code) => {
    expect(codeOf(await upload(name, bytes, fields))).toBe(code);
  });

  test('A11 恰好四千万像素的图片收下', async () => {
    expect((await upload('a.png', pngHeader(8_000, 5_000))).status).toBe(200);
  });

  test('文件名只是显示的文字：路径、控制字符、方向字符都去掉，过长的截短', async () => {
    const { name } = (await upload('..\\..\\etc\\u202Econ.jpg'.replace('\\u202E', '\u202e'), gpsJpeg())).json() as { name: string };
    expect(name).toBe('etccon.jpg');
    const long = (await upload(`${'长'.repeat(300)}.jpg`, gpsJpeg())).json() as { name: string };
    expect(long.name).toBe(`${'长'.repeat(196)}.jpg`);
  });

  test('别人看不到；附到事项上以后由事项决定谁能看，且不能再附到别处', async () => {
    const { fileId } = (await upload('a.jpg', gpsJpeg(1))).json() as { fileId: string };
    const other = await app.as({ roles: ['unit_reporter'] });
    expect(codeOf(await app.send(`/api/files/${fileId}`, { headers: other }))).toBe('upload.not_found');
    const at = '2026-11-27T10:00:00+08:00';
    const tie = (id: string, by = `user:${userId}`) => inWriting({ pool: app.pool, region: app.region, at, by }, (context) => attachFile(context, fileId, { type: 'report', id }));
    await expect(tie('r1', 'user:somebody')).rejects.toMatchObject({ code: 'upload.attached_elsewhere' });
    await tie('r1');
    await tie('r1');
    await expect(tie('r2')).rejects.toMatchObject({ code: 'upload.attached_elsewhere' });
    expect(codeOf(await app.send(`/api/files/${fileId}`, { headers: reporter }))).toBe('upload.not_found');
    expect(await (await upload('b.jpg', gpsJpeg(1))).json()).toMatchObject({ isReused: true });
  });
});
