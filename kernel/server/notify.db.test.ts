import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailBody, openMailServer } from '../../tests/harness/message-servers.ts';
import type { MailServer } from '../../tests/harness/message-servers.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { workRuntime } from '../../tests/harness/work-runtime.ts';
import type { WorkRuntime } from '../../tests/harness/work-runtime.ts';
import { inWriting } from '../../tests/harness/write-context.ts';
import { regionCodeSchema } from '../ids.ts';
import { emailChannel } from './channels.ts';
import type { Context } from './context.ts';
import { statement, transaction } from './db.ts';
import { newId } from './new-id.ts';
import { noticeStore } from './notice-store.ts';
import { announce, notify, settleDebt } from './notify.ts';
import type { Notice } from './notify.ts';
import { runDueWork } from './work.ts';
import type { Runtime } from './use-case.ts';

const database = databaseForFile();
const at = '2026-11-27T07:30:00+08:00';
let mail: MailServer;
let base: WorkRuntime;
let runtime: Runtime;
const runtimes: WorkRuntime[] = [];
let regionNumber = 340700;
let [wang, li] = ['', ''];

beforeAll(async () => {
  mail = await openMailServer();
});
beforeEach(async () => {
  regionNumber += 1;
  base = workRuntime({ appUrl: database().appUrl, region: regionCodeSchema.parse(String(regionNumber)), at, modules: [] });
  runtimes.push(base);
  runtime = { ...base, channels: { email: emailChannel({ smtpUrl: mail.url, from: '落实 <luoshi@example.gov.cn>' }) }, publicOrigin: 'https://luoshi.example.gov.cn' };
  mail.received.length = 0;
  [wang, li] = [newId(), newId()];
  await write(({ tx }) => noticeStore.savePreference(tx, { userId: wang, channel: 'email', address: 'wang@example.gov.cn', mode: 'all', at }));
  await write(({ tx }) => noticeStore.savePreference(tx, { userId: li, channel: 'email', address: 'li@example.gov.cn', mode: 'prompt', at }));
  await runDueWork(runtime, base.clock.now());
});
afterAll(async () => {
  await Promise.all(runtimes.map((one) => one.close()));
  await mail.close();
});

const write = <T>(work: (context: Context) => Promise<T>) => inWriting({ pool: base.pool, region: base.region, at: base.clock.now().toString() }, work);
const dueSoon: Notice = {
  kind: 'trial.due-soon',
  to: [],
  title: '「整治河道」三天后到期',
  body: '请报送办结材料。',
  link: '/tasks/t1',
  about: { type: 'task', id: 't1' },
  debt: { key: 'task:t1', stage: 'due-3' },
};
const runAt = async (moment: string) => {
  base.clock.moveTo(moment);
  return runDueWork(runtime, base.clock.now());
};
const inbox = (userId: string) =>
  transaction(base.pool, { region: base.region, mode: 'read' }, (tx) => noticeStore.list(tx, { userId, before: null, shown: 'all', pattern: null, limit: 50 }));
const states = statement({
  name: 'trial.list-deliveries',
  class: 'router',
  text: 'select channel, state, attempts, last_error from kernel.delivery where region_code = $1 order by delivery_id',
  params: { region: 'text' },
  row: { channel: 'text', state: 'text', attempts: 'int4', last_error: 'text?' },
});
const deliveries = () => transaction(base.pool, { region: base.region, mode: 'read' }, (tx) => tx.many(states, { region: tx.region }));

