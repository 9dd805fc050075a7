import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, focusedRole, focusedText, openChrome, openPage, overflowsSideways, phone } from './chrome.ts';
import { guzhen, lastMeasureOfLine, openGuzhen } from './guzhen.ts';
import { type RunningNode, startNode } from './running-node.ts';

let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const highlight = (page: Page): Locator => page.getByTestId('highlight');
const measure = (page: Page, label: string): Locator => page.getByRole('treeitem').filter({ hasText: label });

/** Whether the element lies inside the visible part of the pane of the original text. */
const isInTextPane = async (page: Page, element: Locator): Promise<boolean> => {
  const [box, pane] = await Promise.all([element.first().boundingBox(), page.getByRole('region', { name: '原文', exact: true }).boundingBox()]);
  return box !== null && pane !== null && box.y >= pane.y && box.y < pane.y + pane.height;
};

test('全新数据库启动后：列表有固镇方案，77条举措、15个专栏；点(61)，原文高亮', async () => {
  const { page, closeClean } = await openPage(browser);
  await page.goto(`${node.origin}/console/`);
  const row = page.getByRole('row').filter({ hasText: guzhen.title });
  await row.waitFor();
  expect(await row.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining([String(guzhen.measures), String(guzhen.boxes)]));

  await row.getByRole('link').click();
  expect(await page.getByTestId('measure-count').textContent()).toBe(`${guzhen.measures}条举措`);
  expect(await page.getByTestId('box-count').textContent()).toBe(`${guzhen.boxes}个专栏`);

  await page.getByRole('button', { name: '全部展开' }).click();
  await page.getByRole('tree').focus();
  // Only the rows in view are in the document: page through the tree as a user does.
  for (let pages = 0; pages < 60 && (await measure(page, '(61)').count()) === 0; pages += 1) await page.keyboard.press('PageDown');
  await measure(page, '(61)').click();
  await highlight(page).waitFor();
  expect(await highlight(page).textContent()).toBe(lastMeasureOfLine('(61)'));
  await expect.poll(() => isInTextPane(page, highlight(page))).toBe(true);
  expect(await page.getByTestId('details').getByRole('heading', { level: 2 }).textContent()).toContain('(61)');
  await closeClean();
});

test('直达链接打开同一处；复制框里的链接就是它；这一版没有的编号有说明', async () => {
  const { page, closeClean } = await openPage(browser);
  await openGuzhen(page, node.origin);
  await page.getByLabel('在原文中查找').fill(lastMeasureOfLine('(61)').slice(4, 14));
  await page.getByRole('list', { name: '查找结果' }).getByRole('button').first().click();
  await highlight(page).waitFor();
  const link = await page.getByLabel('本条链接').inputValue();
  expect(link).toMatch(/\?node=p\d+\.s\d+\.t\d+\.m61$/);

  await page.goto(link);
  await highlight(page).waitFor();
  expect(await highlight(page).textContent()).toBe(lastMeasureOfLine('(61)'));
  await expect.poll(() => isInTextPane(page, highlight(page))).toBe(true);
  expect(await measure(page, '(61)').getAttribute('aria-selected')).toBe('true');

  await page.goto(link.replace(/node=.*/, 'node=p9.s9'));
  await page.getByText('这一版里没有编号为「p9.s9」的条目').waitFor();
  await closeClean();
});

test('点原文选中最内层条目，浏览器后退回到上一处', async () => {
  const { page, closeClean } = await openPage(browser);
  await openGuzhen(page, node.origin);
  const words = page.getByRole('region', { name: '原文', exact: true });
  await words.getByText('(一)指导思想').click();
  await expect.poll(() => highlight(page).textContent()).toBe('(一)指导思想');
  await words.getByText('(二)基本原则').click();
  await expect.poll(() => highlight(page).textContent()).toBe('(二)基本原则');
  await page.goBack();
  await expect.poll(() => highlight(page).textContent()).toBe('(一)指导思想');
  await closeClean();
});

