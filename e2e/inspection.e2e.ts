import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gpsJpeg } from '../tests/harness/sample-pictures.ts';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { startClockedNode } from './clocked-node.ts';
import type { ClockedNode } from './clocked-node.ts';
import { signedInHeaders, signIn } from './sign-in.ts';
import type { DemoWho } from './sign-in.ts';

/** A Tuesday. The clock of the browser is that of the node: a visit cannot be ahead of it. */
const morning = '2026-03-03T09:00:00+08:00';
let node: ClockedNode;
let browser: Browser;
beforeAll(async () => {
  node = await startClockedNode(morning);
  browser = await openChrome();
});
afterAll(async () => {
  await browser?.close();
  await node?.close();
});

/** A failed journey is walked once more, on the same node; a unit is not visited twice on one matter. */
let walk = 0;

async function asSomebody(page: Page, who: DemoWho, path: string): Promise<void> {
  await page.clock.setFixedTime(new Date(morning));
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console${path}`);
}
/** The list that is open; one that is on its way out is waited for, its options cannot be pressed. */
const optionsOf = (page: Page) => page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
async function pick(page: Page, label: string, words: string): Promise<void> {
  await expect.poll(() => page.locator('.ant-select-dropdown:visible').count(), { timeout: 30_000 }).toBe(0);
  const box = page.getByRole('dialog').getByRole('combobox', { name: label });
  await box.click();
  if (await box.isEditable()) await box.fill(words);
  await optionsOf(page).filter({ hasText: words }).first().click();
}
/** Opens the form of an act, fills it, sends it, waits until it is gone. */
async function act(page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => dialog.count()).toBe(0);
}
const expectState = (page: Page, words: string) => expect.poll(() => page.locator('.supervision-facts dd').first().textContent()).toContain(words);
async function expectAccessible(page: Page): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}

/** A task of the person's unit, as its option reads. */
async function taskOf(who: DemoWho): Promise<string> {
  const reply = await fetch(`${node.origin}/api/tasks?limit=1`, { headers: await signedInHeaders(node.origin, who) });
  const { items } = (await reply.json()) as { items: readonly { readonly code: string }[] };
  return items[0]?.code ?? '没有任务';
}

/** A picture as a phone keeps it: its own time is when it was taken. */
function picture(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'luoshi-photo-')), 'scene.jpg');
  writeFileSync(path, gpsJpeg(walk));
  const taken = new Date(morning);
  utimesSync(path, taken, taken);
  return path;
}

describe('督查检查', () => {
  test('安排、通知、手机到场断网记录、认定、整改、另一人复查后关闭', async () => {
    walk += 1;
    const subject = `河道保洁现场第${walk}次`;
    const { page, closeClean } = await openPage(browser, {}, [/409/]);
    await asSomebody(page, 'supervisor', '/inspections');
    await page.getByRole('button', { name: '安排检查' }).click();
    const dialog = page.getByRole('dialog', { name: '安排检查' });
    await pick(page, '被查单位', '演示一局');
    await dialog.getByLabel('检查事项').fill(subject);
    await pick(page, '对应任务', await taskOf('unit-a-liaison'));
    await dialog.getByLabel('检查日').fill('2026-03-03');
    await pick(page, '检查组成员一', '督查员');
    await pick(page, '检查组成员二', '核验员');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '安排', exact: true }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(subject);
    const path = new URL(page.url()).pathname.replace('/console', '');
    await act(page, '通知单位', async () => undefined);
    await expectState(page, '已通知');
    await expectAccessible(page);
    await closeClean();

    // On the spot: arrived, then no signal; what is noted waits on the phone and goes out by itself.
    const spot = await openPage(browser, { viewport: phone, geolocation: { latitude: 33.31, longitude: 117.31 }, permissions: ['geolocation'] }, [
      /ERR_INTERNET_DISCONNECTED/,
      /Failed to fetch/,
    ]);
    await asSomebody(spot.page, 'supervisor', path);
    await act(spot.page, '到场', async (form) => form.getByLabel('地点').fill('浍河大桥下'));
    await expect.poll(() => spot.page.getByRole('region', { name: '登记现场发现' }).count()).toBe(1);
    await expectAccessible(spot.page);
    await spot.page.context().setOffline(true);
    await spot.page.getByLabel('发现的问题').fill('桥下堆放垃圾两处');
    await spot.page.locator('.scene-camera input').setInputFiles(picture());
    await spot.page.getByRole('button', { name: '登记', exact: true }).click();
    await expect.poll(() => spot.page.getByText('没有网络，已存在本机').count()).toBe(1);
    await spot.page.context().setOffline(false);
    await expect
      .poll(async () => {
        await spot.page.goto(`${node.origin}/console${path}`);
        await spot.page.getByRole('heading', { level: 1 }).waitFor();
        return spot.page.locator('.scene-findings img').count();
      })
      .toBe(1);
    await act(spot.page, '完成现场记录', async () => undefined);
    await spot.page.getByRole('button', { name: '认定', exact: true }).click();
    await pick(spot.page, '认定', '部分属实');
    await spot.page.getByRole('dialog').getByLabel('依据').fill('保洁频次属实，仍有积存');
    await spot.page.getByRole('dialog').getByRole('button', { name: '认定', exact: true }).click();
    await expectState(spot.page, '已认定');
    await act(spot.page, '要求整改', async (form) => form.getByLabel('整改要求').fill('三日内清运'));
    await expectState(spot.page, '整改中');
    await spot.closeClean();

    const unit = await openPage(browser, { viewport: phone });
    await asSomebody(unit.page, 'unit-a-liaison', '/');
    await expect.poll(() => unit.page.getByRole('region', { name: '督查检查' }).textContent()).toContain(subject);
    await unit.page.goto(`${node.origin}/console${path}`);
    await act(unit.page, '报告整改', async (form) => form.getByLabel('整改情况').fill('已清运两处'));
    await expectState(unit.page, '待复查');
    await expectAccessible(unit.page);
    await unit.closeClean();

    const again = await openPage(browser);
    await asSomebody(again.page, 'supervisor', path);
    await expect.poll(() => again.page.getByRole('button', { name: '复查通过' }).getAttribute('aria-disabled')).toBe('true');
    await asSomebody(again.page, 'verifier', path);
    await act(again.page, '复查通过', async (form) => form.getByLabel('说明').fill('现场复查，已清运'));
    await expectState(again.page, '已关闭');
    await expectAccessible(again.page);
    await asSomebody(again.page, 'verifier', '/inspections?standing=all');
    await expect.poll(() => again.page.locator('tr[aria-current="true"]').count()).toBe(1);
    await again.page.keyboard.press('x');
    await expect.poll(() => again.page.getByRole('checkbox', { name: /^选择/ }).first().isChecked()).toBe(true);
    await again.page.keyboard.press('Enter');
    await expect.poll(() => again.page.url()).toContain(path);
    await asSomebody(again.page, 'office', '/inspection-plans/2026');
    await expect.poll(() => again.page.getByRole('row').filter({ hasText: '演示一局' }).count()).toBe(1);
    await expectAccessible(again.page);
    await again.closeClean();
  }, 240_000);

  test('职责日历：承担的岗位登记完成，登记错了写明理由撤回', async () => {
    const { page, closeClean } = await openPage(browser);
    await asSomebody(page, 'dispatcher', '/duties?month=2026-03&mine=yes');
    const chip = page.getByRole('button', { name: /^科技成果路演展示对接/ });
    await chip.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('文件或凭据').fill('路演通知〔2026〕1号');
    await dialog.getByLabel('完成日期').fill('2026-03-02');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '登记完成' }).click();
    await expect.poll(() => chip.textContent()).toContain('按时办结');
    await chip.click();
    await expect.poll(() => dialog.textContent()).toContain('路演通知〔2026〕1号');
    await dialog.getByLabel('理由').fill('通知还没有印发');
    await dialog.getByRole('button', { name: '撤回登记' }).click();
    await expect.poll(() => chip.textContent()).toContain('办理中');
    await closeClean();
  }, 120_000);
});
