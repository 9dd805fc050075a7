import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
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

/** Indicators of the example without a figure of the county: a repeated journey takes the next one. */
const untouched = ['常住人口城镇化率', '研发投入强度', '居民人均可支配收入增速'];
let attempt = 0;
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${node.origin}/console${path}`);
  await page.locator('h1').waitFor();
};

/** Pastes as a person does: from the clipboard, with the keys. */
const pasteInto = async (page: Page, label: string, text: string): Promise<void> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: node.origin });
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  const field = page.getByLabel(label, { exact: true });
  await field.focus();
  await field.press('Control+V');
};

async function indicatorId(page: Page, name: string): Promise<string> {
  const reply = await page.context().request.get(`${node.origin}/api/indicators?q=${encodeURIComponent(name)}`);
  const { items } = (await reply.json()) as { items: { indicatorId: string; name: string }[] };
  return items.find((one) => one.name === name)?.indicatorId ?? '';
}

/** The exported sheet with one row filled in: the row whose key names the indicator and the year. */
async function fillSheet(bytes: Buffer, key: string, cells: Readonly<Record<string, string>>): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('the exported sheet is empty');
  const header = (sheet.getRow(1).values as string[]).slice(1);
  sheet.eachRow((row) => {
    if (!String(row.getCell(1).value).startsWith(key)) return;
    for (const [column, text] of Object.entries(cells)) row.getCell(header.indexOf(column) + 1).value = text;
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('粘贴一块数据，核对后提交；自己不能核定，另一人核定后图和表里出现；Excel 往返遇到冲突逐格选择', async () => {
  const name = untouched[attempt] ?? '';
  attempt += 1;
  const enterer = await openPage(browser);
  const approver = await openPage(browser);
  await signIn(enterer.page, node.origin, 'statistician');
  await signIn(approver.page, node.origin, 'reviewer');
  const { page } = enterer;

  await open(page, '/indicators/enter?from=2023&to=2025');
  await page.getByLabel(`${name} 2023年`, { exact: true }).waitFor();
  await pasteInto(page, `${name} 2023年`, `指标\t2023年\t2024年\n${name}（%）\t48.2\t49.1`);
  await page.getByRole('button', { name: '核对 2 个数' }).click();
  expect(await page.getByLabel(`${name} 2024年`, { exact: true }).inputValue()).toBe('49.1');
  await page.getByText(`${name}，2024年`).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('来源文件').fill('统计公报（测试）');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已保存 2 个数，等待另一人核定').waitFor();

  await open(page, '/indicators/waiting');
  await page.getByRole('button', { name: '全选本页' }).click();
  await page.getByRole('button', { name: '核定 2 个' }).click();
  await page.getByText('未完成 2 个').waitFor();
  expect(await page.getByText('由您本人（或您代理的人、您的代理人）填报').count()).toBe(2);

  await open(approver.page, '/indicators/waiting');
  await approver.page.getByText(`${name}，固镇县2024年`).waitFor();
  expect(await seriousFindings(approver.page)).toEqual([]);
  await approver.page.getByRole('button', { name: '全选本页' }).click();
  await approver.page.getByRole('button', { name: '核定 2 个' }).click();
  await approver.page.getByText('完成 2 个。').waitFor();

  const id = await indicatorId(page, name);
  await open(page, `/indicators/${id}?target=60&due=2025`);
  await page.locator('[data-chart="ready"] canvas').waitFor();
  expect(
    await page
      .getByRole('row', { name: /2024年/ })
      .first()
      .textContent(),
  ).toContain('49.1');
  await page.getByText('样本不足：只有 2 期').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const exported = await page.context().request.get(`${node.origin}/api/observation-sheets?from=2023&to=2024&indicators=${id}`);
  const filled = await fillSheet(await exported.body(), `${id}|340323|2024`, { 填报值: '49.6', 修订理由: '按年报修订' });
  // Meanwhile the figure is corrected through another form.
  await open(page, '/indicators/enter?from=2023&to=2024');
  await page.getByLabel(`${name} 2024年`, { exact: true }).fill('49.3');
  await page.getByRole('button', { name: '核对 1 个数' }).click();
  await page.getByLabel('修订理由').fill('最终核实数');
  await page.getByLabel('来源文件').fill('统计公报（测试）');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已保存 1 个数').waitFor();
  await open(approver.page, '/indicators/waiting');
  await approver.page.getByText(`${name}，固镇县2024年`).waitFor();
  await approver.page.getByRole('button', { name: '全选本页' }).click();
  await approver.page.getByRole('button', { name: '核定 1 个' }).click();
  await approver.page.getByText('完成 1 个。').waitFor();

  await open(page, '/indicators/enter?way=sheet&from=2023&to=2024');
  await page.locator('input[type="file"]').setInputFiles({ name: '填报表.xlsx', mimeType: 'application/octet-stream', buffer: filled });
  await page.getByText('其中 1 行在导出之后被别人改过').waitFor();
  await page.getByText('还有 1 处冲突没有选择').waitFor();
  await page.getByLabel('来源文件').fill('统计年报（测试）');
  expect(await page.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('采用表中的数').check();
  await expect.poll(() => page.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText('已导入 1 个数，等待另一人核定').waitFor();

  await open(page, `/indicators/${id}/observations/340323/2024`);
  await page.getByText('第 3 次：49.6').waitFor();
  expect(await page.locator('.revision').count()).toBe(3);
  expect(await page.locator('.revision.effective').textContent()).toContain('49.3');

  await enterer.closeClean();
  await approver.closeClean();
});

test('指标的页面在手机上不用横向滚动', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await signIn(page, node.origin, 'statistician');
  const id = await indicatorId(page, '城乡居民收入比');
  for (const path of ['/indicators', `/indicators/${id}`, '/indicators/enter', '/indicators/enter?way=sheet', '/indicators/waiting', '/indicators/new']) {
    await open(page, path);
    await page.waitForLoadState('networkidle');
    expect(await overflowsSideways(page), path).toBe(false);
  }
  await closeClean();
});
