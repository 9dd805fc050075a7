import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
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

const annex = async (rows: readonly (readonly string[])[]) => ({
  name: '附表.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(await writeWorkbook({ name: '附表', heading: '附表', columns: ['指标', '单位', '年份', '目标值'].map((title) => ({ title, width: 20 })), rows })),
});
const words = '森林抚育';
const board = (): string => `${node.origin}/console/answers?q=${encodeURIComponent(words)}`;
const stateOf = (page: Page) => page.locator('.clause-state .state-tag');

async function openAs(page: Page, who: DemoWho, url: string): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(url);
}

test('总览 → 条款页 → 约定由另一人审定 → 填报 → 另一人核实 → 达标；昨天的样子不变', { timeout: 400_000 }, async () => {
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

  // The office releases the verified envelope: a visitor who is not signed in sees figure and grade, and no longer after the end.
  const published = `${node.origin}/plans/${new URL(clause).pathname.split('/')[3]}/answers?q=${encodeURIComponent(words)}`;
  const visitor = await openPage(browser, { javaScriptEnabled: false });
  // The public board reads stored states, which the worker writes within seconds of the act.
  const shownToVisitors = (what: string): Promise<void> =>
    expect
      .poll(
        async () => {
          await visitor.page.goto(published);
          return visitor.page.getByText(what).count();
        },
        { timeout: 150_000, interval: 4000 },
      )
      .toBeGreaterThan(0);
  await shownToVisitors('公开0份');
  await openAs(page, 'office', clause);
  await page.getByRole('button', { name: '对外公开' }).first().click();
  await dialog.getByLabel('依据').fill('年度公开（演示）');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '对外公开' }).click();
  await page.locator('.evidence-status').getByText('对外公开').waitFor();
  await shownToVisitors('公开1份');
  expect(await visitor.page.getByText('验收表').count()).toBe(0);
  await page.getByRole('button', { name: '停止公开' }).click();
  await dialog.getByLabel('依据').fill('公开期满（演示）');
  await dialog.getByRole('button', { name: '停止公开' }).click();
  await page.locator('.evidence-status').getByText('对外公开').waitFor({ state: 'detached' });
  await shownToVisitors('公开0份');
  await visitor.closeClean();

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

test('登记册：应编文件上传版本、登记通过和公布；列指标的附表逐行读入，读不懂的说出第几行', { timeout: 120_000 }, async () => {
  const { page, closeClean } = await openPage(browser, {}, [/422/]);
  await openAs(page, 'dispatcher', `${node.origin}/console/answers?view=registers&register=deliverable`);
  const dialog = page.getByRole('dialog');
  const item = page.locator('.register-item').first();
  await item.getByRole('button', { name: '上传版本' }).click();
  await dialog.getByLabel('版本名称').fill('送审稿');
  await dialog.getByLabel('文件').setInputFiles({ name: '规划（送审稿）.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n% 演示\n%%EOF\n') });
  await dialog.getByRole('button', { name: /^上\s?传$/ }).click();
  await item.getByRole('link', { name: '规划（送审稿）.pdf' }).waitFor();
  const href = await item.getByRole('link', { name: '规划（送审稿）.pdf' }).getAttribute('href');
  const response = await page.context().request.get(`${node.origin}${href}`);
  expect((await response.body()).toString()).toBe('%PDF-1.7\n% 演示\n%%EOF\n');
  await item.getByRole('button', { name: '登记通过' }).click();
  await dialog.getByLabel('会议或文号').fill('县政府常务会议（演示）');
  await dialog.getByRole('button', { name: /^登\s?记$/ }).click();
  await item.getByText('通过 县政府常务会议（演示）').waitFor();
  await item.getByRole('button', { name: '登记公布' }).click();
  await dialog.getByLabel('公布位置').fill('政府公告栏（演示）');
  await dialog.getByRole('button', { name: /^登\s?记$/ }).click();
  await item.getByText('政府公告栏（演示）').waitFor();

  await page.goto(`${node.origin}/console/answers?view=registers&register=annex`);
  await item.getByText('空位，等待上传指标表（逐行读入）').waitFor();
  await item.getByRole('button', { name: '上传版本' }).click();
  await dialog.getByLabel('版本名称').fill('报送稿');
  await dialog.getByLabel('文件').setInputFiles(
    await annex([
      ['一般公共预算收入', '亿元', '2025', '超22'],
      ['城镇化率', '%', '明年', '60'],
    ]),
  );
  await dialog.getByRole('button', { name: /^上\s?传$/ }).click();
  await dialog.getByText('第3行「年份」').waitFor();
  await dialog.getByLabel('文件').setInputFiles(
    await annex([
      ['一般公共预算收入', '亿元', '2025', '超22'],
      ['城镇化率', '%', '2025', '60'],
    ]),
  );
  await dialog.getByRole('button', { name: /^上\s?传$/ }).click();
  await item.getByText('读入2行').click();
  await item.getByText('22亿元（超过）').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize(phone);
  expect(await overflowsSideways(page)).toBe(false);
  await closeClean();
});

test('办公室主任认定不适用、恢复适用，封存已经结束的期间', { timeout: 120_000 }, async () => {
  // A clause that does not apply has no light: the panel stays away, without an error in the console.
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
  // The page is read again before the dialog closes; until then both have the button.
  await expect.poll(() => dialog.count()).toBe(0);
  await page.getByRole('button', { name: '恢复适用' }).click();
  await dialog.getByLabel('理由').fill('恢复评定（演示）');
  await dialog.getByRole('button', { name: '恢复适用' }).click();
  await stateOf(page)
    .getByText(before ?? '')
    .waitFor();
  await expect.poll(() => dialog.count()).toBe(0);

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
