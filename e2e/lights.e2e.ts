import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { startNode } from './running-node.ts';
import type { RunningNode } from './running-node.ts';
import { signIn } from './sign-in.ts';
import type { DemoWho } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;
beforeAll(async () => {
  [browser, node] = await Promise.all([openChrome(), startNode()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}
async function asSomebody(page: Page, who: DemoWho, path: string): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console${path}`);
}

describe('判灯规则', () => {
  test('拟订、试算、启用：改一档，看往年哪些灯会变，从某日起启用；重叠的日期被拒绝', async () => {
    // The console names the refused overlap.
    const { page, closeClean } = await openPage(browser, {}, [/409/]);
    await asSomebody(page, 'office', '/light-rules');
    await page.getByRole('button', { name: '拟订新规则' }).click();
    const draft = page.getByRole('region', { name: '拟订的规则' });
    await draft.getByLabel('里程碑第2档界限').fill('0');
    // The page is closed in the middle of it, and the draft is there again.
    await page.reload();
    await draft.getByText('这是您上次没有启用的拟订').waitFor();
    expect(await draft.getByLabel('里程碑第2档界限').inputValue()).toBe('0');
    await draft.getByLabel('用哪一年试算').selectOption('2026');
    await draft.getByRole('button', { name: '试算', exact: true }).click();
    const result = draft.getByRole('region', { name: '试算结果' });
    await expect.poll(() => result.getByRole('status').textContent()).toMatch(/\d+盏会变/);
    await expect.poll(() => result.textContent()).toContain('黄灯→红灯');
    await expectAccessible(page);

    await draft.getByRole('button', { name: '启用…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('生效日期').fill('2031-01-01');
    await dialog.getByLabel('截止日期').fill('2031-12-31');
    await dialog.getByLabel('依据文件').fill('县领导小组试验文件');
    await dialog.getByLabel('理由').fill('试算后从严');
    await dialog.getByRole('button', { name: '预览影响', exact: true }).click();
    await expect.poll(() => dialog.getByRole('status').textContent()).toContain('2031-01-01起至2031-12-31按新规则判灯');
    await dialog.getByRole('button', { name: '启用', exact: true }).click();
    await expect.poll(() => page.getByRole('region', { name: '历次规则' }).textContent()).toContain('默认规则 第2版');

    // What was put into force is no draft any more.
    await page.reload();
    await page.getByRole('button', { name: '拟订新规则' }).click();
    expect(await draft.getByText('这是您上次没有启用的拟订').count()).toBe(0);
    await page.getByRole('button', { name: '启用…' }).click();
    await dialog.getByLabel('生效日期').fill('2031-06-01');
    await dialog.getByLabel('依据文件').fill('县领导小组试验文件');
    await dialog.getByLabel('理由').fill('再改');
    await dialog.getByRole('button', { name: '预览影响', exact: true }).click();
    await expect.poll(() => dialog.getByTestId('problem').textContent()).toContain('生效期重叠');
    await closeClean();

    const mobile = await openPage(browser, { viewport: phone });
    await asSomebody(mobile.page, 'supervisor', '/light-rules');
    await mobile.page.getByLabel('对照').selectOption({ label: '默认规则 第2版' });
    await expect.poll(() => mobile.page.getByRole('table', { name: '各维度分档' }).textContent()).toContain('不同');
    await mobile.page.getByRole('button', { name: '以对照的规则拟订' }).click();
    await expect.poll(() => mobile.page.getByRole('button', { name: '启用…' }).getAttribute('aria-disabled')).toBe('true');
    await expectAccessible(mobile.page);
    await mobile.closeClean();
  });
});

describe('灯号', () => {
  test('一览按灯号筛选，点开说明原因、规则和此前各天；可看过去一天', async () => {
    const { page, closeClean } = await openPage(browser);
    await asSomebody(page, 'county-leader', '/lights?colour=red');
    const table = page.getByRole('region', { name: '任务灯号列表' });
    await expect.poll(() => table.getByRole('button', { name: /^红灯：/ }).count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await table
      .getByRole('button', { name: /^红灯：/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.textContent()).toMatch(/红灯：.+。/);
    await expect.poll(() => dialog.textContent()).toContain('依据：默认规则 第1版');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.goto(`${node.origin}/console/lights?on=2026-01-01`);
    await expect.poll(() => page.locator('.page-note').textContent()).toContain('截至2026-01-01');
    await closeClean();
  });

  test('任务页、任务台账、条款页都带灯号；留存与勘误可从一览打开', async () => {
    const { page, closeClean } = await openPage(browser);
    await asSomebody(page, 'office', '/tasks');
    const row = page.getByRole('region', { name: '任务列表' }).getByRole('row').filter({ hasText: '黄灯' }).first();
    await row.getByRole('link').click();
    const panel = page.getByRole('region', { name: '灯号' });
    await expect.poll(() => panel.textContent()).toMatch(/黄灯：.+距红灯还差\d/);
    await expect.poll(() => panel.textContent()).toContain('若无新情况');
    await expectAccessible(page);
    await page.goto(`${node.origin}/console/clause-lights`);
    const clauses = page.getByRole('region', { name: '条款灯号列表' });
    await clauses.getByRole('link').first().click();
    await expect.poll(() => panel.textContent()).toContain('依据：默认规则 第1版');
    // An address with the dots of a clause's key is a page, not a file.
    await page.reload();
    await expect.poll(() => panel.textContent()).toContain('依据：默认规则 第1版');
    await expectAccessible(page);
    await page.goto(`${node.origin}/console/stored-lights`);
    await expect.poll(() => page.locator('.page-note').textContent()).toMatch(/存下\d+盏灯，按当时所知重放全部一致/);
    await expectAccessible(page);
    await closeClean();
  });

  test.each(['verifier', 'county-leader'] as const)('手机上的首页：%s', async (who) => {
    const { page, closeClean } = await openPage(browser, { viewport: phone });
    await asSomebody(page, who, '/');
    await expect.poll(() => page.locator('.home-cards').textContent()).toContain('任务灯号');
    await expect.poll(() => page.locator('.home-cards .page-loading').count()).toBe(0);
    await expectAccessible(page);
    await closeClean();
  });
});
