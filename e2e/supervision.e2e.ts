import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { startNode } from './running-node.ts';
import type { RunningNode } from './running-node.ts';
import { signedInHeaders, signIn } from './sign-in.ts';
import type { DemoWho } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;
beforeAll(async () => {
  node = await startNode();
  browser = await openChrome();
});
afterAll(async () => {
  await browser?.close();
  await node?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}
/** A failed journey is walked once more, on the same node. */
let walk = 0;
/** A working day of this year whose notice is published. */
const dueOn = '2026-12-30';

async function asSomebody(page: Page, who: DemoWho, path: string): Promise<void> {
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console${path}`);
}
async function pick(page: Page, label: string, words: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: label });
  await box.fill(words);
  await page.locator('.ant-select-item-option', { hasText: words }).first().click();
}
/** Opens the form of an act, fills it, sends it, waits until it is gone. */
async function act(page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => dialog.count()).toBe(0);
}
/** Label of the field, or word of the button, that has the keyboard. */
const focusedName = (page: Page): Promise<string> => page.evaluate<string>("(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim() ?? ''");
const stateOf = (page: Page) => page.locator('.supervision-facts dd').first().textContent();

describe('督办单', () => {
  test('立项、送审、审定、签收、反馈：每个人只看到自己能办的；手机上也能办', async () => {
    // The console names the refused proposal.
    const { page, closeClean } = await openPage(browser, {}, [/422/]);
    walk += 1;
    const title = `清理浍河沿岸垃圾第${walk}段`;
    await asSomebody(page, 'supervisor', '/orders');
    await page.getByRole('button', { name: '督办立项' }).click();
    const dialog = page.getByRole('dialog', { name: '督办立项' });
    await expect.poll(() => focusedName(page)).toBe('事项');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page)).toBe('督办立项');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '立项', exact: true }).click();
    await expect.poll(() => dialog.getByTestId('problem').textContent()).toContain('事项');
    await expectAccessible(page);
    await dialog.getByLabel('事项', { exact: true }).fill(title);
    await dialog.getByLabel('办理要求').fill('完成沿岸垃圾清理');
    await dialog.getByLabel('完成标准').fill('经现场核验无积存垃圾');
    await pick(page, '牵头单位', '演示一局');
    await dialog.getByLabel('办理时限').fill(dueOn);
    await dialog.getByRole('button', { name: '立项', exact: true }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    const path = new URL(page.url()).pathname.replace('/console', '');
    await act(page, '送审', async (form) => form.getByLabel('说明').fill('请审定'));
    await expect.poll(() => stateOf(page)).toContain('待审定');
    await expectAccessible(page);

    await asSomebody(page, 'office', path);
    await act(page, '审定交办', async (form) => form.getByLabel('说明').fill('同意'));
    await expect.poll(() => stateOf(page)).toContain('已交办');
    await expect.poll(() => page.locator('.page-note').textContent()).toMatch(/〔2026〕\d+号/);
    await asSomebody(page, 'office', '/orders');
    await page.getByRole('searchbox', { name: '查找督办单' }).fill(title);
    await expect.poll(() => page.getByRole('row').filter({ hasText: title }).count()).toBe(1);
    await expectAccessible(page);
    await closeClean();

    const mobile = await openPage(browser, { viewport: phone });
    await asSomebody(mobile.page, 'unit-a-liaison', path);
    await mobile.page.getByRole('button', { name: '签收', exact: true }).first().click();
    await pick(mobile.page, '责任人', '演示一局填报人');
    await mobile.page.getByRole('dialog').getByRole('button', { name: '签收', exact: true }).click();
    await expect.poll(() => stateOf(mobile.page)).toContain('办理中');
    await act(mobile.page, '阶段反馈', async (form) => form.getByLabel('说明').fill('已清理三公里'));
    await expect.poll(() => mobile.page.locator('.entry-list').textContent()).toContain('已清理三公里');
    await expectAccessible(mobile.page);
    await mobile.closeClean();
  });
});

describe('会场投屏', () => {
  test('键盘翻页，按 D 记下任务类决定；缺牵头单位时说明缺什么', async () => {
    const send = async (method: string, path: string, body: unknown): Promise<unknown> => {
      const headers = { ...(await signedInHeaders(node.origin, 'office')), 'content-type': 'application/json' };
      const reply = await fetch(`${node.origin}/api${path}`, { method, headers, body: JSON.stringify(body) });
      if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
      return reply.json();
    };
    type Shown = { meetingId: string; revision: number; items: { memberId: string }[] };
    const { items } = (await send('POST', '/leading-group/members', { name: '演示组长', post: '演示县长', role: 'leader', fromOn: '2026-01-01', source: '演示文件' })) as Shown;
    let meeting = (await send('POST', '/meetings', { title: '演示领导小组会议', heldOn: '2026-12-30', place: '一号会议室' })) as Shown;
    const at = `/meetings/${meeting.meetingId}`;
    await send('POST', `${at}/items`, { title: '研究演示泵站用地', page: '用地指标未落实。', reason: '演示' });
    const step = async (action: string) => {
      meeting = (await send('POST', `${at}/acts`, { action, revision: meeting.revision })) as Shown;
    };
    await step('collect');
    await step('freeze');
    await send('PUT', `${at}/attendance/${items[0]?.memberId}`, { presence: 'present' });
    await step('hold');

    const { page, closeClean } = await openPage(browser, {}, [/422/]);
    await asSomebody(page, 'office', `/meetings/${meeting.meetingId}/screen`);
    const screen = page.getByTestId('meeting-screen');
    await expect.poll(() => screen.textContent()).toContain('以往决定的落实');
    await expectAccessible(page);
    const heading = screen.getByRole('heading', { level: 2 });
    await page.keyboard.press('ArrowRight');
    // The list of projects of the quarter comes onto the agenda by itself and stands before the matter that was added.
    await expect.poll(() => heading.textContent()).toContain('项目清单');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => heading.textContent()).toBe('研究演示泵站用地');
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: '记下决定' });
    await dialog.getByLabel('决定内容').press('Control+Enter');
    await expect.poll(() => dialog.getByTestId('problem').textContent()).toContain('牵头单位、办理时限、完成标准');
    await pick(page, '牵头单位', '演示二局');
    await dialog.getByLabel('办理时限').fill(dueOn);
    await dialog.getByLabel('完成标准').fill('取得用地批复');
    await dialog.getByLabel('完成标准').press('Control+Enter');
    await expect.poll(() => dialog.count()).toBe(0);
    await expect.poll(() => screen.textContent()).toContain('任务：研究演示泵站用地（演示二局，2026-12-30）');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('演示领导小组会议');
    await expectAccessible(page);
    await closeClean();
  });
});
