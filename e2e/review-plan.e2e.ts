import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { guzhen } from './guzhen.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { signIn, signedInHeaders } from './sign-in.ts';

let node: RunningNode;
let browser: Browser;

interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
interface Target {
  readonly id: string;
  readonly value: Span;
  readonly indicator: Span | null;
  readonly why: readonly { readonly field: string; readonly from?: readonly Span[] }[];
}
let plan: { planId: string; versionId: string };
let targets: readonly Target[];

const read = async <T>(path: string): Promise<T> => (await (await fetch(`${node.origin}${path}`)).json()) as T;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
  const { items } = await read<{ items: { planId: string; latestVersion: { versionId: string } }[] }>('/api/plans');
  const [first] = items;
  if (first === undefined) throw new Error('the example plan is missing');
  plan = { planId: first.planId, versionId: first.latestVersion.versionId };
  targets = (await read<{ targets: Target[] }>(`/api/plans/${plan.planId}/versions/${plan.versionId}/ledger`)).targets;
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

const reviewPath = (search = ''): string => `${node.origin}/console/plans/${plan.planId}/versions/${plan.versionId}/review${search}`;
const card = (page: Page, id: string): Locator => page.locator(`[data-record="${id}"]`);
const openRecord = async (page: Page, id: string): Promise<Locator> => {
  await page.goto(reviewPath(`?record=${id}`));
  const found = card(page, id);
  await found.waitFor();
  return found;
};
const litWords = async (page: Page): Promise<string> => (await page.locator('.source .lit').allTextContents()).join('');
const targetAt = (index: number): Target => {
  const target = targets[index];
  if (target === undefined) throw new Error(`no target ${index}`);
  return target;
};

