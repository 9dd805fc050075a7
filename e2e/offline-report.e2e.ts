import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, phone, seriousFindings } from './chrome.ts';
import { type ClockedNode, startClockedNode } from './clocked-node.ts';
import { signIn } from './sign-in.ts';

let node: ClockedNode;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  [node, browser] = await Promise.all([startClockedNode('2026-11-02T09:00:00+08:00'), openChrome()]);
  folder = mkdtempSync(join(tmpdir(), 'luoshi-photo-'));
});
afterAll(async () => {
  await browser?.close();
  await node?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Debt {
  readonly roundId: string;
  readonly assignmentId: string;
  readonly title: string;
  readonly standing: string;
  readonly canSayNoChange: boolean;
}

/** One pixel, taken on 30 October: the time of the file is the time of the camera. */
function photoFile(name: string): string {
  const path = join(folder, name);
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  writeFileSync(path, Buffer.from(pixel, 'base64'));
  const taken = 1_793_340_000;
  utimesSync(path, taken, taken);
  return path;
}

const read = async (page: Page, path: string): Promise<never> => (await (await page.context().request.get(`${node.origin}${path}`)).json()) as never;
const waitingDebts = async (page: Page): Promise<readonly Debt[]> => ((await read(page, '/api/debts?standing=waiting&limit=100')) as { items: readonly Debt[] }).items;
const formOf = (
  page: Page,
  { roundId, assignmentId }: Debt,
): Promise<{ report: { state: string; revision: number; content: Record<string, unknown> } | null; photos: readonly object[] }> =>
  read(page, `/api/rounds/${roundId}/debts/${assignmentId}`);
const address = ({ roundId, assignmentId }: Debt): string => `/console/rounds/${roundId}/debts/${assignmentId}`;
const linkTo = (page: Page, debt: Debt) => page.locator(`a[href^="${address(debt)}"]`);
const form = (page: Page) => page.getByRole('form', { name: '填报' });

/** Within the console, as a person goes: pages that were opened before stay readable without a network. */
async function openFromList(page: Page, debt: Debt): Promise<void> {
  await page.getByRole('link', { name: '应报', exact: true }).first().click();
  await linkTo(page, debt).click();
  await form(page).waitFor();
}

const place = { permissions: ['geolocation'], geolocation: { latitude: 33.3176, longitude: 117.3169 } };
const dead = [/ERR_INTERNET_DISCONNECTED/];

test('断网时两份填报和一张带时间地点的照片存在本机，各是各的；联网后照片先传、填报后交，各交一次', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone, ...place }, dead);
  await signIn(page, node.origin, 'unit-a-reporter');
  await page.goto(`${node.origin}/console/my-debts?standing=waiting`);
  const debts = await waitingDebts(page);
  const withNode = debts.find(({ canSayNoChange }) => !canSayNoChange) as Debt;
  const other = debts.find(({ canSayNoChange }) => canSayNoChange) as Debt;
  await openFromList(page, withNode);
  await openFromList(page, other);
  await page.context().setOffline(true);
  await page.getByLabel('本期进展').fill('断网时写的第一份：完成阶段验收。');
  await page.getByRole('button', { name: /^提交/ }).click();
  await page.getByText('有 1 项存在本机').waitFor();

  await linkTo(page, withNode).click();
  await form(page).waitFor();
  await page.getByRole('region', { name: '节点' }).getByRole('checkbox').first().check();
  await page.getByLabel('拍照或选择照片').setInputFiles(photoFile('现场.png'));
  await page.getByText('照片（含时间、地点）已存在本机，联网后自动上传').waitFor();
  await page.getByRole('img', { name: '佐证照片（存在本机）' }).waitFor();
  await page.getByLabel('本期进展').fill('断网时写的第二份：节点完成，照片为证。');
  await page.getByRole('button', { name: /^提交/ }).click();
  await page.getByText('有 3 项存在本机').waitFor();

  await page.context().setOffline(false);
  await page.getByText(/项存在本机/).waitFor({ state: 'detached' });
  for (const debt of [withNode, other]) {
    const { report } = await formOf(page, debt);
    expect(report).toMatchObject({ state: 'signing', revision: 1 });
  }
  const { report, photos } = await formOf(page, withNode);
  expect(report?.content).toMatchObject({ done: '断网时写的第二份：节点完成，照片为证。', claims: [{ photoIds: [expect.any(String)] }] });
  expect(photos).toHaveLength(1);
  await page.goto(`${node.origin}${address(withNode)}`);
  await page.getByRole('img', { name: '佐证照片' }).waitFor();
  await closeClean();
});

test('没有地点的照片当场不收，告诉怎样办；填了一半的几份表各自留着，清单上标明', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await signIn(page, node.origin, 'unit-a-reporter');
  await page.goto(`${node.origin}/console/my-debts?standing=waiting`);
  const debts = await waitingDebts(page);
  const withNode = debts.find(({ canSayNoChange }) => !canSayNoChange) as Debt;
  const other = debts.find(({ canSayNoChange }) => canSayNoChange) as Debt;
  await openFromList(page, withNode);
  await page.getByRole('region', { name: '节点' }).getByRole('checkbox').first().check();
  await page.getByLabel('拍照或选择照片').setInputFiles(photoFile('无地点.png'));
  await page.getByRole('alert').getByText('请打开手机定位、允许本页使用位置后重拍').waitFor();
  expect(await page.getByRole('img', { name: /佐证照片/ }).count()).toBe(0);
  await page.getByLabel('本期进展').fill('写了一半的甲');
  await openFromList(page, other);
  await page.getByLabel('本期进展').fill('写了一半的乙');
  await page.goto(`${node.origin}/console/my-debts?standing=waiting`);
  await expect.poll(() => page.getByText('本机有未发出的草稿').count()).toBe(2);
  for (const [debt, text] of [
    [withNode, '写了一半的甲'],
    [other, '写了一半的乙'],
  ] as const) {
    await page.goto(`${node.origin}${address(debt)}`);
    await form(page).waitFor();
    expect(await page.getByLabel('本期进展').inputValue()).toBe(text);
  }
  await closeClean();
});