describe('提醒', () => {
  test('同一欠账同一阶段只提醒一次；换阶段再提醒；两人各有一条', async () => {
    expect(await write((context) => notify(context, { ...dueSoon, to: [wang, li, wang] }))).toBe(2);
    expect(await write((context) => notify(context, { ...dueSoon, to: [wang, li] }))).toBe(0);
    expect(await write((context) => notify(context, { ...dueSoon, to: [wang], debt: { key: 'task:t1', stage: 'due-0' } }))).toBe(1);
    expect(await inbox(wang)).toHaveLength(2);
    expect(await inbox(li)).toHaveLength(1);
  });

  test('还清后提醒停止，没发出的取消；再次欠下重新提醒', async () => {
    await write((context) => notify(context, { ...dueSoon, to: [wang], urgency: 'prompt' }));
    expect(await write((context) => settleDebt(context, 'task:t1'))).toBe(1);
    await runAt('2026-11-28T08:00:00+08:00');
    expect(mail.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'cancelled' }]);
    expect((await inbox(wang))[0]?.settled_at).not.toBeNull();
    expect(await write((context) => notify(context, { ...dueSoon, to: [wang] }))).toBe(1);
  });

  test('即时提醒马上发出，只发一次；汇总的等到早上八点合成一封，读过的不再发', async () => {
    await write((context) => notify(context, { ...dueSoon, to: [wang, li], urgency: 'prompt' }));
    for (const index of [1, 2, 3]) await write((context) => notify(context, { ...dueSoon, to: [wang, li], title: `第${index}件`, debt: { key: `task:x${index}`, stage: 's' } }));
    const [latest] = await inbox(wang);
    await write(({ tx }) => noticeStore.markRead(tx, wang, [latest?.notice_id ?? ''], base.clock.now().toString()));
    await runAt('2026-11-27T07:31:00+08:00');
    expect(mail.received.map(({ to }) => to.join()).sort()).toEqual(['li@example.gov.cn', 'wang@example.gov.cn']);
    await runAt('2026-11-27T08:00:00+08:00');
    await runAt('2026-11-27T08:05:00+08:00');
    expect(mail.received).toHaveLength(3);
    const digest = mail.received[2];
    expect(digest?.to).toEqual(['wang@example.gov.cn']);
    expect(digest?.text).toContain('Subject: =?UTF-8?');
    const body = mailBody(digest?.text ?? '');
    expect(body).toContain('您有2条未读提醒');
    expect(body).toContain('https://luoshi.example.gov.cn/console/tasks/t1');
    expect(body).not.toContain('第3件');
    await runAt('2026-11-28T08:00:00+08:00');
    expect(mail.received).toHaveLength(3);
  });

  test('邮件服务器暂时拒绝的过一会儿再发；同一封信编号不变', async () => {
    mail.refuseNext(1);
    await write((context) => notify(context, { ...dueSoon, to: [wang], urgency: 'prompt' }));
    await runAt('2026-11-27T07:31:00+08:00');
    expect(mail.received).toHaveLength(0);
    expect(await deliveries()).toMatchObject([{ state: 'queued', attempts: 1 }]);
    await runAt('2026-11-27T07:31:14+08:00');
    expect(mail.received).toHaveLength(0);
    await runAt('2026-11-27T07:31:15+08:00');
    expect(mail.received).toHaveLength(1);
    const [notice] = await inbox(wang);
    expect(mail.received[0]?.text).toContain(`Message-ID: <${notice?.notice_id}@luoshi>`);
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  test('一直失败的到次数后停止并留下原因；没有配置的渠道说明原因', async () => {
    mail.refuseNext(99);
    await write((context) => notify(context, { ...dueSoon, to: [wang], urgency: 'prompt' }));
    await write((context) => announce(context, 'wecom', { title: '本月调度已开放', body: '请于5日前填报。' }));
    for (let hour = 8; hour < 20; hour += 1) await runAt(`2026-11-27T${String(hour).padStart(2, '0')}:30:00+08:00`);
    mail.refuseNext(0);
    expect(await deliveries()).toMatchObject([
      { channel: 'email', state: 'failed', attempts: 8, last_error: expect.stringContaining('451') },
      { channel: 'wecom', state: 'failed', attempts: 1, last_error: expect.stringContaining('没有配置') },
    ]);
  });

  test('两个工作进程同时发送，每封只一次', async () => {
    for (let index = 0; index < 12; index += 1)
      await write((context) => notify(context, { ...dueSoon, to: [wang], urgency: 'prompt', debt: { key: `task:p${index}`, stage: 's' } }));
    base.clock.moveTo('2026-11-27T07:31:00+08:00');
    await Promise.all([runDueWork(runtime, base.clock.now()), runDueWork(runtime, base.clock.now())]);
    expect(mail.received).toHaveLength(12);
  });
});
