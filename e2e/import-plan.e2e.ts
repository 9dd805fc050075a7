import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { focusedText, openChrome, openPage } from './chrome.ts';
import { guzhen } from './guzhen.ts';
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

const title = '河湾镇便民服务提升方案';
const planText = (lastMeasure: string): string =>
  [
    title,
    '一、总体要求',
    '让群众少跑路。',
    '二、重点任务',
    '(一)办事更近',
    '1.建好服务点。每村设一个点。(1)配齐设备。年内配齐一体机。(2)培训人员。每季度培训一次。',
    `2.优化流程。(3)${lastMeasure}`,
    '',
  ].join('\n');
const asFile = (name: string, content: string | Uint8Array) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

const planCount = async (): Promise<number> => ((await (await fetch(`${node.origin}/api/plans`)).json()) as { total: number }).total;

const openImport = async (page: Page): Promise<void> => {
  await page.goto(`${node.origin}/console/plans`);
  await page.getByRole('button', { name: '导入方案' }).click();
  await page.getByRole('heading', { level: 1, name: '导入方案' }).waitFor();
};
const chooseFile = (page: Page, file: ReturnType<typeof asFile>): Promise<void> => page.getByLabel('选择方案文件').setInputFiles(file);

test('先预览后保存：预览不入库，保存后打开新方案', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  const before = await planCount();
  await openImport(page);
  await chooseFile(page, asFile('河湾.txt', planText('减少材料。')));
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  expect(await page.getByTestId('outcome').textContent()).toContain('新方案');
  expect(await page.getByTestId('counts').textContent()).toContain('3 举措');
  await page.getByRole('treeitem').filter({ hasText: '办事更近' }).click();
  expect(await page.getByTestId('highlight').textContent()).toBe('(一)办事更近');
  expect(await planCount()).toBe(before);

  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.getByTestId('measure-count').textContent()).toBe('3条举措');
  expect(await planCount()).toBe(before + 1);
  await closeClean();
});

test('同一份文本再导入：说明已导入过，不能再保存，可打开原来的', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await openImport(page);
  await chooseFile(page, asFile('又一次.txt', guzhen.text));
  expect(await page.getByTestId('outcome').textContent()).toContain('已经导入过');
  const save = page.getByRole('button', { name: '保存' });
  expect(await save.getAttribute('aria-disabled')).toBe('true');
  const before = await planCount();
  await save.click({ force: true });
  await save.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /打开《/ }).click();
  await page.getByRole('heading', { level: 1, name: guzhen.title }).waitFor();
  expect(await planCount()).toBe(before);
  await closeClean();
});

test('同名方案改了字：成为第2版，可在版本间切换', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await openImport(page);
  await chooseFile(page, asFile('河湾二.txt', planText('减少材料和环节。')));
  expect(await page.getByTestId('outcome').textContent()).toContain('第2版');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const text = page.getByRole('region', { name: '原文', exact: true });
  await text.getByText('减少材料和环节。').waitFor();
  await page.getByRole('combobox', { name: '版本' }).click();
  await page.getByText(/^第1版/).click();
  await text.getByText('减少材料。').waitFor();
  await closeClean();
});

test('读不懂的文件：在一处显示服务器的说明，可改选文件或放弃', async () => {
  const { page, closeClean } = await openPage(browser, {}, [/Failed to load resource/]);
  await signIn(page, node.origin, 'office');
  await openImport(page);
  const [refused] = await Promise.all([
    page.waitForResponse(/previews$/),
    chooseFile(
      page,
      asFile(
        '坏.txt',
        Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
      ),
    ),
  ]);
  const { detail } = (await refused.json()) as { detail: string };
  expect(refused.status()).toBeGreaterThanOrEqual(400);
  expect(detail).toMatch(/[一-鿿]/);
  expect(await page.getByTestId('problem').textContent()).toContain(detail);
  expect(await page.getByTestId('problem').count()).toBe(1);

  const [empty] = await Promise.all([page.waitForResponse(/previews$/), chooseFile(page, asFile('空.txt', ''))]);
  await page.getByText(((await empty.json()) as { detail: string }).detail).waitFor();

  await chooseFile(page, asFile('好.txt', planText('第三份。')));
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  expect(await page.getByTestId('problem').count()).toBe(0);
  await page.getByRole('button', { name: '放弃' }).click();
  await page.getByLabel('选择方案文件').waitFor({ state: 'attached' });
  await closeClean();
});

test('只用键盘导入：打开选择框、到保存、确认', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await openImport(page);
  const input = page.getByLabel('选择方案文件');
  // The page may still replace the field while it settles: the key is pressed once the field at hand has the focus.
  await expect.poll(() => input.focus().then(() => page.evaluate<boolean>("document.activeElement?.matches('input[type=file]')"))).toBe(true);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), input.press('Enter')]);
  await chooser.setFiles(asFile('键盘.txt', planText('键盘也能办。').replace(title, '键盘导入方案')));
  await page.getByRole('heading', { level: 2, name: '键盘导入方案' }).waitFor();
  expect(await focusedText(page)).toBe('键盘导入方案');
  await page.keyboard.press('Tab');
  expect(await focusedText(page)).toBe('保存');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '键盘导入方案' }).waitFor();
  await closeClean();
});

test('拖放文件与选择文件相同', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await openImport(page);
  const text = planText('拖进来。').replace(title, '拖放导入方案');
  const dropped = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(text)}], '拖放.txt', { type: 'text/plain' }));
    return data;
  })()`);
  await page.getByTestId('file-drop').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByRole('heading', { level: 2, name: '拖放导入方案' }).waitFor();
  await closeClean();
});
