import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, focusedText, openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
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

/** All that a person has: the keyboard. Every key and every text counts. */
class Hands {
  keys = 0;
  texts = 0;
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    this.texts += 1;
    await this.page.keyboard.type(text);
  }
  /** Tab until the words have the focus. */
  async tabTo(words: string, most: number): Promise<void> {
    for (let count = 0; count < most; count += 1) {
      await this.press('Tab');
      if ((await focusedText(this.page)).includes(words)) return;
    }
    throw new Error(`按 Tab ${most} 次没有到「${words}」`);
  }
}

const rows = (page: Page) => page.locator('table tbody tr');
const debtList = (page: Page) => page.getByRole('region', { name: '应报清单' });
const focusedLabel = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement?.labels?.[0]?.textContent ?? ''");
/** The most that a round of twelve debts may take: a budget of inputs, not of seconds. */
const inputBudget = 40;

test('联络员只用键盘报完12项应报：从首页进入，8项无变化一次报出，4项写进展；按键和文字都在预算内', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'unit-a-liaison');
  await page.goto(`${node.origin}/console/`);
  await page.getByRole('link', { name: /我的应报/ }).waitFor();
  const hands = new Hands(page);
  await hands.tabTo('跳到正文', 1);
  await hands.press('Enter');
  await hands.tabTo('我的应报', 6);
  await hands.press('Enter');
  await debtList(page).waitFor();
  const waiting = rows(page).filter({ hasText: '2026-10' });
  await expect.poll(() => waiting.count()).toBeGreaterThanOrEqual(12);
  const before = await waiting.count();
  await hands.press('a');
  await hands.press('n');
  await page.getByRole('status', { name: '办理结果' }).getByText('成功 8 项').waitFor();
  const codes: string[] = [];
  for (let left = before - 8; left > 0; left -= 1) {
    await expect.poll(() => waiting.count()).toBe(left);
    await expect.poll(() => page.locator('tr.active').count()).toBe(1);
    codes.push((await page.locator('tr.active td.tight').first().textContent()) ?? '');
    await hands.press('Enter');
    await expect.poll(() => focusedLabel(page)).toBe('本期进展');
    await hands.type(`本月完成${codes.at(-1)}的阶段工作，进度与计划一致。`);
    await hands.press('Control+Enter');
    await debtList(page).or(page.getByText('没有符合条件的应报事项')).waitFor();
  }
  // Each form was the list's next one, in the order of the list.
  expect(codes).toEqual([...new Set(codes)].sort());
  await expect.poll(() => waiting.count()).toBe(0);
  console.log(`inputs for ${before} debts: ${hands.keys} keys and ${hands.texts} texts (budget ${inputBudget})`);
  expect(hands.texts).toBe(before - 8);
  expect(hands.keys + hands.texts).toBeLessThanOrEqual(inputBudget);
  await closeClean();
});

test('单位领导打开一份填报后，联络员不能再撤回', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'unit-a-head');
  await page.goto(`${node.origin}/console/review/signing`);
  const link = rows(page).first().getByRole('link').first();
  const address = await link.getAttribute('href');
  const withdrawal = async () => {
    await signIn(page, node.origin, 'unit-a-liaison');
    const [, round, assignment] = /rounds\/([^/]+)\/debts\/([^/?]+)/.exec(address ?? '') ?? [];
    const reply = await page.context().request.get(`${node.origin}/api/rounds/${round}/debts/${assignment}`);
    const { actions } = (await reply.json()) as { actions: readonly { action: string; allowed: boolean; reason: string | null }[] };
    return actions.find(({ action }) => action === 'withdraw');
  };
  expect(await withdrawal()).toMatchObject({ allowed: true });
  await signIn(page, node.origin, 'unit-a-head');
  await link.click();
  await page.getByRole('region', { name: '经过' }).getByText('打开').first().waitFor();
  expect(await withdrawal()).toMatchObject({ allowed: false, reason: '下一级已经打开，不能撤回。需要修改时请对方退回。' });
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
