import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type ClockedNode, startClockedNode } from './clocked-node.ts';
import { type DemoWho, signedInHeaders, signIn } from './sign-in.ts';

let node: ClockedNode;
let browser: Browser;

interface Shown {
  readonly orderId: string;
  readonly revision: number;
  readonly person: { readonly posts: readonly { readonly orgId: string | null }[] };
}

const send = async (who: DemoWho, path: string, body?: unknown): Promise<Shown> => {
  const headers = { ...(await signedInHeaders(node.origin, who)), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const reply = await fetch(`${node.origin}/api${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return (await reply.json()) as Shown;
};

const orderTitle = '清理浍河沿岸垃圾';
const waitingTitle = '修复演示泵站';
const blockageTitle = '演示用地指标未落实';

beforeAll(async () => {
  [node, browser] = await Promise.all([startClockedNode('2026-11-02T09:00:00+08:00'), openChrome()]);
  await node.moveTo('2026-11-02T09:05:00+08:00');
  const unit = (await send('unit-a-liaison', '/me')).person.posts.find(({ orgId }) => orgId !== null)?.orgId;
  const other = (await send('unit-b-liaison', '/me')).person.posts.find(({ orgId }) => orgId !== null)?.orgId;
  const draft = { matter: '完成清理', standard: '现场核验', dueOn: '2026-11-20', leadOrgId: unit, source: 'task' };
  for (const title of [orderTitle, waitingTitle]) {
    const order = await send('supervisor', '/orders', { ...draft, title, distinctReason: '另一件事' });
    await send('supervisor', `/orders/${order.orderId}/acts`, { action: 'submit', revision: order.revision, note: '请审定' });
    if (title === orderTitle) await send('office', `/orders/${order.orderId}/acts`, { action: 'approve', revision: order.revision + 1, note: '同意' });
  }
  await send('unit-a-liaison', '/blockages', {
    type: 'land',
    title: blockageTitle,
    what: '泵站缺用地指标。',
    raisedOrgId: unit,
    authorityOrgId: other,
    sinceOn: '2026-11-02',
  });
  await send('office', '/meetings', { title: '演示领导小组会议', heldOn: '2026-12-30', place: '一号会议室' });
});
afterAll(async () => {
  await browser?.close();
  await node?.close();
});

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Opens the first page, waits until every card has its numbers, and looks at it on the desk and on the phone. */
async function openHome(page: Page, who: DemoWho, cards: readonly string[]): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console/`);
  for (const name of cards) await card(page, name).getByRole('heading', { name, exact: true }).waitFor();
  await expect.poll(() => page.locator('.home-card[aria-busy]').count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize(phone);
  await expect.poll(() => overflowsSideways(page)).toBe(false);
}

test('办公室主任：待审定的督办单、需协调事项、下次会议、条款应答、待核定的统计数、近期职责；数字点进去就是那张单子', async () => {
  const { page, closeClean } = await openPage(browser);
  await openHome(page, 'office', ['任务与调度', '督办', '需协调事项', '近期职责', '领导小组会议', '条款应答', '指标数据']);
  await expect.poll(() => card(page, '需协调事项').textContent()).toContain(blockageTitle);
  await expect.poll(() => card(page, '领导小组会议').textContent()).toContain('演示领导小组会议：议程');
  await expect.poll(() => card(page, '近期职责').getByRole('listitem').count()).toBeGreaterThan(0);
  await expect.poll(() => card(page, '督办').getByRole('link', { name: waitingTitle }).count()).toBe(1);
  expect(await card(page, '督办').getByRole('link', { name: orderTitle }).count()).toBe(0);
  await card(page, '督办').getByRole('link', { name: '1 待审定' }).click();
  await expect.poll(() => page.getByRole('link', { name: waitingTitle }).count()).toBe(1);
  expect(await page.getByRole('link', { name: orderTitle }).count()).toBe(0);
  await closeClean();
});

test('责任单位联络员：待签收的督办单和本单位的事项；看不到会议和统计数核定', async () => {
  const { page, closeClean } = await openPage(browser);
  await openHome(page, 'unit-a-liaison', ['任务与调度', '督办', '需协调事项', '条款应答']);
  await expect.poll(() => card(page, '督办').getByRole('link', { name: '1 待签收' }).count()).toBe(1);
  await expect.poll(() => card(page, '需协调事项').textContent()).toContain(blockageTitle);
  for (const name of ['领导小组会议', '指标数据']) expect(await card(page, name).count()).toBe(0);
  await closeClean();
  const answering = await openPage(browser);
  await openHome(answering.page, 'unit-b-liaison', ['需协调事项']);
  await expect.poll(() => card(answering.page, '需协调事项').getByRole('link', { name: '1 待我单位答复' }).count()).toBe(1);
  await answering.closeClean();
});

test('县领导：督办、需协调事项、会议；账户页能查到谁看过自己的信息', async () => {
  const { page, closeClean } = await openPage(browser);
  await openHome(page, 'county-leader', ['督办', '需协调事项', '领导小组会议', '条款应答']);
  await card(page, '领导小组会议').getByRole('link', { name: '演示领导小组会议：议程' }).click();
  await page.getByRole('heading', { level: 1, name: '演示领导小组会议' }).waitFor();
  await page.goto(`${node.origin}/console/account`);
  await page.getByRole('link', { name: '谁看过我的信息' }).click();
  await page.getByRole('heading', { level: 1, name: '谁看过我的信息' }).waitFor();
  expect(await overflowsSideways(page)).toBe(false);
  await closeClean();
});