test('从方案页进入审核页；指到一个字段，原文里正好这几个字亮起，推定的依据是另一种颜色', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/plans`);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('link', { name: '审核记录' }).click();
  const target = targets.find((each) => each.why.some((why) => why.field === 'indicator' && (why.from?.length ?? 0) > 0));
  if (target === undefined) throw new Error('the example has no inherited indicator');
  await page.locator('.record-card').first().waitFor();
  const own = await openRecord(page, target.id);
  await own.locator('.record-title').click();
  await page.getByTestId('focused').first().waitFor();
  await own.locator('[data-field="value"]').hover();
  await expect.poll(() => litWords(page)).toBe(target.value.text);
  await own.locator('[data-field="indicator"]').hover();
  const from = target.why.find((why) => why.field === 'indicator')?.from?.[0];
  await expect.poll(async () => (await page.locator('.source .source-of').allTextContents()).join('')).toBe(from?.text);
  expect(await own.locator('[data-field="indicator"]').textContent()).toContain('来由：指标承前文');
  // The keyboard does the same by focus.
  await own.locator('[data-field="value"] button').first().focus();
  await expect.poll(() => litWords(page)).toBe(target.value.text);
  await closeClean();
});

test('采纳、修改、不采纳：不写理由不能保存；刷新后意见、理由和人都在；可以撤销，记录只增不减', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  const accepted = await openRecord(page, targetAt(0).id);
  await accepted.getByRole('button', { name: '采纳', exact: true }).first().click();
  await accepted.locator('.state-accepted').waitFor();

  const { id } = targetAt(3);
  const edited = await openRecord(page, id);
  await edited.getByRole('button', { name: '修改数值' }).click();
  await edited.getByLabel('数值改为').fill('十六');
  await edited.getByRole('button', { name: '保存意见' }).click();
  await edited.getByText('请填写理由').waitFor();
  await edited.getByLabel('理由').fill('与统计局核对');
  await edited.getByRole('button', { name: '保存意见' }).click();
  await edited.getByText('应为十进制数字').waitFor();
  await edited.getByLabel('数值改为').fill('16');
  await edited.getByRole('button', { name: '保存意见' }).click();
  await edited.locator('.state-edited').waitFor();

  await page.reload();
  const again = card(page, id);
  await again.locator('.opinion-edited').waitFor();
  expect(await again.locator('.opinion-edited').textContent()).toMatch(/修改为「16」，理由：与统计局核对 \S+.*年/);
  await again.getByRole('button', { name: '意见记录' }).click();
  await expect.poll(() => again.getByRole('list', { name: '意见记录' }).getByRole('listitem').count()).toBe(1);
  await again.getByRole('button', { name: '撤销' }).click();
  await again.locator('.state-accepted').waitFor();
  await expect.poll(() => again.getByRole('list', { name: '意见记录' }).getByRole('listitem').count()).toBe(2);

  const refused = await openRecord(page, targetAt(4).id);
  await refused.getByRole('button', { name: '不采纳', exact: true }).last().click();
  await refused.getByLabel('理由').fill('不是本级任务');
  await refused.getByRole('button', { name: '保存意见' }).click();
  await refused.locator('.state-rejected').waitFor();
  await page.reload();
  await card(page, targetAt(4).id).locator('.opinion-rejected').waitFor();
  expect(await card(page, targetAt(4).id).textContent()).toContain('理由：不是本级任务');
  await closeClean();
});

test('快捷键：j、k 走动，a 采纳，x 打开不采纳，Esc 关闭；焦点不在列表里时不起作用', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await openRecord(page, targetAt(6).id);
  await page.keyboard.press('j');
  expect(new URL(page.url()).searchParams.get('record')).toBe(targetAt(6).id);
  await card(page, targetAt(6).id).locator('.record-title').focus();
  await page.keyboard.press('j');
  await expect.poll(() => new URL(page.url()).searchParams.get('record')).toBe(targetAt(7).id);
  await page.keyboard.press('k');
  await expect.poll(() => new URL(page.url()).searchParams.get('record')).toBe(targetAt(6).id);
  await page.keyboard.press('a');
  await card(page, targetAt(6).id).locator('.state-accepted').waitFor();
  await page.keyboard.press('x');
  await page.getByRole('form', { name: '不采纳' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('form', { name: '不采纳' }).count()).toBe(0);
  await page.getByRole('button', { name: '快捷键' }).click();
  await page.getByText('下一条 / 上一条').waitFor();
  await closeClean();
});

test('成批采纳：只采纳列出的、还没有意见的记录', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  const before = await read<{ counts: { accepted: number; rejected: number } }>(`/api/plans/${plan.planId}/versions/${plan.versionId}/reviews`);
  await page.goto(reviewPath());
  await page.getByRole('combobox', { name: '记录种类' }).click();
  await page.getByText(/^交付文件（\d+）$/).click();
  const count = page.getByTestId('record-count');
  await expect.poll(() => count.textContent()).toMatch(/^\d+ \/ \d+ 条/);
  const shown = Number(/^\d+/.exec((await count.textContent()) ?? '')?.[0]);
  expect(shown).toBeGreaterThan(2);
  await page.getByRole('button', { name: `采纳列出的 ${shown} 条` }).click();
  await page.getByRole('button', { name: '采纳', exact: true }).last().click();
  await expect.poll(() => count.textContent()).toContain('，0 条未审核');
  await page.reload();
  const { counts } = await read<{ counts: { accepted: number; rejected: number } }>(`/api/plans/${plan.planId}/versions/${plan.versionId}/reviews`);
  expect(counts.accepted).toBe(before.counts.accepted + shown);
  expect(counts.rejected).toBe(before.counts.rejected);
  await closeClean();
});

test('核查发现：重的在前；点“看原文”，原文跳到说的那几个字', async () => {
  const { findings } = await read<{ findings: { severity: string; message: string; spans: Span[] }[] }>(`/api/plans/${plan.planId}/versions/${plan.versionId}/ledger`);
  const gravest = [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity === 'warning')].slice(0, 6);
  const finding = gravest.find(({ spans }) => (spans[0]?.start ?? 0) > 3000);
  if (finding === undefined) throw new Error('the example has no grave finding down the text');
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(reviewPath('?tab=findings'));
  await page.locator('.pane-records .severity').first().waitFor();
  expect(await page.locator('.pane-records .severity').first().textContent()).toBe('错误');
  const button = page.getByRole('button', { name: '看原文' });
  await page.locator('.pane-records span').filter({ hasText: finding.message, has: button }).last().getByRole('button', { name: '看原文' }).click();
  const words = async (): Promise<string> => (await page.getByTestId('focused').allTextContents()).join('');
  await expect.poll(words).toBe((finding.spans[0]?.text ?? '').replaceAll('\n', ''));
  await closeClean();
});

test('完整性：有对应与未对应相加等于全部句子；只看未对应；点句子跳到原文', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(reviewPath('?tab=coverage'));
  await page.getByTestId('coverage-counts').waitFor();
  const figures = await page.getByTestId('coverage-counts').locator('dd').allTextContents();
  const [all = 0, mapped = 0, unmapped = 0] = figures.map((text) => Number(text.replaceAll(',', '')));
  expect(all).toBeGreaterThan(100);
  expect(mapped + unmapped).toBe(all);
  await page.getByText('只看未对应').click();
  await page.getByText('未对应', { exact: true }).nth(1).waitFor();
  const sentence = page.locator('.sentence-words').nth(3);
  const words = (await sentence.textContent()) ?? '';
  await sentence.click();
  await expect.poll(async () => (await page.getByTestId('focused').allTextContents()).join('')).toContain(words.slice(0, 10));
  await closeClean();
});

test('任务分解表：导出，用表格软件改一格，核对后导入，意见入库；改坏的表指明行和列', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(reviewPath());
  await page.locator('.record-card').first().waitFor();
  await page.locator('.export-menu summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '任务分解表（Excel）' }).click()]);
  const bytes = readFileSync(await download.path());
  const change = async (edit: (sheet: ExcelJS.Worksheet, columnOf: (name: string) => number) => void): Promise<Buffer> => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
    const sheet = book.worksheets[0];
    if (sheet === undefined) throw new Error('no sheet');
    const names = (sheet.getRow(1).values as unknown[]).map(String);
    edit(sheet, (name) => names.indexOf(name));
    return Buffer.from(await book.xlsx.writeBuffer());
  };
  const choose = (name: string, buffer: Buffer): Promise<void> =>
    page.getByLabel('选择任务分解表').setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });

  await page.getByRole('button', { name: '导入分解表' }).click();
  await choose(
    '坏.xlsx',
    await change((sheet, columnOf) => {
      sheet.getRow(2).getCell(columnOf('状态')).value = '差不多';
    }),
  );
  const errors = page.getByRole('region', { name: '表格错误' });
  await errors.waitFor();
  expect(await errors.textContent()).toContain('第2行「状态」');
  await page.getByRole('button', { name: '换一个文件' }).click();
  await choose(
    '好.xlsx',
    await change((sheet, columnOf) => {
      sheet.getRow(2).getCell(columnOf('牵头单位')).value = '演示一局';
    }),
  );
  const edits = page.getByRole('region', { name: '将要导入的修改' });
  await edits.waitFor();
  expect(await edits.textContent()).toContain('演示一局');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '确认导入 1 处修改' }).click();
  await page.getByText('已记入 1 条人工意见。').waitFor();
  const { items } = await read<{ items: { field: string | null; latest: { to: unknown } }[] }>(`/api/plans/${plan.planId}/versions/${plan.versionId}/reviews`);
  expect(items.filter((item) => item.field === '牵头单位').map((item) => item.latest.to)).toEqual(['演示一局']);
  await closeClean();
});

test('导入前就能对照：指到字段，原文亮起；保存后提示去审核', async () => {
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/plans/import`);
  const text = ['东湖乡便民方案', '一、主要目标', '到2027年,网上办理率达到90%以上。', '二、重点任务', '(一)办事更近', '1.建好服务点。(1)配齐设备。每村设一个点。', ''].join('\n');
  await page.getByLabel('选择方案文件').setInputFiles({ name: '东湖.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByText(/^记录 \d+$/).click();
  await page.locator('.record-card').filter({ hasText: '网上办理率' }).locator('[data-field="value"]').hover();
  await expect.poll(() => litWords(page)).toBe('达到90%以上');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: '去审核' }).click();
  await page.getByRole('heading', { level: 1, name: '审核：东湖乡便民方案' }).waitFor();
  await page.locator('.record-card').first().waitFor();
  await closeClean();
});