test('查找：计数、回车到下一处、Shift+回车回上一处；没有命中时说明', async () => {
  const { page, closeClean } = await openPage(browser);
  await openGuzhen(page, node.origin);
  const words = '长三角';
  const places = guzhen.text.split(words).length - 1;
  const box = page.getByLabel('在原文中查找');
  await box.fill(words);
  const count = page.getByTestId('search-count');
  await expect.poll(() => count.textContent()).toContain(`${places} 处`);
  await box.press('Enter');
  await expect.poll(() => count.textContent()).toContain(`第 1 / ${places} 处`);
  expect(await page.getByTestId('focused').textContent()).toBe(words);
  await box.press('Enter');
  await expect.poll(() => count.textContent()).toContain('第 2 / ');
  await box.press('Shift+Enter');
  await expect.poll(() => count.textContent()).toContain('第 1 / ');
  await box.press('Shift+Enter');
  await expect.poll(() => count.textContent()).toContain(`第 ${places} / ${places} 处`);
  await expect.poll(() => isInTextPane(page, page.getByTestId('focused'))).toBe(true);
  // Pressed faster than the text can settle, it must still end at the right place.
  for (let presses = 0; presses < 40; presses += 1) await box.press('Enter');
  await expect.poll(() => count.textContent()).toContain('第 40 / ');
  await expect.poll(() => isInTextPane(page, page.getByTestId('focused'))).toBe(true);
  await box.fill('绝无此词');
  await page.getByText('原文中没有「绝无此词」').waitFor();
  await closeClean();
});

test('只用键盘：从列表进入方案，在目录中走到一条并选中', async () => {
  const { page, closeClean } = await openPage(browser);
  await page.goto(`${node.origin}/console/plans`);
  await page.getByRole('link', { name: guzhen.title }).waitFor();
  const tabTo = async (isThere: () => Promise<boolean>): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await isThere()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab 键到不了这里');
  };
  await tabTo(async () => (await focusedText(page)) === guzhen.title);
  await page.keyboard.press('Enter');
  await page.getByRole('tree').waitFor();
  await tabTo(async () => (await focusedRole(page)) === 'tree');
  await page.keyboard.press('Home');
  for (let downs = 0; downs < 3; downs += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => highlight(page).textContent()).toBe('(一)指导思想');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => highlight(page).textContent()).toBe('一、总体要求');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => page.getByRole('treeitem').filter({ hasText: '指导思想' }).count()).toBe(0);
  await closeClean();
});

test('下载的台账是 luoshi.plan/1，条数与页面一致', async () => {
  const { page, closeClean } = await openPage(browser);
  await openGuzhen(page, node.origin);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载台账' }).click()]);
  const ledger = JSON.parse(readFileSync(await download.path(), 'utf8')) as { schema: string; outline: { kind: string }[] };
  expect(ledger.schema).toBe('luoshi.plan/1');
  expect(ledger.outline.filter((each) => each.kind === 'measure').length).toBe(guzhen.measures);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  await closeClean();
});

test('打印视图含目录和全文，不带页面按钮', async () => {
  const { page, closeClean } = await openPage(browser);
  await openGuzhen(page, node.origin);
  await page.getByRole('link', { name: '打印视图' }).click();
  await page.getByRole('button', { name: '打印' }).waitFor();
  const printed = (await page.getByRole('region', { name: '原文' }).locator('p').allTextContents()).join('\n');
  expect(printed).toBe(
    guzhen.text
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .join('\n'),
  );
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0).toBeGreaterThan(8);
  await closeClean();
});

test('手机宽度：三栏变标签，选一条后看到原文，页面不横向滚动', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await openGuzhen(page, node.origin);
  expect(await overflowsSideways(page)).toBe(false);
  await page.getByRole('treeitem').filter({ hasText: '指导思想' }).click();
  await expect.poll(() => highlight(page).textContent()).toBe('(一)指导思想');
  await page.getByText('详情', { exact: true }).click();
  await page.getByTestId('details').waitFor();
  expect(await overflowsSideways(page)).toBe(false);
  await page.setViewportSize(desktop);
  await page.getByRole('tree').waitFor();
  await closeClean();
});
