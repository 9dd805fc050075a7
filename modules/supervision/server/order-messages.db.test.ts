import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { dingtalkChannel, emailChannel, wecomChannel } from '#kernel/server/channels.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { runDueWork } from '#kernel/server/work.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { openCounty } from '../../../tests/harness/county.ts';
import type { County } from '../../../tests/harness/county.ts';
import { mailBody, openHookServer, openMailServer } from '../../../tests/harness/message-servers.ts';
import type { HookServer, MailServer } from '../../../tests/harness/message-servers.ts';
import { stageHand } from '../../../tests/harness/world.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { setParameterValueUseCase } from '../../settings/server/set-parameter-value.ts';
import type { OrderDetails } from '../contract/index.ts';
import { supervisionJobs } from './jobs.ts';
import { actOnOrderUseCase } from './order/act-on-order.ts';
import { proposeOrderUseCase } from './order/propose-order.ts';
import { colourOrderUseCase } from './order/relate-order.ts';

/** Reminders of orders leave the node for real: over SMTP to a mail server, over HTTP to the robots of two groups. */
const database = databaseForFile();
const secret = 'SEC000000000000000000000';
let county: County;
let mail: MailServer;
let hooks: HookServer;
let runtime: Runtime;
const who = {} as Record<'supervisor' | 'director' | 'leader' | 'head', Actor>;

beforeAll(async () => {
  mail = await openMailServer();
  hooks = await openHookServer((_request, response) => void response.writeHead(200).end('{"errcode":0,"errmsg":"ok"}'));
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T07:00:00+08:00', modules: [{ name: 'supervision', jobs: supervisionJobs }] });
  const rules = { hosts: ['hook.intranet'], internalHosts: ['hook.intranet'], internalPorts: [hooks.port], ownHosts: [], resolve: async () => ['127.0.0.1'] };
  const at = (path: string): string => `http://hook.intranet:${hooks.port}${path}`;
  runtime = {
    ...county.runtime,
    publicOrigin: 'https://luoshi.example.gov.cn',
    channels: {
      email: emailChannel({ smtpUrl: mail.url, from: '落实 <luoshi@example.gov.cn>' }),
      wecom: wecomChannel(at('/cgi-bin/webhook/send?key=k'), rules),
      dingtalk: dingtalkChannel({ url: at('/robot/send?access_token=t'), secret }, rules),
    },
  };
  const lead = await county.org('县水务局');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.director = await county.person('办公室主任', 'office_director');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.head = await county.person('水务局长', 'unit_head', lead);
  const userId = who.head.userId ?? '';
  const said = { channel: 'email', address: 'head@example.gov.cn', mode: 'all', at: '2026-03-02T07:00:00+08:00' } as const;
  await inWriting({ pool: county.runtime.pool, region: county.runtime.region, at: said.at }, ({ tx }) => noticeStore.savePreference(tx, { userId, ...said }));
  content = { title: '沱河清淤', matter: '完成清淤', standard: '通过验收', dueOn: '2026-03-31', leadOrgId: lead, coOrgIds: [], source: 'instruction' };
  await workAt('2026-03-02T07:00:00');
});
afterAll(async () => {
  await county.close();
  await mail.close();
  await hooks.close();
});

let content: object;
let refs = 0;
async function workAt(moment: string): Promise<void> {
  county.runtime.clock.moveTo(`${moment}+08:00`);
  await runDueWork(runtime, county.runtime.clock.now());
}
const act = (order: OrderDetails, actor: Actor, action: string): Promise<OrderDetails> =>
  county.call(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况说明' } });
async function issued(colour: string): Promise<OrderDetails> {
  refs += 1;
  const order: OrderDetails = await county.call(proposeOrderUseCase, who.supervisor, { body: { ...content, colour, sourceRef: `批示${refs}` } });
  return act(await act(order, who.supervisor, 'submit'), who.director, 'approve');
}
const say = async (value: object): Promise<void> => {
  const body = { level: 'county', from: '2026-03-03', value, source: { document: '办公室〔2026〕3号' }, reason: '通知到群' };
  await county.call(setParameterValueUseCase, stageHand(), { params: { code: 'order.announce' }, body: { ...body, to: null } });
};

test('交办的督办单在早上的汇总邮件里，带地址；升为红色的立即发信；还清后不再发', async () => {
  const order = await issued('blue');
  await workAt('2026-03-02T07:30:00');
  expect(mail.received).toEqual([]);
  await workAt('2026-03-02T08:00:00');
  expect(mail.received.map(({ from, to }) => [from, to])).toEqual([['luoshi@example.gov.cn', ['head@example.gov.cn']]]);
  const digest = mailBody(mail.received[0]?.text ?? '');
  expect(digest).toContain('新的督办单：沱河清淤');
  expect(digest).toContain(`https://luoshi.example.gov.cn/console/orders/${order.orderId}`);
  const red = { params: { orderId: order.orderId }, body: { colour: 'red', revision: order.revision, note: '进度严重滞后' } };
  const raised = await county.call(colourOrderUseCase, who.leader, red);
  await workAt('2026-03-02T09:01:00');
  expect(mail.received).toHaveLength(2);
  expect(mailBody(mail.received[1]?.text ?? '')).toContain('进度严重滞后');
  await act(raised, who.leader, 'withdraw');
  await workAt('2026-03-03T08:00:00');
  expect(mail.received).toHaveLength(2);
  // No rule names a group yet.
  expect(hooks.requests).toEqual([]);
});

test('规则列出的颜色交办和升色时通知两个群：企业微信为文字消息，钉钉的签名可独立算出；没列出的颜色不通知', async () => {
  await say({ channels: ['wecom', 'dingtalk'], colours: ['yellow', 'red'] });
  await issued('blue');
  await workAt('2026-03-03T09:00:00');
  expect(hooks.requests).toEqual([]);
  const order = await issued('yellow');
  await workAt('2026-03-03T09:01:00');
  expect(hooks.requests.map(({ path }) => path.split('?')[0]).sort()).toEqual(['/cgi-bin/webhook/send', '/robot/send']);
  // Units of a test county are demonstrations, and a group must not take them for real ones.
  const text = `【演示】黄色督办单：${order.number}\n县水务局，沱河清淤，时限2026-03-31。请登录系统办理。`;
  for (const { body } of hooks.requests) expect(JSON.parse(body)).toEqual({ msgtype: 'text', text: { content: text } });
  const signed = new URL(hooks.requests.find(({ path }) => path.startsWith('/robot'))?.path ?? '', 'http://x').searchParams;
  const stamp = signed.get('timestamp') ?? '';
  expect(Number(stamp)).toBe(county.runtime.clock.now().epochMilliseconds);
  expect(signed.get('sign')).toBe(createHmac('sha256', secret).update(`${stamp}\n${secret}`).digest('base64'));
  expect(signed.get('access_token')).toBe('t');
  // Once each, however often the worker looks.
  await workAt('2026-03-03T09:05:00');
  expect(hooks.requests).toHaveLength(2);
  const red = { params: { orderId: order.orderId }, body: { colour: 'red', revision: order.revision, note: '进度严重滞后' } };
  await county.call(colourOrderUseCase, who.leader, red);
  await workAt('2026-03-03T09:10:00');
  expect(hooks.requests).toHaveLength(4);
  expect(hooks.requests.at(-1)?.body).toContain('红色警示单');
});
