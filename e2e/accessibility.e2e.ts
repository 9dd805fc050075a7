import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, phone, seriousFindings } from './chrome.ts';
import { guzhen, openGuzhen } from './guzhen.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { signIn } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const openPortalPlan = async (page: Page): Promise<void> => {
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('article', { name: '原文' }).waitFor();
};

/** Every page, brought into the state in which most of it shows. */
const pages: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  方案列表: async (page) => {
    await page.goto(`${node.origin}/console/plans`);
    await page.getByRole('link', { name: guzhen.title }).waitFor();
  },
  列表没有结果: async (page) => {
    await page.goto(`${node.origin}/console/plans?q=%E6%97%A0`);
    await page.getByText('没有名称包含「无」的方案').waitFor();
  },
  导入: async (page) => {
    await page.goto(`${node.origin}/console/plans/import`);
    await page.getByText('选择方案文件').waitFor();
  },
  导入预览: async (page) => {
    await page.goto(`${node.origin}/console/plans/import`);
    await page.getByLabel('选择方案文件').setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from(guzhen.text) });
    await page.getByTestId('counts').waitFor();
  },
  方案: async (page) => {
    await openGuzhen(page, node.origin);
    await page
      .getByText('检查发现')
      .first()
      .waitFor({ state: 'attached', timeout: 5_000 })
      .catch(() => undefined);
  },
  方案查找与详情: async (page) => {
    await openGuzhen(page, node.origin);
    const box = page.getByLabel('在原文中查找');
    await box.fill('危险废物');
    await page.getByRole('list', { name: '查找结果' }).or(page.getByTestId('search-count')).first().waitFor();
    await expect.poll(() => page.getByTestId('search-count').textContent()).toContain('条');
    await box.press('Enter');
    await page.getByTestId('focused').waitFor();
  },
  打印视图: async (page) => {
    await openGuzhen(page, node.origin);
    await page.getByRole('link', { name: '打印视图' }).click();
    await page.getByRole('button', { name: '打印' }).waitFor();
  },
  没有这个方案: async (page) => {
    await page.goto(`${node.origin}/console/plans/01890000-0000-7000-8000-000000000001`);
    await page.getByTestId('problem').waitFor();
  },
  门户列表: async (page) => {
    await page.goto(node.origin);
    await page.getByRole('link', { name: guzhen.title }).waitFor();
  },
  门户方案: openPortalPlan,
  门户查找: async (page) => {
    await openPortalPlan(page);
    await page.getByLabel('在原文中查找').fill('危险废物');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('heading', { level: 2, name: /「危险废物」/ }).waitFor();
  },
};

/** On a phone only the pages whose arrangement differs. */
const onPhone = ['方案列表', '导入预览', '方案', '方案查找与详情', '门户方案'];
const visits = [...Object.keys(pages).map((name) => [name, '桌面', desktop] as const), ...onPhone.map((name) => [name, '手机', phone] as const)];

test.each(visits)('无障碍检查没有严重问题，内容策略没有违反：%s（%s）', async (name, _width, viewport) => {
  const { page, closeClean } = await openPage(browser, { viewport }, name === '没有这个方案' ? [/Failed to load resource/] : []);
  await signIn(page, node.origin, 'office');
  await pages[name]?.(page);
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});

test('门户的深色配色同样清楚', async () => {
  const { page, closeClean } = await openPage(browser, { colorScheme: 'dark' });
  await signIn(page, node.origin, 'office');
  await openPortalPlan(page);
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});
