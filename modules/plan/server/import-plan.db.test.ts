import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { proseOnly, riverPlan, riverPlanRevised, roadPlan } from '../../../tests/access/sample-plans.ts';

const database = databaseForFile();

interface Imported {
  readonly created: string;
  readonly planId: string;
  readonly versionId: string;
  readonly ordinal: number;
  readonly title: string;
}

async function importInto(app: TestApp, text: string | Uint8Array, fields: Record<string, string> = {}, name = '方案.txt'): Promise<TestReply> {
  const form = multipart(fields, { name, bytes: text });
  return app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
}

/** Rows of all tables of the region, seen from behind the region wall. */
async function rowCounts(region: string): Promise<Record<string, number>> {
  return withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from plan.plan where region_code = $1) as plans, (select count(*)::int from plan.version where region_code = $1) as versions,
              (select count(*)::int from plan.node where region_code = $1) as nodes, (select count(*)::int from kernel.event where region_code = $1) as events,
              (select count(*)::int from kernel.event_body where region_code = $1) as bodies`,
      [region],
    );
    return rows[0] as Record<string, number>;
  });
}

const nothing = { plans: 0, versions: 0, nodes: 0, events: 0, bodies: 0 };

describe('导入方案', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp(database().appUrl);
  });
  afterAll(() => app.close());

  test('第一次导入建立方案，同一文本再导入不改动任何东西，修改后的文本成为下一版', async () => {
    const first = await importInto(app, riverPlan);
    expect(first.status, first.text).toBe(201);
    const one = first.json() as Imported;
    expect(one).toMatchObject({ created: 'plan', ordinal: 1, title: '青澜县河湖整治工作方案' });
    const after = await rowCounts(app.region);
    expect(after).toMatchObject({ plans: 1, versions: 1, events: 2 });

    const again = await importInto(app, riverPlan, {}, '另一个名字.txt');
    expect(again.status).toBe(200);
    expect(again.json()).toEqual({ ...one, created: 'nothing' });
    expect(await rowCounts(app.region)).toEqual(after);

    const revised = await importInto(app, riverPlanRevised);
    expect(revised.status).toBe(201);
    expect(revised.json()).toMatchObject({ created: 'version', planId: one.planId, ordinal: 2 });
    expect(await rowCounts(app.region)).toMatchObject({ plans: 1, versions: 2, events: 3 });
  });

  test('同样的文字换一种编码保存，仍是同一文本', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(riverPlan, 'utf16le')]);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(riverPlan)]);
    for (const bytes of [utf16, marked]) expect((await importInto(app, bytes)).json()).toMatchObject({ created: 'nothing' });
  });

  test('指定方案编号时，题名不同的文本也成为那个方案的下一版；编号不存在则拒绝', async () => {
    const plan = (await importInto(app, roadPlan)).json() as Imported;
    const renamed = await importInto(app, roadPlan.replace('乡村道路提升', '农村公路建设'), { planId: plan.planId });
    expect(renamed.json()).toMatchObject({ created: 'version', planId: plan.planId, ordinal: 2, title: '青澜县农村公路建设工作方案' });
    const unknown = await importInto(app, `${roadPlan}补充一句。\n`, { planId: '01900000-0000-7000-8000-000000000000' });
    expect(unknown.status).toBe(404);
    expect(unknown.json()).toMatchObject({ code: 'plan.not_found' });
  });

  test('预览后文件变了，导入被拒绝且不保存', async () => {
    const before = await rowCounts(app.region);
    const reply = await importInto(app, `${riverPlan}又加一句。\n`, { expectedSha256: '0'.repeat(64) });
    expect(reply.status).toBe(409);
    expect(reply.json()).toMatchObject({ code: 'plan.file_changed' });
    expect(await rowCounts(app.region)).toEqual(before);
  });

  test('预览说明读懂了什么、会做什么，但不保存', async () => {
    const before = await rowCounts(app.region);
    const form = multipart({}, { name: '河湖.txt', bytes: riverPlan.replace('12公里', '18公里') });
    const reply = await app.send('/api/plans/previews', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.json()).toMatchObject({
      fileName: '河湖.txt',
      title: '青澜县河湖整治工作方案',
      format: 'txt',
      encoding: 'utf-8',
      outcome: { created: 'version', ordinal: 3, planTitle: '青澜县河湖整治工作方案' },
    });
    expect((reply.json() as { nodes: unknown[] }).nodes.length).toBeGreaterThan(8);
    expect(await rowCounts(app.region)).toEqual(before);
  });

  test('没有任何层级标志的文字按段落保存，并给出提醒', async () => {
    const reply = await importInto(app, proseOnly, {}, '随笔.txt');
    expect(reply.json()).toMatchObject({ created: 'plan' });
    const { planId, versionId } = reply.json() as Imported;
    const ledger = (await app.send(`/api/plans/${planId}/versions/${versionId}/ledger`)).json() as {
      findings: { rule: string; severity: string; message: string }[];
      outline: { kind: string }[];
    };
    expect(ledger.outline.some((node) => node.kind === 'paragraph' || node.kind === 'preamble')).toBe(true);
    const finding = ledger.findings.find((one) => one.rule === 'not-a-plan');
    expect(finding?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('编号重复和跳号，报出两处位置', async () => {
    const text = '青澜县编号测试方案\n一、甲\n（一）子项。\n（二）子项。\n（二）又一个子项。\n（五）跳过的子项。\n二、乙\n（一）子项。\n';
    const { planId, versionId } = (await importInto(app, text)).json() as Imported;
    const ledger = (await app.send(`/api/plans/${planId}/versions/${versionId}/ledger`)).json() as { findings: { rule: string; spans: unknown[]; message: string }[] };
    const numbering = ledger.findings.filter((one) => one.message.includes('编号') || /number|duplicate|gap/.test(one.rule));
    expect(numbering.length, JSON.stringify(ledger.findings)).toBeGreaterThanOrEqual(2);
    for (const one of numbering) expect(one.spans.length, JSON.stringify(one)).toBeGreaterThanOrEqual(2);
  });

  test('事件与行在同一事务：每个字段有类别和盐，操作者有记录', async () => {
    const rows = await withConnection(database().adminUrl, async (client) => {
      const { rows: found } = await client.query(
        `select e.kind, e.actor, b.field, b.class, octet_length(b.salt) as salt from kernel.event e join kernel.event_body b using (region_code, event_id)
         where e.region_code = $1 and e.kind = 'plan.version_imported' and b.field in ('sha256', 'fileName')`,
        [app.region],
      );
      return found;
    });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ actor: expect.stringMatching(/^user:/), salt: 32, class: row.field === 'fileName' ? 'internal' : 'open' });
  });
});

describe('同时导入与中断', () => {
  test('两人同时导入同一文本，一个成功，一个得知已存在，只有一版', async () => {
    const app = await openApp(database().appUrl);
    try {
      const replies = await Promise.all([1, 2, 3, 4].map(() => importInto(app, riverPlan)));
      expect(replies.map((reply) => (reply.json() as Imported).created).sort()).toEqual(['nothing', 'nothing', 'nothing', 'plan']);
      expect(await rowCounts(app.region)).toMatchObject({ plans: 1, versions: 1, events: 2 });
      expect(new Set(replies.map((reply) => (reply.json() as Imported).versionId)).size).toBe(1);
    } finally {
      await app.close();
    }
  });

  test('同时导入两个不同版本，序号连续且不重复', async () => {
    const app = await openApp(database().appUrl);
    try {
      const replies = await Promise.all([3, 5, 7, 9].map((length) => importInto(app, riverPlan.replace('12公里', `${length}公里`))));
      expect(replies.map((reply) => (reply.json() as Imported).ordinal).sort()).toEqual([1, 2, 3, 4]);
      expect(new Set(replies.map((reply) => (reply.json() as Imported).planId)).size).toBe(1);
    } finally {
      await app.close();
    }
  });

  test('事务中数据库连接被杀，什么也没有保存，进程继续服务', async () => {
    const app = await openApp(database().appUrl);
    try {
      const reply = await withConnection(database().adminUrl, async (client) => {
        await client.query('begin');
        await client.query(`insert into plan.import_turn values ($1, now())`, [app.region]);
        const pending = importInto(app, riverPlan);
        const killWaiting = async (): Promise<void> => {
          for (let tries = 0; tries < 200; tries += 1) {
            await client.query('select pg_stat_clear_snapshot()');
            const { rowCount } = await client.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name = 'luoshi-test'`,
            );
            if ((rowCount ?? 0) > 0) return;
            await new Promise((wake) => setTimeout(wake, 25));
          }
          throw new Error('no import was waiting');
        };
        await killWaiting();
        await client.query('rollback');
        return pending;
      });
      expect([reply.status, reply.headers['retry-after']]).toEqual([503, '5']);
      expect(reply.json()).toMatchObject({ code: 'server.overloaded' });
      expect(reply.text).not.toMatch(/terminat|pg_|Error/);
      expect(await rowCounts(app.region)).toEqual(nothing);
      expect((await importInto(app, riverPlan)).status).toBe(201);
    } finally {
      await app.close();
    }
  });
});

