/** Rows A1–A12, A18, R1 and R5, U14, X1 of the list of bad input through the import route: exact codes, nothing stored. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { readerRefusal } from '#kernel/server/reader-refusals.ts';
import { badDocx, encryptedPdf, pdfOf } from '../../../tests/harness/bad-files.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { databaseDigest } from '../../../tests/access/matrix-base.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';

const database = databaseForFile();
let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

const send = (rest: 'previews' | 'imports', bytes: string | Uint8Array, name: string): Promise<TestReply> => {
  const form = multipart({}, { name, bytes });
  return app.send(`/api/plans/${rest}`, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
};

const stored = (): Promise<unknown> =>
  withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from plan.plan where region_code = $1) as plans, (select count(*)::int from plan.version where region_code = $1) as versions,
              (select count(*)::int from plan.node where region_code = $1) as nodes, (select count(*)::int from kernel.event where region_code = $1) as events,
              (select count(*)::int from kernel.event_body where region_code = $1) as bodies`,
      [app.region],
    );
    return rows[0];
  });

const longLine = `${riverPlan.trimEnd()}\n${'统筹推进水利建设，完善配套设施。'.repeat(110_000)}\n`;
const lines = riverPlan.trimEnd().split('\n').length;

const others: readonly (readonly [string, string | Uint8Array, string, number, string])[] = [
  ['A8 加密的 PDF', encryptedPdf(), '方案.pdf', 422, 'file.pdf_encrypted'],
  ['A9 没有文字的扫描件', pdfOf(''), '方案.pdf', 422, 'file.no_text'],
  ['A10 图片改名为 pdf', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200)]), '方案.pdf', 415, 'file.type_mismatch'],
  ['A12 空文件', '', '方案.txt', 422, 'file.empty_file'],
  ['A12 只有字节序标记', Buffer.from([0xef, 0xbb, 0xbf]), '方案.txt', 422, 'file.empty_file'],
  ['A18、R5 一行5兆字节', longLine, '方案.txt', 422, 'file.line_too_long'],
];

describe('恶意或损坏的文件：编码准确、说明怎么办，什么也不保存', () => {
  const archives = badDocx.map(([name, bytes, code]) => [name, bytes, '方案.docx', readerRefusal(code, '').status, `file.${code}`] as const);
  test.each([...archives, ...others])('%s', async (_name, bytes, fileName, status, code) => {
    for (const rest of ['previews', 'imports'] as const) {
      const reply = await send(rest, bytes, fileName);
      expect([reply.status, (reply.json() as { code: string }).code], reply.text).toEqual([status, code]);
      expect((reply.json() as { detail: string }).detail).toMatch(/请/);
    }
    expect(await stored()).toEqual({ plans: 0, versions: 0, nodes: 0, events: 0, bodies: 0 });
  });

  test('过长的一行说明是第几行；正好1兆字节的一行照常读', async () => {
    const reply = await send('previews', longLine, '方案.txt');
    expect(reply.json()).toMatchObject({ code: 'file.line_too_long', facts: { line: lines + 1 } });
    const most = `${riverPlan.trimEnd()}\n${'a'.repeat(1024 * 1024)}\n`;
    expect((await send('previews', most, '方案.txt')).status).toBe(200);
    expect((await send('previews', most.replace('aa', 'aaa'), '方案.txt')).json()).toMatchObject({ code: 'file.line_too_long' });
  });
});

test('X1、X2 文字里的脚本、标记和链接照原样保存，原样返回，不作解释', async () => {
  const nasty = '<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)> [点击](javascript:alert(4)) data:text/html;base64,PHNjcmlwdD4=';
  const text = riverPlan.replace('青澜县河湖整治工作方案', '青澜县标记试验方案').replace('。', `${nasty}。`);
  const reply = await send('imports', text, '方案.txt');
  expect(reply.status, reply.text).toBe(201);
  const { planId, versionId } = reply.json() as { planId: string; versionId: string };
  const version = await app.send(`/api/plans/${planId}/versions/${versionId}`);
  expect(version.headers['content-type']).toMatch(/^application\/json/);
  expect((version.json() as { text: string }).text).toBe(text);
});

test('R1 十万个空格加一个字，照常读入', async () => {
  const text = `${riverPlan.replace('青澜县河湖整治工作方案', '青澜县空格试验方案').trimEnd()}\n${' '.repeat(100_000)}x\n`;
  const reply = await send('imports', text, '方案.txt');
  expect(reply.status, reply.text).toBe(201);
});

describe('U14 一个字带五百万个组合符号（10 MB）、表情家庭', () => {
  const cluster = `a${'\u0301'.repeat(5_000_000)}`;
  const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';

  test('方案里有这样一行：说明是第几行，预览和导入都不保存一个字节；去掉这一行，其余照常', async () => {
    const text = `${riverPlan.replace('青澜县河湖整治工作方案', '青澜县符号试验方案').trimEnd()}\n${cluster}\n`;
    const before = await databaseDigest(database().adminUrl);
    for (const rest of ['previews', 'imports'] as const) {
      const reply = await send(rest, text, '方案.txt');
      expect([reply.status, reply.json()], reply.text).toMatchObject([
        422,
        { code: 'file.line_too_long', facts: { line: lines + 1 }, detail: expect.stringContaining(`第 ${lines + 1} 行`) },
      ]);
    }
    expect(await databaseDigest(database().adminUrl)).toBe(before);
    const reply = await send('imports', text.replace(`${cluster}\n`, `${family}家庭服务站${family}a${'\u0301'.repeat(1000)}。\n`), '方案.txt');
    expect(reply.status, reply.text).toBe(201);
    const { planId, versionId } = reply.json() as { planId: string; versionId: string };
    const stored = (await app.send(`/api/plans/${planId}/versions/${versionId}`)).json() as { text: string };
    expect(stored.text.split('\n').at(-2)).toBe(`${family}家庭服务站${family}a${'\u0301'.repeat(1000)}。`);
  });

  test('标题和理由里：超过上限就拒绝，什么也不保存；表情家庭照原样保存', async () => {
    const notice = (title: string) =>
      multipart({ year: '2027', documentNo: '国办发明电〔2026〕996号', title, publishedOn: '2026-11-20' }, { name: '放假.csv', bytes: '日期,安排,名称\n2027-01-01,放假,元旦\n' });
    const post = (step: string, title: string): Promise<TestReply> => {
      const form = notice(title);
      return app.send(`/api/working-calendar/${step}`, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    };
    const before = await databaseDigest(database().adminUrl);
    for (const step of ['previews', 'imports']) {
      const reply = await post(step, cluster);
      expect([reply.status, reply.json()], reply.text).toMatchObject([422, { code: 'request.invalid' }]);
      expect((await post(step, `a${'\u0301'.repeat(200)}`)).status).toBe(422);
    }
    const json = await app.send('/api/duties/T02/2026-12/exemptions', {
      method: 'POST',
      headers: { ...app.operator(), 'content-type': 'application/json' },
      body: JSON.stringify({ reason: cluster, expectedRevision: 1 }),
    });
    expect([json.status, json.json()], json.text).toMatchObject([413, { code: 'request.too_large' }]);
    expect(await databaseDigest(database().adminUrl)).toBe(before);
    expect((await post('imports', `关于${family}的通知`)).status).toBe(200);
    const shown = (await app.send('/api/working-calendar?year=2027', { headers: app.operator() })).json() as { notices: { title: string }[] };
    expect(shown.notices.map(({ title }) => title)).toEqual([`关于${family}的通知`]);
  });
});
