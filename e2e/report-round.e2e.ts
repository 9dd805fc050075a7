import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type ClockedNode, startClockedNode } from './clocked-node.ts';
import { signIn } from './sign-in.ts';

let node: ClockedNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startClockedNode('2026-11-02T09:00:00+08:00'), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.close();
});

/** Counts what a person does: key presses, and a text as one input of its own. */
class Hands {
  inputs = 0;
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async press(key: string): Promise<void> {
    this.inputs += 1;
    await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.inputs += 1;
    await this.page.keyboard.type(text);
  }
}

const rows = (page: Page) => page.locator('table tbody tr');
const debtList = (page: Page) => page.getByRole('region', { name: '应报清单' });
/** The most that a round of twelve debts may take: a budget of inputs, not of seconds. */
const inputBudget = 40;

test('联络员用键盘报完12项应报：8项无变化一次报出，4项写进展；输入次数在预算内', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'unit-a-liaison');
  await page.goto(`${node.origin}/console/`);
  await page.getByRole('link', { name: /我的应报/ }).waitFor();
  await page.goto(`${node.origin}/console/my-debts?standing=waiting`);
  await debtList(page).waitFor();
  const own = rows(page).filter({ hasText: '2026-10' });
  await expect.poll(() => own.count()).toBeGreaterThanOrEqual(12);
  const before = await own.count();
  const hands = new Hands(page);
  await hands.press('a');
  await hands.press('n');
  await page.getByRole('status', { name: '办理结果' }).getByText('成功 8 项').waitFor();
  const left = before - 8;
  await expect.poll(() => rows(page).filter({ hasText: '2026-10' }).count()).toBe(left);
  for (let count = 0; count < left; count += 1) {
    await page.locator('tr.active').waitFor();
    await hands.press('Enter');
    await page.getByRole('form', { name: '填报' }).waitFor();
    const done = page.getByLabel('本期进展');
    await done.waitFor();
    await hands.press('Tab');
    await done.focus();
    await hands.type(`本月完成第${count + 1}项的阶段工作，进度与计划一致。`);
    await hands.press('Control+Enter');
    await debtList(page).or(page.getByText('没有应报的事项')).waitFor();
    await page.goto(`${node.origin}/console/my-debts?standing=waiting`);
    await expect.poll(() => rows(page).filter({ hasText: '2026-10' }).count()).toBe(left - count - 1);
  }
  console.log(`inputs for ${before} debts: ${hands.inputs} (budget ${inputBudget})`);
  expect(before).toBeGreaterThanOrEqual(12);
  expect(hands.inputs).toBeLessThanOrEqual(inputBudget);
  await closeClean();
});

test('单位领导批量审签：先预览再办理；任务列表用键盘打开任务', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'unit-a-head');
  await page.goto(`${node.origin}/console/review/signing`);
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(12);
  const waiting = await rows(page).count();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: '预览审签' }).click();
  await page.getByRole('status', { name: '办理结果' }).getByText(`预览审签：成功 ${waiting} 项`).waitFor();
  expect(await rows(page).count()).toBe(waiting);
  await page.getByRole('button', { name: `审签（${waiting}）` }).click();
  await page.getByText('没有待单位审签的填报').waitFor();
  await page.goto(`${node.origin}/console/tasks`);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(10);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '责任单位' }).waitFor();
  await closeClean();
});

const places = [
  ['/', 'unit-a-liaison', phone],
  ['/my-debts', 'unit-a-liaison', phone],
  ['/tasks', 'dispatcher', desktop],
  ['/rounds', 'dispatcher', desktop],
  ['/burden', 'dispatcher', phone],
  ['/decompose?year=2026', 'dispatcher', phone],
] as const;

test.each(places)('%s（%s）：没有严重的无障碍问题，不横向滚动', async (path, who, viewport) => {
  const { page, closeClean } = await openPage(browser, { viewport });
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await overflowsSideways(page)).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});
