import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { noFont, printedText, rareCharacters, rareNames, rareRegister, squeezed, surnames, tagged, unprinted, withoutGlyph } from './rare-names.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { type DemoWho, signedInHeaders, signIn } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;
let today: string;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
  const reply = await fetch(`${node.origin}/api/orgs`, { headers: await signedInHeaders(node.origin, 'office') });
  today = ((await reply.json()) as { on: string }).on;
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const unitIn = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(name) });
const detailOf = (page: Page) => page.getByRole('region', { name: '单位详情' });
const openUnits = async (page: Page, who: DemoWho): Promise<void> => {
  await signIn(page, node.origin, who);
  await page.goto(`${node.origin}/console/orgs`);
  await page.getByRole('tree', { name: '单位树' }).waitFor();
};

test('更名先核对影响再保存，沿革里留下理由；选更名前的日期看到旧名', async () => {
  const { page, closeClean } = await openPage(browser);
  await openUnits(page, 'system-admin');
  await unitIn(page, '演示四局').click();
  await detailOf(page).getByRole('button', { name: '更名', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /更名/ });
  await dialog.getByLabel('单位名称').fill('演示改名局');
  await dialog.getByLabel('理由').fill('机构改革演示');
  await dialog.getByRole('button', { name: '核对影响' }).click();
  await dialog.getByText('1 个单位的登记会变化').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '确认更名' }).click();
  await unitIn(page, '演示改名局').waitFor();
  await detailOf(page).getByText('机构改革演示').waitFor();
  await page.getByLabel('截至日期').fill('2025-12-31');
  await unitIn(page, '演示四局').waitFor();
  await closeClean();
});

test('只用键盘选择单位；查找时显示命中单位和它的上级', async () => {
  const { page, closeClean } = await openPage(browser);
  await openUnits(page, 'office');
  await page.getByLabel('查找单位').fill('综合股');
  await page.getByText('找到 1 个单位').waitFor();
  expect(await page.getByRole('treeitem').count()).toBe(3);
  await page.getByRole('tree', { name: '单位树' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await detailOf(page)
    .getByRole('heading', { name: /演示综合股/ })
    .waitFor();
  await closeClean();
});

test('合并：先看清岗位转到哪里，保存后岗位在并入单位；作废合并，岗位回来', async () => {
  const { page, closeClean } = await openPage(browser);
  await openUnits(page, 'system-admin');
  await unitIn(page, '演示二局').click();
  await detailOf(page).getByRole('button', { name: '合并', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /合并/ });
  await dialog.getByRole('combobox', { name: '并入单位' }).fill('演示园区');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: '演示园区' }).first().click();
  await dialog.getByLabel('理由').fill('区划调整演示');
  await dialog.getByRole('button', { name: '核对影响' }).click();
  await dialog.getByText(/个岗位、授权随之转移/).waitFor();
  await dialog.getByText(/演示二局主要领导·/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '确认合并' }).click();
  await detailOf(page).getByText('区划调整演示').waitFor();
  await detailOf(page).getByRole('button', { name: '更正这条记录' }).first().click();
  const correction = page.getByRole('dialog', { name: '更正登记有误的变更' });
  await correction.getByRole('checkbox', { name: /整条作废/ }).check();
  await correction.getByLabel('更正理由').fill('演示作废');
  await correction.getByRole('button', { name: '核对影响' }).click();
  await correction
    .getByText(/演示园区 → 演示二局/)
    .first()
    .waitFor();
  await correction.getByRole('button', { name: '作废这条记录' }).click();
  await unitIn(page, '演示二局').waitFor();
  await closeClean();
});

test('拒绝的变更说明原因和办法，不保存；没有权限的人按钮说明为什么', async () => {
  const { page, closeClean } = await openPage(browser, {}, [/409/]);
  await openUnits(page, 'system-admin');
  await unitIn(page, '演示一局').click();
  await detailOf(page).getByRole('button', { name: '撤销', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /撤销/ });
  await dialog.getByLabel('理由').fill('演示撤销');
  await dialog.getByRole('button', { name: '核对影响' }).click();
  await dialog.getByText('还有下级单位（如「演示综合股」）').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
  await openUnits(page, 'unit-a-head');
  await unitIn(page, '演示一局').click();
  const refused = detailOf(page).getByRole('button', { name: '更名', exact: true });
  await refused.waitFor();
  expect(await refused.getAttribute('aria-disabled')).toBe('true');
  await closeClean();
});

test('岗位移交走完全程：清单、双方核对、双方签字、生效，接收人任职', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'security-admin');
  await page.goto(`${node.origin}/console/people?q=演示一局联络员`);
  await page.getByRole('link', { name: '演示一局联络员' }).click();
  await page.getByRole('button', { name: '办理移交' }).click();
  const dialog = page.getByRole('dialog', { name: /办理岗位移交/ });
  const pick = async (label: string, name: string): Promise<void> => {
    await dialog.getByRole('combobox', { name: label }).fill(name);
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: name }).first().click();
  };
  await pick('接收人', '演示一局填报人');
  await pick('代理人', '演示一局分管领导');
  await dialog.getByLabel('生效日期').fill(today);
  await dialog.getByLabel('事由').fill('轮岗演示');
  await dialog.getByRole('button', { name: '发起移交' }).click();
  await page.waitForURL(/handovers/);
  const address = page.url();
  const step = async (who: DemoWho, button: string, next: string): Promise<void> => {
    await signIn(page, node.origin, who);
    await page.goto(address);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page
      .getByRole('dialog', { name: button })
      .getByRole('button', { name: `确认${button}` })
      .click();
    await page.locator('[aria-current="step"]', { hasText: next }).waitFor();
  };
  await step('office', '生成交接清单', '交接清单已生成');
  await step('unit-a-liaison', '确认已核对', '一方已核对');
  await step('unit-a-reporter', '确认已核对', '双方已核对');
  await step('unit-a-liaison', '移交签字', '移交人已签字');
  await step('unit-a-reporter', '接收签字', '双方已签字');
  await step('office', '生效', '已生效');
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto(`${node.origin}/console/people?q=演示一局填报人`);
  await page.getByText('演示一局·责任单位联络员').waitFor();
  await closeClean();
});

