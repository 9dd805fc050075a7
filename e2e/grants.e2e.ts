import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { startNode } from './running-node.ts';
import type { RunningNode } from './running-node.ts';
import { signIn } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;
beforeAll(async () => {
  node = await startNode();
  browser = await openChrome();
});
afterAll(async () => {
  await browser?.close();
  await node?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}

describe('授权与审计', () => {
  test('安全管理员先预览再授权，结束时写明原因；本人能查到谁看过', async () => {
    // The console names the refused preview.
    const { page, closeClean } = await openPage(browser, {}, [/422/]);
    await signIn(page, node.origin, 'security-admin');
    await page.goto(`${node.origin}/console/grants`);
    await page.getByRole('button', { name: '授权', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '授权' });
    await dialog.getByRole('combobox', { name: '人员' }).fill('一局联络员');
    // The list before the search has answered holds other people too.
    await page.locator('.ant-select-item-option').filter({ hasText: '一局联络员' }).first().click();
    await dialog.getByRole('button', { name: '预览' }).click();
    // The server names what is missing.
    await expect.poll(() => dialog.getByTestId('problem').textContent()).toContain('开始日期');
    await dialog.getByRole('combobox', { name: '角色' }).fill('督查员');
    await page.locator('.ant-select-item-option[title="督查员"]').click();
    await dialog.getByLabel('开始日期').fill('2026-01-01');
    await dialog.getByLabel('授权依据').fill('办公室会议纪要');
    await dialog.getByRole('button', { name: '预览' }).click();
    await expect.poll(() => dialog.getByRole('region', { name: '授权预览' }).textContent()).toContain('可以授权');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '授权', exact: true }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    const row = page.getByRole('row').filter({ hasText: '办公室会议纪要' });
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.textContent()).toContain('全部单位');
    await row.getByRole('link').click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('能看到什么');
    await expect.poll(() => page.getByRole('region', { name: '授权' }).textContent()).toContain('督查员');
    await expectAccessible(page);
    await page.goBack();
    await row.getByRole('button', { name: '结束' }).click();
    const ending = page.getByRole('dialog', { name: /结束授权/ });
    await ending.getByLabel('结束原因').fill('借调期满');
    await ending.getByRole('button', { name: '结束授权' }).click();
    await expect.poll(() => page.getByRole('row').filter({ hasText: '借调期满' }).count()).toBe(1);
    await closeClean();

    const mine = await openPage(browser, { viewport: phone });
    await signIn(mine.page, node.origin, 'unit-a-liaison');
    await mine.page.goto(`${node.origin}/console/my/accesses`);
    await expect.poll(() => mine.page.getByRole('table').textContent()).toContain('核对授权');
    await expectAccessible(mine.page);
    await mine.closeClean();
  });

  test('审计管理员查到结束授权，导出的表格与查询一致；别人看不到审计', async () => {
    const { page, closeClean } = await openPage(browser);
    await signIn(page, node.origin, 'audit-admin');
    await page.goto(`${node.origin}/console/audit?action=identity.end-grant`);
    await expect.poll(() => page.getByRole('row').filter({ hasText: '结束授权' }).count()).toBe(1);
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^审计记录-\d{4}-\d{2}-\d{2}\.csv$/);
    await closeClean();
    const other = await openPage(browser);
    await signIn(other.page, node.origin, 'dispatcher');
    await other.page.goto(`${node.origin}/console/plans`);
    await expect.poll(() => other.page.getByRole('navigation', { name: '主菜单' }).textContent()).toContain('方案');
    expect(await other.page.getByRole('link', { name: '审计' }).count()).toBe(0);
    await other.closeClean();
  });
});
