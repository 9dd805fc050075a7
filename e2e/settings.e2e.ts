import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGb18030 } from '../tests/harness/encode-gb18030.ts';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { startNode } from './running-node.ts';
import type { RunningNode } from './running-node.ts';
import { signIn } from './sign-in.ts';

let browser: Browser;
let node: RunningNode;

beforeAll(async () => {
  [browser, node] = await Promise.all([openChrome(), startNode()]);
});
afterAll(async () => {
  await browser?.close();
  await node?.stop();
});

test('参数：先预览影响再设定，时间线和历史随之增加', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/parameters`);
  await page.getByRole('table').locator('a').first().click();
  await page.getByRole('button', { name: '设定新值' }).click();
  const form = page.getByRole('form', { name: '设定新值' });
  await form.getByLabel('生效日期（必填）').fill('2031-01-01');
  await form.getByLabel('依据文件（必填）').fill('县领导小组试验文件');
  await form.getByLabel('理由（必填）').fill('试验');
  await form.getByLabel('截止日期').fill('2031-12-31');
  await form.getByRole('button', { name: '预览影响' }).click();
  await page.getByText('2031-01-01 起至 2031-12-31').waitFor();
  await form.getByRole('button', { name: '设定', exact: true }).click();
  await page.getByRole('region', { name: '时间线' }).getByText('2031-01-01 起').waitFor();
  await page.getByText('共2行，旧值一律保留').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});

test('A17 GB18030 的 CSV：先写明按什么读、列出前几行，勾选核对后才能按导入；手机上不横向滚动', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/working-calendar`);
  await page.getByRole('button', { name: '导入放假通知' }).click();
  const form = page.getByRole('region', { name: '导入放假通知' });
  await form.getByLabel('文号（必填）').fill('国办发明电〔2026〕995号');
  await form.getByLabel('发布日期（必填）').fill('2026-11-20');
  const buffer = Buffer.from(encodeGb18030('日期,安排,名称\r\n2027-01-01,放假,元旦\r\n'));
  await form.getByLabel('选择放假安排表').setInputFiles({ name: '放假.csv', mimeType: 'text/csv', buffer });
  const reading = form.getByRole('region', { name: '文件的读法' });
  await reading.getByText('按 GB18030 编码、逗号分隔读取；前 2 行：').waitFor();
  await reading.getByText('2027-01-01,放假,元旦').waitFor();
  const load = form.getByRole('button', { name: '导入', exact: true });
  await expect.poll(() => load.isDisabled()).toBe(true);
  await reading.getByRole('checkbox').check();
  await expect.poll(() => load.isEnabled()).toBe(true);
  expect(await overflowsSideways(page)).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await closeClean();
});

test('手机上看工作日历、职责日历和提醒，不横向滚动', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await signIn(page, node.origin, 'office');
  for (const [path, words] of [
    ['/working-calendar', '国办发明电〔2025〕7号'],
    ['/duties', '回到今天'],
    ['/inbox', '全部标为已读'],
  ] as const) {
    await page.goto(`${node.origin}/console${path}`);
    await page.getByText(words).first().waitFor();
    expect(await overflowsSideways(page), path).toBe(false);
    expect(await seriousFindings(page), path).toEqual([]);
  }
  await closeClean();
});

test('断网时的提交存在本机，联网后自动提交一次', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone }, [/ERR_INTERNET_DISCONNECTED/]);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/inbox`);
  await page.getByText('邮件提醒（未设定）').click();
  await page.getByLabel('电子邮箱（必填）').fill('office@example.gov.cn');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已存在本机，联网后自动提交').waitFor();
  await page.getByText('有 1 项存在本机').waitFor();
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByText('设定邮件提醒：等待联网后提交').waitFor();
  await page.context().setOffline(false);
  await page.getByText('有 1 项存在本机').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('邮件提醒：即时提醒和每日汇总').waitFor();
  await closeClean();
});