describe('不能导入的文件', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp(database().appUrl, { importBytes: 64 * 1024 });
  });
  afterAll(() => app.close());

  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200)]);
  const damaged = Buffer.concat([Buffer.from('一、青澜县水利工作要点如下'), Buffer.from([0xff, 0xfe, 0xc0])]);
  const cases = [
    ['空文件', Buffer.alloc(0), 422, 'file.empty_file'],
    ['只有字节序标记', Buffer.from([0xef, 0xbb, 0xbf]), 422, 'file.empty_file'],
    ['只有 UTF-16 字节序标记', Buffer.from([0xff, 0xfe]), 422, 'file.empty_file'],
    ['图片改名为 txt', png, 415, 'file.type_mismatch'],
    ['不能解码的字节', damaged, 422, 'file.text_encoding'],
    ['超过上限', Buffer.alloc(64 * 1024 + 1, 'a'), 413, 'file.too_large'],
    ['远远超过上限', Buffer.alloc(50 * 1024 * 1024, 'a'), 413, 'file.too_large'],
    ['UTF-16 里的空字符', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(riverPlan.replace('水质', '水\0质'), 'utf16le')]), 415, 'file.type_mismatch'],
  ] as const;

  test.each(cases)('%s：中文说明、代码，且什么也不保存', async (_name, bytes, status, code) => {
    const reply = await importInto(app, bytes);
    expect(reply.status, reply.text).toBe(status);
    const problem = reply.json() as { code: string; detail: string; requestId: string; facts?: { offset?: number } };
    expect(problem.code).toBe(code);
    expect(problem.detail).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(await rowCounts(app.region)).toEqual(nothing);
    if (bytes === damaged) expect(problem.facts?.offset).toBe(39);
  });

  test('没有附文件', async () => {
    const form = multipart({ expectedSha256: 'a'.repeat(64) });
    const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    expect(reply.json()).toMatchObject({ status: 422, code: 'file.missing' });
  });

  test('表单在半途中断', async () => {
    const form = multipart({}, { name: 'a.txt', bytes: riverPlan });
    const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body.slice(0, -60) });
    expect(reply.json()).toMatchObject({ status: 400, code: 'request.multipart' });
  });

  test('不认识的字段被指名拒绝', async () => {
    const form = multipart({ owner: '甲' }, { name: 'a.txt', bytes: riverPlan });
    const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    expect(reply.json()).toMatchObject({ status: 422, code: 'request.invalid' });
    expect(reply.text).toContain('owner');
  });

  test('奇怪的文件名只作显示，去掉路径和控制字符', async () => {
    const form = multipart({}, { name: '../../etc/\u202e方案.txt', bytes: riverPlan });
    const reply = await app.send('/api/plans/previews', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
    expect((reply.json() as { fileName: string }).fileName).toBe('方案.txt');
  });
});
