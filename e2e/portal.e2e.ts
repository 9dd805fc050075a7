import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone } from './chrome.ts';
import { guzhen, lastMeasureOfLine } from './guzhen.ts';
import { type RunningNode, startNode } from './running-node.ts';

let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const withoutScripts = { javaScriptEnabled: false };

test('不开脚本：从列表进入方案，77条举措、15个专栏与全文都在', async () => {
  const { page, closeClean } = await openPage(browser, withoutScripts);
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('heading', { level: 1, name: guzhen.title }).waitFor();
  expect(await page.getByText(`${guzhen.measures}条举措`, { exact: true }).first().isVisible()).toBe(true);
  const words = page.getByRole('article', { name: '原文' });
  expect(await words.locator('[id*=".m"]').count()).toBe(guzhen.measures);
  const labels = await words.locator('[id*=".m"] > b:first-child').allTextContents();
  expect(labels).toEqual(Array.from({ length: guzhen.measures }, (_, index) => `(${index + 1})`));
  const boxes = await words.locator('b').filter({ hasText: /^专栏/ }).allTextContents();
  expect(boxes).toEqual(Array.from({ length: guzhen.boxes }, (_, index) => `专栏${index + 1}`));
  expect((await words.textContent())?.replace(/\s/g, '')).toBe(guzhen.text.replace(/\s/g, ''));
  await closeClean();
});

test('不开脚本：展开目录点(61)，原文到位并突出', async () => {
  const { page, closeClean } = await openPage(browser, withoutScripts);
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  const contents = page.getByRole('navigation', { name: '目录' });
  for (const name of ['实施生态环境共治', '打好污染防治']) await contents.getByLabel(name).click();
  await contents.getByRole('link', { name: '(61)' }).click();
  const target = page.locator(':target');
  expect(await target.textContent()).toBe(lastMeasureOfLine('(61)'));
  const box = await target.boundingBox();
  expect(box !== null && box.y >= 0 && box.y < 900).toBe(true);
  expect(await page.evaluate<string>("getComputedStyle(document.querySelector(':target')).backgroundColor")).not.toBe('rgba(0, 0, 0, 0)');
  await closeClean();
});

test('不开脚本：查找的命中在结果和原文里都突出；没有命中有说明；未知地址有说明', async () => {
  const { page, closeClean } = await openPage(browser, withoutScripts, [/Failed to load resource/]);
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByLabel('在原文中查找').fill('危险废物');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('heading', { level: 2, name: /「危险废物」/ }).waitFor();
  const marked = await page.getByRole('article', { name: '原文' }).locator('mark').allTextContents();
  expect(marked).toEqual(Array.from({ length: guzhen.text.split('危险废物').length - 1 }, () => '危险废物'));
  await page.getByLabel('在原文中查找').fill('绝无此词');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('原文中没有「绝无此词」').waitFor();

  const missing = await page.goto(`${node.origin}/plans/01890000-0000-7000-8000-000000000001`);
  expect(missing?.status()).toBe(404);
  await page.getByRole('alert').getByRole('link', { name: '回到方案列表' }).click();
  await page.getByRole('link', { name: guzhen.title }).waitFor();
  await closeClean();
});

test('一页不超过100 kB（传输量，连同样式）', async () => {
  const { page, closeClean } = await openPage(browser);
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then((size) => size.responseBodySize)));
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('article', { name: '原文' }).waitFor();
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThanOrEqual(100_000);
  await closeClean();
});

test('手机宽度不横向滚动，进入工作台的链接指向同一方案', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await page.goto(node.origin);
  expect(await overflowsSideways(page)).toBe(false);
  await page.getByRole('link', { name: guzhen.title }).click();
  expect(await overflowsSideways(page)).toBe(false);
  await page.getByRole('link', { name: '进入工作台' }).click();
  await page.getByRole('heading', { level: 1, name: guzhen.title }).waitFor();
  await closeClean();
});

test('不开脚本：应答情况列出77条举措的状态和理由；查找、翻页、按状态、过去的日期、下载；手机不横滚', { timeout: 180_000 }, async () => {
  const { page, closeClean } = await openPage(browser, { ...withoutScripts, viewport: phone });
  await page.goto(node.origin);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('link', { name: '条款应答情况' }).click();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText(`${guzhen.measures}条举措`, { exact: true }).count();
      },
      { timeout: 120_000, interval: 2000 },
    )
    .toBe(1);
  expect(await overflowsSideways(page)).toBe(false);
  const labels: string[] = [];
  for (;;) {
    labels.push(...(await page.locator('.answer-line > h2 > a').allTextContents()));
    const next = page.getByRole('link', { name: '下一页' });
    if ((await next.count()) === 0) break;
    await next.click();
    await page.getByRole('link', { name: '回到第一页' }).waitFor();
  }
  const measures = labels.flatMap((label) => /^\(([0-9]+)\)/.exec(label)?.[1] ?? []).map(Number);
  expect([...new Set(measures)].sort((a, b) => a - b)).toEqual(Array.from({ length: guzhen.measures }, (_, index) => index + 1));
  await page.getByLabel('查找举措、条款').fill('森林抚育');
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByText(/符合条件的[0-9]+处/).waitFor();
  expect(await page.locator('.answer-line').first().textContent()).toContain('未约定证据');
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = await (await fetch(`${node.origin}${href}`)).text();
  expect(csv).toContain('森林抚育');
  expect(csv.split('\r\n').length).toBeLessThan(40);
  await page.getByLabel('截至日期').fill('2020-01-01');
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByText('这一天条款还没有登记').waitFor();
  await closeClean();
});
