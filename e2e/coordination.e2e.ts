import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrgIds } from '#identity/server';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type ClockedNode, startClockedNode } from './clocked-node.ts';
import { signedInHeaders, signIn } from './sign-in.ts';
import type { DemoWho } from './sign-in.ts';

let node: ClockedNode;
let browser: Browser;
beforeAll(async () => {
  [node, browser] = await Promise.all([startClockedNode('2026-11-02T09:00:00+08:00'), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.close();
});
/** A failed journey is walked once more, on the same node. */
let walk = 0;

async function expectAccessible(page: Page): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}
async function open(page: Page, who: DemoWho, path: string): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}
async function pick(page: Page, label: string, words: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: label });
  await box.click();
  if (await box.isEditable()) await box.fill(words);
  await page.locator('.ant-select-item-option', { hasText: words }).first().click();
}
async function send(who: DemoWho, method: string, path: string, body: unknown): Promise<Record<string, never>> {
  const headers = { ...(await signedInHeaders(node.origin, who)), 'content-type': 'application/json' };
  const reply = await fetch(`${node.origin}/api${path}`, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return (await reply.json()) as Record<string, never>;
}

test('协调权责表：没有登记的也列出；登记一条后写着协调单位、起止和依据；手机可看', async () => {
  const { page, closeClean } = await openPage(browser);
  await open(page, 'office', '/authorities');
  const table = page.getByRole('region', { name: '协调权责表' }).or(page.getByLabel('协调权责表'));
  await expect.poll(() => table.first().textContent()).toContain('未登记');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记权责' }).click();
  const dialog = page.getByRole('dialog', { name: '登记权责' });
  await pick(page, '类型', '用地');
  await pick(page, '层级', '单位');
  await pick(page, '协调单位', '演示二局');
  walk += 1;
  await dialog.getByLabel('起始日').fill(`2026-0${Math.min(9, walk)}-01`);
  await dialog.getByLabel('依据').fill('演示文件〔2026〕1号');
  await dialog.getByLabel('依据').press('Control+Enter');
  await expect.poll(() => dialog.count()).toBe(0);
  await expect.poll(() => page.getByRole('row').filter({ hasText: '演示文件〔2026〕1号' }).first().textContent()).toContain('演示二局');
  await closeClean();
  const mobile = await openPage(browser, { viewport: phone });
  await open(mobile.page, 'unit-a-liaison', '/authorities');
  await expectAccessible(mobile.page);
  await mobile.closeClean();
});

test('需协调事项批量受理：先预览再办理，逐项给出结果', async () => {
  const titles = ['演示甲', '演示乙'].map((name) => `${name}用地未批${Date.now()}`);
  for (const title of titles) {
    const { bureau1, bureau2 } = demoOrgIds;
    await send('unit-a-liaison', 'POST', '/blockages', { type: 'land', title, what: '用地未批', raisedOrgId: bureau1, authorityOrgId: bureau2, sinceOn: '2026-01-05' });
  }
  const { page, closeClean } = await openPage(browser);
  await open(page, 'unit-b-liaison', '/blockages');
  for (const title of titles) await page.getByRole('checkbox', { name: `选择${title}` }).check();
  await page.getByRole('toolbar', { name: '批量办理' }).getByText('已选 2 项').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '批量受理' }).click();
  const dialog = page.getByRole('dialog', { name: '批量受理（2项）' });
  expect(await dialog.getByRole('button', { name: '受理', exact: true }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: '预览' }).click();
  await dialog.getByRole('status').getByText('可以受理2项，0项不能。').waitFor();
  await dialog.getByRole('button', { name: '受理', exact: true }).click();
  await dialog.getByRole('status').getByText('已受理2项，0项不能。').waitFor();
  await dialog.getByRole('button', { name: '关闭', exact: true }).click();
  await expect
    .poll(() =>
      page
        .getByRole('row')
        .filter({ hasText: titles[0] ?? '' })
        .textContent(),
    )
    .toContain('办理中');
  await closeClean();
});

test('会议：议题调整次序须写理由，登记回避；投屏上写着谁回避，键盘翻页、记知悉', async () => {
  const member = `演示成员${Date.now()}`;
  await send('office', 'POST', '/leading-group/members', { name: member, post: '演示', role: 'member', fromOn: '2026-01-01', source: '演示文件' });
  let meeting = await send('office', 'POST', '/meetings', { title: '演示协调会议', heldOn: '2026-12-30', place: '' });
  const at = `/meetings/${String(meeting['meetingId'])}`;
  const step = async (action: string) => {
    meeting = await send('office', 'POST', `${at}/acts`, { action, revision: meeting['revision'] });
  };
  for (const title of ['议题甲', '议题乙']) await send('office', 'POST', `${at}/items`, { title, page: '', reason: '演示' });
  await step('collect');
  await step('freeze');
  const { page, closeClean } = await openPage(browser);
  await open(page, 'office', at);
  const second = page.getByRole('listitem').filter({ hasText: '议题乙' }).first();
  await second.getByRole('button', { name: '调整次序' }).click();
  const moving = page.getByRole('dialog', { name: '调整次序：议题乙' });
  await moving.getByLabel('移到第几项').fill('1');
  await moving.getByLabel('理由').fill('先议');
  await moving.getByLabel('理由').press('Control+Enter');
  await expect.poll(() => moving.count()).toBe(0);
  await expect.poll(() => page.locator('.agenda-list > li').first().textContent()).toContain('议题乙');
  await page.getByRole('listitem').filter({ hasText: member }).getByRole('button', { name: '登记' }).click();
  const attending = page.getByRole('dialog', { name: `登记出席：${member}` });
  await attending.getByRole('checkbox', { name: '议题乙' }).check();
  await attending.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => page.locator('.agenda-list > li').first().textContent()).toContain(`回避：${member}`);
  await expectAccessible(page);

  const { attendance } = (await (await page.context().request.get(`${node.origin}/api${at}`)).json()) as { attendance: readonly { memberId: string; name: string }[] };
  for (const { memberId, name } of attendance) if (name !== member) await send('office', 'PUT', `${at}/attendance/${memberId}`, { presence: 'present' });
  await step('hold');
  await page.goto(`${node.origin}/console${at}/screen`);
  const screen = page.getByTestId('meeting-screen');
  await screen.waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => screen.textContent()).toContain(`回避：${member}`);
  await page.keyboard.press('n');
  await expect.poll(() => screen.textContent()).toContain('知悉');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('演示协调会议');
  await closeClean();
});
