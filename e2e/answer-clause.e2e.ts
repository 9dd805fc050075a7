import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { type DemoWho, signIn } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const words = '森林抚育';
const board = (): string => `${node.origin}/console/answers?q=${encodeURIComponent(words)}`;
const stateOf = (page: Page) => page.locator('.clause-state .state-tag');

async function openAs(page: Page, who: DemoWho, url: string): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(url);
}

test('总览 → 条款页 → 约定由另一人审定 → 填报 → 另一人核实 → 达标；昨天的样子不变', { timeout: 180_000 }, async () => {
  // Yesterday the clause was not there: the page says so, and the browser names the 404.
  const { page, closeClean } = await openPage(browser, {}, [/404/]);
  await openAs(page, 'dispatcher', board());
  // The worker registers the clauses of the example plan within seconds of the start; the page waits and shows them by itself.
  await page
    .getByRole('link', { name: new RegExp(words) })
    .first()
    .waitFor({ timeout: 120_000 });
  await page
    .getByRole('link', { name: new RegExp(words) })
    .first()
    .click();
  await stateOf(page).getByText('未约定证据').waitFor();
  expect((await page.locator('.clause-sentence mark').allTextContents()).join('')).toBe('完成森林抚育5万亩');
  const clause = page.url();

  await page.getByRole('button', { name: '起草证据约定' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('截止日').fill('2035-12-31');
  await dialog.getByRole('button', { name: '提交审定' }).click();
  await page.getByText('待审定').waitFor();

  await openAs(page, 'office', `${node.origin}/console/answers?view=contracts`);
  await page.getByRole('button', { name: '全选1份' }).click();
  await page.getByRole('button', { name: '审定1份' }).click();
  await dialog.getByRole('button', { name: /^审\s?定$/ }).click();
  await page.getByText('没有待审定的约定').waitFor();

  await openAs(page, 'unit-a-reporter', clause);
  await stateOf(page).getByText('无证据').waitFor();
  await page.getByRole('button', { name: '填报证据' }).click();
  await dialog.getByLabel('数值', { exact: true }).fill('50000');
  await dialog.getByLabel('期间起').fill('2025-01-01');
  await dialog.getByLabel('期间止').fill('2025-12-31');
  await dialog.getByLabel('发生日期').fill('2025-12-31');
  await dialog.getByLabel('证明文件').setInputFiles({ name: '验收表.txt', mimeType: 'text/plain', buffer: Buffer.from('森林抚育验收表（演示）\n50000亩\n') });
  await dialog.getByText('已上传「验收表.txt」').waitFor();
  await dialog.getByRole('button', { name: /^提\s?交$/ }).click();
  await stateOf(page).getByText('有证据').waitFor();
  await page.getByText('核实后才能判定').first().waitFor();

  await openAs(page, 'verifier', clause);
  await page.getByRole('button', { name: /^核\s?实$/ }).click();
  await dialog.getByLabel('核实情况').fill('与验收表一致');
  await dialog.getByRole('button', { name: '提交核实' }).click();
  await stateOf(page).getByText('达标').waitFor();
  await page.getByText('2025-12-31的数为5万亩，要求不低于5万亩，达标。').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const yesterday = await page.evaluate<string>('new Date(Date.now() - 86400000 + 8 * 3600000).toISOString().slice(0, 10)');
  await page.goto(`${clause}?asOf=${yesterday}`);
  await page.getByText('没有找到条款').waitFor();
  await page.goto(board());
  await page.locator('.clause-line .state-tag').getByText('达标').waitFor();
  await page.getByText('有效1／共2份').waitFor();
  await closeClean();
});

test('总览、登记册、目标在手机上不横向滚动，没有严重的无障碍问题；导出是 Excel', { timeout: 120_000 }, async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await openAs(page, 'dispatcher', `${node.origin}/console/answers`);
  await page.locator('.group-card').first().waitFor();
  for (const [view, first] of [
    ['board', '.group-card'],
    ['targets', '.data-table tbody tr'],
    ['registers', '.register-item'],
    ['checks', '.answer-formula'],
  ] as const) {
    await page.goto(`${node.origin}/console/answers?view=${view}`);
    await page.locator(first).first().waitFor();
    expect([view, await overflowsSideways(page)]).toEqual([view, false]);
    expect([view, await seriousFindings(page)]).toEqual([view, []]);
  }
  await page.goto(`${node.origin}/console/answers`);
  const href = await page.getByRole('link', { name: '导出 Excel' }).getAttribute('href');
  const response = await page.context().request.get(`${node.origin}${href}`);
  expect(response.headers()['content-type']).toContain('spreadsheetml');
  expect((await response.body()).subarray(0, 2).toString()).toBe('PK');
  await closeClean();
});

test('办公室主任认定不适用、恢复适用，封存已经结束的期间', { timeout: 120_000 }, async () => {
  const { page, closeClean } = await openPage(browser);
  await openAs(page, 'office', board());
  await page
    .getByRole('link', { name: new RegExp(words) })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const before = await stateOf(page).textContent();
  await page.getByRole('button', { name: '不适用' }).click();
  await dialog.getByLabel('理由').fill('上级停止评定（演示）');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '认定不适用' }).click();
  await stateOf(page).getByText('不适用').waitFor();
  await page.getByRole('button', { name: '恢复适用' }).click();
  await dialog.getByLabel('理由').fill('恢复评定（演示）');
  await dialog.getByRole('button', { name: '恢复适用' }).click();
  await stateOf(page)
    .getByText(before ?? '')
    .waitFor();

  await page.goto(`${node.origin}/console/answers`);
  await page.getByRole('button', { name: '封存期间' }).click();
  await dialog.getByLabel('期间起').fill('2025-01-01');
  await dialog.getByLabel('期间止').fill('2025-12-31');
  await dialog.getByLabel('依据').fill('2025年度通报（演示）');
  await dialog.getByRole('button', { name: /^封\s?存$/ }).click();
  await page.getByText('已封存1个期间').click();
  await page.getByText('2025年度通报（演示）').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});