test('手机上单位、人员、移交页面不左右滚动，没有严重的无障碍问题', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  await signIn(page, node.origin, 'office');
  for (const path of ['/orgs', '/people', '/my/delegations', '/handovers']) {
    await page.goto(`${node.origin}/console${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await overflowsSideways(page), path).toBe(false);
    expect(await seriousFindings(page), path).toEqual([]);
  }
  await closeClean();
});

const importRegister = async (page: Page): Promise<void> => {
  await signIn(page, node.origin, 'security-admin');
  await page.goto(`${node.origin}/console/orgs`);
  await page.getByRole('button', { name: '导入导出名册' }).click();
  const dialog = page.getByRole('dialog', { name: '单位与人员名册' });
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: '名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await rareRegister() });
  await dialog.getByRole('button', { name: '确认导入' }).click();
  await dialog.getByText('201 名人员、201 个岗位').waitFor();
  await dialog.getByRole('button', { name: '完成' }).click();
};

const namesShown = (page: Page) => page.getByRole('table').locator('tbody tr td:nth-child(2)').allTextContents();

test('U13 两百个生僻字姓名：导入、按拼音排序、按一个字查到、打印成 PDF 一个不缺；X3 姓名里的标签照字面印出', async () => {
  expect(new Set(rareCharacters).size).toBe(200);
  const { page, closeClean } = await openPage(browser);
  page.on('dialog', (dialog) => {
    throw new Error(`a name opened a dialog: ${dialog.message()}`);
  });
  await importRegister(page);

  await page.goto(`${node.origin}/console/people`);
  const wanted = '\u{2cb4a}';
  await page.getByLabel('按姓名查找').fill(wanted);
  const hits = rareNames.filter((name) => name.includes(wanted));
  await page.getByText(`共${hits.length}人`).waitFor();
  expect((await page.getByRole('region', { name: '人员列表' }).getByRole('link').allTextContents()).toSorted()).toEqual(hits.toSorted());
  await page.getByLabel('按姓名查找').fill('');
  await page.getByRole('link', { name: '打印视图' }).click();

  await expect.poll(async () => (await namesShown(page)).filter((name) => rareNames.includes(name)).length, { timeout: 30_000 }).toBe(rareNames.length);
  const shown = (await namesShown(page)).filter((name) => rareNames.includes(name));
  expect(new Set(shown).size).toBe(rareNames.length);
  // ICU sorts names in Chinese by pinyin: the surnames stand in that order, each group together.
  expect([...new Set(shown.map((name) => [...name][0]))]).toEqual([...surnames]);
  const groups = shown.filter((name, index) => [...name][0] !== [...(shown[index - 1] ?? '')][0]);
  expect(groups.length).toBe(surnames.length);

  expect(await page.evaluate<string>('getComputedStyle(document.body).fontFamily')).toMatch(/Microsoft YaHei.*Noto Sans CJK SC.*SimSun-ExtB.*SimSun-ExtG.*sans-serif$/);
  await page.evaluate(`document.querySelector('h1').append('甲${withoutGlyph}乙')`);
  const text = await printedText(page);
  expect(unprinted(text, rareNames), noFont).toEqual([]);
  expect(text).toContain(squeezed(tagged));
  // What no font has cannot be read back either, so the sentence above has looked at the font, too.
  expect(text).not.toContain(withoutGlyph);
  await closeClean();
});

const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
  const headers = { ...(await signedInHeaders(node.origin, 'security-admin')), 'content-type': 'application/json' };
  const reply = await fetch(`${node.origin}/api${path}`, { ...init, headers: { ...headers, ...(init.method === undefined ? {} : { 'idempotency-key': crypto.randomUUID() }) } });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
};

test('U13 生僻字姓名的人办移交：移交单印成 PDF，三个人的姓名都在', async () => {
  const names = ['\u{20bb7}', '\u{36c3}', '\u{2cb4a}'].map((character) => rareNames.find((name) => name.includes(character)) ?? '');
  const find = async (name: string): Promise<string> => (await ask<{ items: { userId: string }[] }>(`/people?q=${encodeURIComponent(name)}`)).items[0]?.userId ?? '';
  const [outgoing = '', incomingId = '', deputyId = ''] = await Promise.all(names.map(find));
  const { posts } = await ask<{ posts: { postId: string }[] }>(`/people/${outgoing}`);
  const body = { postId: posts[0]?.postId, incomingId, deputyId, effectiveOn: '2026-12-31', reason: '轮岗演示' };
  const { handoverId } = await ask<{ handoverId: string }>('/handovers', { method: 'POST', body: JSON.stringify(body) });

  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'security-admin');
  await page.goto(`${node.origin}/console/handovers/${handoverId}`);
  await page.getByRole('heading', { name: /岗位移交/ }).waitFor();
  expect(unprinted(await printedText(page), names), noFont).toEqual([]);
  await closeClean();
});