test('两人同时填同一项：后存的人看到差别，没有改的直接采用，都改了的逐处选择，合并后保存', async () => {
  const conflict = [/status of 409/];
  const [first, second] = [await openPage(browser), await openPage(browser, { viewport: desktop }, conflict)];
  await signIn(first.page, node.origin, 'unit-a-liaison');
  await signIn(second.page, node.origin, 'unit-a-reporter');
  const debt = (await waitingDebts(first.page)).findLast(({ canSayNoChange }) => canSayNoChange) as Debt;
  for (const { page } of [first, second]) {
    await page.goto(`${node.origin}${address(debt)}`);
    await form(page).waitFor();
  }
  await first.page.getByLabel('本期进展').fill('联络员写的进展');
  await first.page.getByLabel('下期打算').fill('联络员写的打算');
  await first.page.getByRole('button', { name: '保存草稿' }).click();
  await expect.poll(async () => (await formOf(first.page, debt)).report?.revision).toBe(1);

  const { page } = second;
  await page.getByLabel('本期进展').fill('填报人写的进展');
  await page.getByRole('button', { name: '保存草稿' }).click();
  const merge = page.getByRole('region', { name: '合并' });
  await merge.getByText('对方改为「联络员写的进展」，您改为「填报人写的进展」，请选择').waitFor();
  await merge.getByText('对方改为「联络员写的打算」，您没有改，可以直接采用').waitFor();
  expect(await merge.getByRole('button', { name: '合并后继续' }).isDisabled()).toBe(true);
  await merge.getByRole('group', { name: '本期进展' }).getByLabel('用我的').check();
  expect(await seriousFindings(page)).toEqual([]);
  await merge.getByRole('button', { name: '合并后继续' }).click();
  expect(await page.getByLabel('下期打算').inputValue()).toBe('联络员写的打算');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect.poll(async () => (await formOf(page, debt)).report).toMatchObject({ revision: 2, content: { done: '填报人写的进展', next: '联络员写的打算' } });
  await first.closeClean();
  await second.closeClean();
});

test('封账后：单位申请解锁，办公室另一岗位批准，单位更正、审核员核定；看板上留着申请、决定和期限，原版仍在', async () => {
  const unit = await openPage(browser, { viewport: desktop });
  await signIn(unit.page, node.origin, 'unit-a-head');
  const [inHand] = ((await read(unit.page, '/api/debts?standing=in-hand&limit=100')) as { items: readonly Debt[] }).items;
  const debt = inHand as Debt;
  await node.moveTo('2026-11-11T09:00:00+08:00');
  // Nine days later nobody is signed in any more.
  await signIn(unit.page, node.origin, 'unit-a-head');
  await unit.page.goto(`${node.origin}${address(debt)}`);
  expect((await formOf(unit.page, debt)).report?.state).toBe('unapproved');

  await unit.page.goto(`${node.origin}/console/rounds/${debt.roundId}`);
  await unit.page.getByRole('button', { name: '申请解锁' }).click();
  const asking = unit.page.getByRole('dialog', { name: '申请解锁' });
  await asking.getByLabel('范围').selectOption(debt.assignmentId);
  await asking.getByLabel('理由').fill('进展漏写一处，有验收单为据');
  await asking.getByRole('button', { name: '提出申请' }).click();
  await unit.page.getByRole('region', { name: '解锁申请' }).getByText('进展漏写一处，有验收单为据。待决定').waitFor();

  const office = await openPage(browser, { viewport: desktop });
  await signIn(office.page, node.origin, 'office');
  await office.page.goto(`${node.origin}/console/rounds/${debt.roundId}`);
  await office.page.getByRole('region', { name: '解锁申请' }).getByRole('button', { name: '决定' }).click();
  const deciding = office.page.getByRole('dialog', { name: '决定解锁' });
  await deciding.getByLabel('理由').fill('同意更正');
  await deciding.getByRole('button', { name: '决定' }).click();
  await office.page.getByText(/已批准，2026-11-25 前可以更正（同意更正）/).waitFor();

  await unit.page.goto(`${node.origin}${address(debt)}`);
  await unit.page.getByRole('button', { name: '更正' }).click();
  const correcting = unit.page.getByRole('dialog', { name: '更正' });
  await correcting.getByLabel('更正后的本期进展').fill('更正：补写验收一处。');
  await correcting.getByLabel('说明').fill('漏写');
  await correcting.getByRole('button', { name: '更正' }).click();
  await expect.poll(async () => (await formOf(unit.page, debt)).report?.state).toBe('correcting');

  const reviewer = await openPage(browser, { viewport: desktop });
  await signIn(reviewer.page, node.origin, 'reviewer');
  await reviewer.page.goto(`${node.origin}${address(debt)}`);
  await reviewer.page.getByRole('button', { name: '核定更正' }).click();
  await expect.poll(async () => (await formOf(reviewer.page, debt)).report).toMatchObject({ state: 'locked', content: { done: '更正：补写验收一处。' } });
  await reviewer.page.getByRole('region', { name: '经过' }).getByText(/更正/).first().waitFor();
  for (const { closeClean } of [unit, office, reviewer]) await closeClean();
});