test('约二百页的方案：列表和原文只画看得见的行，点一条就跳到', async () => {
  const [head = '', ...lines] = guzhen.text.split(/\r?\n/);
  let label = 0;
  const renumber = (): string => {
    label += 1;
    return `(${label})`;
  };
  const body = Array.from({ length: 21 }, () => lines.map((line) => line.replace(/\(\d+\)/g, renumber)).join('\n')).join('\n');
  const text = `${head.replace('固镇县', '长卷县')}\n${body}`;
  expect(text.length).toBeGreaterThan(400_000);
  const form = new FormData();
  form.append('file', new File([text], '长卷.txt', { type: 'text/plain' }));
  const stored = (await (
    await fetch(`${node.origin}/api/plans/imports`, {
      method: 'POST',
      headers: { 'idempotency-key': crypto.randomUUID(), ...(await signedInHeaders(node.origin, 'office')) },
      body: form,
    })
  ).json()) as { planId: string; versionId: string };
  const { page, closeClean } = await openPage(browser);
  await signIn(page, node.origin, 'office');
  await page.goto(`${node.origin}/console/plans/${stored.planId}/versions/${stored.versionId}/review`);
  await page.locator('.record-card').first().waitFor();
  const total = Number(/^\d+/.exec((await page.getByTestId('record-count').textContent()) ?? '')?.[0]);
  expect(total).toBeGreaterThan(2000);
  await page.evaluate("document.querySelector('.virtual-rows').scrollTop = document.querySelector('.virtual-rows').scrollHeight / 2");
  await page.waitForTimeout(500);
  expect(await page.locator('.record-card').count()).toBeLessThan(40);
  expect(await page.locator('.source .para').count()).toBeLessThan(60);
  const middle = page.locator('.record-card').nth(4);
  await middle.locator('.record-title').click();
  await page.getByTestId('focused').first().waitFor();
  const pane = await page.getByRole('region', { name: '原文', exact: true }).boundingBox();
  await expect
    .poll(async () => {
      const box = await page.getByTestId('focused').first().boundingBox();
      return box !== null && pane !== null && box.y >= pane.y && box.y < pane.y + pane.height;
    })
    .toBe(true);
  await closeClean();
});

test.each([
  ['记录', '', '桌面', desktop],
  ['核查发现', '?tab=findings', '桌面', desktop],
  ['完整性', '?tab=coverage', '桌面', desktop],
  ['可追踪性', '?tab=trackability', '桌面', desktop],
  ['意见沿用', '?tab=merge', '桌面', desktop],
  ['记录', '', '手机', phone],
  ['可追踪性', '?tab=trackability', '手机', phone],
] as const)('无障碍检查没有严重问题，页面不横向滚动：%s%s（%s）', async (_name, search, _width, viewport) => {
  const { page, closeClean } = await openPage(browser, { viewport });
  await signIn(page, node.origin, 'office');
  await page.goto(reviewPath(search));
  await page.locator('.pane-records .virtual-rows, .pane-records .finding-list, .pane-records .panel-empty').first().waitFor();
  if (search === '') await page.locator('.record-title').nth(1).click();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
  await closeClean();
});
