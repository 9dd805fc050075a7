import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { signIn, signedInHeaders } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;
let planId: string;
let versions: string[];

const textOf = (goal: string, last: string): string =>
  [
    '临湖县数字政务行动方案',
    '一、总体要求',
    '(一)发展目标',
    goal,
    '二、重点任务',
    '(一)办事更近',
    '1.建好服务点。(1)配齐设备。每村设一个点。(2)培训人员。每季度培训一次。',
    last,
    '',
  ].join('\n');
const first = textOf('到2027年,网上办理率达到80%以上;办事点数量达到120个。', '2.优化流程。(3)精简材料。减少重复提交。');
const second = textOf('到2027年,网上办理率达到90%以上。', '2.优化流程。(3)精简材料。减少重复提交。');
const upper = textOf('到2027年,网上办理率达到95%以上。', '2.优化流程。(3)精简材料。全市统一。').replace('临湖县', '南江市');

const importText = async (text: string): Promise<{ planId: string; versionId: string }> => {
  const form = new FormData();
  form.append('file', new File([text], '方案.txt', { type: 'text/plain' }));
  const response = await fetch(`${node.origin}/api/plans/imports`, {
    method: 'POST',
    headers: { 'idempotency-key': crypto.randomUUID(), ...(await signedInHeaders(node.origin, 'office')) },
    body: form,
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { planId: string; versionId: string };
};

/** One opinion on a figure that changes in the second version, one on words that are gone there. */
const reviewFirst = async ({ planId: plan, versionId }: { planId: string; versionId: string }): Promise<void> => {
  const path = `${node.origin}/api/plans/${plan}/versions/${versionId}`;
  const { targets } = (await (await fetch(`${path}/ledger`)).json()) as { targets: { id: string; value: { text: string } }[] };
  const idOf = (words: string): string => targets.find((target) => target.value.text.includes(words))?.id ?? '';
  const note = '核对底稿';
  const body = {
    reviews: [
      { record: idOf('80%'), field: 'number', verdict: 'edited', to: '85', note, expectedLatest: null },
      { record: idOf('120个'), field: null, verdict: 'accepted', note: '', expectedLatest: null },
    ],
  };
  const response = await fetch(`${path}/reviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(await signedInHeaders(node.origin, 'office')) },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
};

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
  const one = await importText(first);
  await reviewFirst(one);
  const two = await importText(second);
  expect(two.planId).toBe(one.planId);
  planId = one.planId;
  versions = [one.versionId, two.versionId];
  await importText(upper);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const comparePath = (search = ''): string => `${node.origin}/console/plans/${planId}/compare?from=${versions[0]}&to=${versions[1]}${search}`;

test('比较两版：提高与删去各自列出，点一处，两边的字都亮起', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/plans`);
  await page.getByRole('link', { name: '临湖县数字政务行动方案' }).click();
  await page.getByRole('link', { name: '比较' }).click();
  await page.getByRole('button', { name: /^提高 1$/ }).click();
  await expect.poll(() => page.getByTestId('change-count').textContent()).toBe('1 处变化');
  await page.locator('.change .sentence-words').click();
  await expect.poll(async () => (await page.locator('.twin-cell.old .lit').allTextContents()).join('')).toContain('80%');
  await expect.poll(async () => (await page.locator('.twin-cell.new .lit').allTextContents()).join('')).toContain('90%');
  await page.getByRole('button', { name: /^删去 \d+$/ }).click();
  await page.locator('.change').filter({ hasText: '办事点' }).getByRole('button', { name: '看旧文' }).first().click();
  await expect.poll(async () => (await page.locator('.twin-cell.old .lit').allTextContents()).join('')).toContain('120个');
  expect(await page.locator('.twin-cell.new .lit').count()).toBe(0);
  await closeClean();
});

test('各种类的变化相加等于全部', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(comparePath());
  await page.locator('.change').first().waitFor();
  const [all = 0, ...kinds] = (await page.locator('.kind-chips button').allTextContents()).map((text) => Number(/\d+$/.exec(text.trim())?.[0]));
  expect(kinds.length).toBeGreaterThan(1);
  expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(all);
  await closeClean();
});

test('与上级方案对照：同一指标低于上级', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(comparePath('&view=cascade'));
  await page.getByRole('combobox', { name: '上级方案' }).click();
  await page.getByText('南江市数字政务行动方案（第1版）').last().click();
  const row = page.locator('.change').filter({ hasText: '网上办理率' });
  await row.first().waitFor();
  expect(await row.first().textContent()).toContain('低于上级');
  await closeClean();
});

test('上一版的意见：数值变了的要重新确认，原文没有了的如实列出；旧版不再接受意见', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(comparePath());
  await page.getByText('意见的去向').click();
  await page.getByTestId('merge-counts').waitFor();
  const figures = await page.getByTestId('merge-counts').locator('dd').allTextContents();
  expect(figures).toEqual(['0', '1', '1', '1']);
  const conflict = page.locator('.sentence').filter({ hasText: '需要重新确认' });
  expect(await conflict.textContent()).toContain('人工改为「85」，本版机器读作「90」');
  await conflict.getByRole('button', { name: '看本版记录' }).click();
  await page.getByRole('heading', { level: 1, name: /^审核：/ }).waitFor();
  await page.locator('.record-card.active').waitFor();

  await page.goto(`${node.origin}/console/plans/${planId}/versions/${versions[0]}/review`);
  await page.locator('.record-title').first().click();
  await page
    .getByText(/已经导入了第 2 版/)
    .first()
    .waitFor();
  expect(await page.locator('.record-card.active').getByRole('button', { name: '采纳' }).first().getAttribute('aria-disabled')).toBe('true');
  await closeClean();
});

test.each([
  ['桌面', desktop, ''],
  ['桌面，意见', desktop, '&view=reviews'],
  ['手机', phone, ''],
  ['桌面，上级', desktop, '&view=cascade'],
] as const)('无障碍检查没有严重问题，页面不横向滚动（%s）', async (_name, viewport, search) => {
  const { page, closeClean } = await openPage(browser, { viewport });
  await signIn(page, node.origin, 'office');
  await page.goto(comparePath(search));
  await page.locator('.change, .upper-select, .sentence').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
  await closeClean();
});
