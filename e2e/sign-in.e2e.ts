import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { type RunningNode, startNode } from './running-node.ts';
import { signedInHeaders, signIn } from './sign-in.ts';
import { codeAt, openOfficial } from './real-account.ts';

let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  [node, browser] = await Promise.all([startNode(), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
});

/** Browsers allow passkeys under a name only. */
const named = (): string => node.origin.replace('127.0.0.1', 'localhost');

const withAuthenticator = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return session;
};

test('访客打开要权限的页面：先到登录页，选演示账号后回到原来的页面；页头显示是谁，可以退出', async () => {
  const { page, closeClean } = await openPage(browser);
  await page.goto(`${node.origin}/console/plans/import`);
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await page.locator('[data-account="demo.office"]').click();
  await page.getByRole('heading', { level: 1, name: '导入方案' }).waitFor();
  expect(await page.getByTestId('person').textContent()).toContain('DEMO');
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await page.goto(`${node.origin}/console/plans/import`);
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await closeClean();
});

test('密码不对：在一处说明，不说账号有没有', async () => {
  const { page, closeClean } = await openPage(browser, {}, [/Failed to load resource/]);
  await page.goto(`${node.origin}/console/sign-in`);
  await page.getByLabel('账号', { exact: true }).fill('nobody');
  await page.getByLabel('密码', { exact: true }).fill('Wrong-Brook-81');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  expect(await page.getByTestId('problem').textContent()).toContain('账号或密码不正确');
  await closeClean();
});

test('通行密钥：在我的账户登记，退出后用它登录', async () => {
  const { page, closeClean } = await openPage(browser);
  await withAuthenticator(page);
  await signIn(page, named(), 'office');
  await page.goto(`${named()}/console/account`);
  await page.getByLabel('名称（例如：办公电脑）').fill('测试电脑');
  await page.getByRole('button', { name: '增加通行密钥' }).click();
  await page.getByText(/^测试电脑（/).waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByTestId('person').waitFor();
  await page.goto(`${named()}/console/account`);
  await page.getByText('本次登录已验证：通行密钥').waitFor();
  await closeClean();
});

test('只用密码登录的审批岗位：按钮说明要第二重验证并带到验证处，验证后当场办成', async () => {
  const official = await openOfficial(node.origin, 'office_director');
  const dispatcher = { ...(await signedInHeaders(node.origin, 'dispatcher')), 'content-type': 'application/json' };
  const field = { label: '园区用工缺口', fact: 'trial.step-up', cellKind: 'number' };
  const body = JSON.stringify({
    title: '用工情况表',
    purpose: '摸清底数',
    every: 'once',
    expiresOn: '2099-12-31',
    orgIds: [official.orgId],
    fields: [field],
    overBudgetReason: '试用',
  });
  expect((await fetch(`${node.origin}/api/forms`, { method: 'POST', headers: dispatcher, body })).status).toBe(201);
  const { page, closeClean } = await openPage(browser);
  await page.goto(`${node.origin}/console/sign-in?to=/burden`);
  await page.getByLabel('账号', { exact: true }).fill(official.account);
  await page.getByLabel('密码', { exact: true }).fill(official.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByTestId('person').waitFor();
  await page.goto(`${node.origin}/console/burden`);
  const line = page.getByRole('region', { name: '填报表登记簿' }).getByRole('listitem').filter({ hasText: '用工情况表' });
  await line.getByRole('button', { name: '批准', exact: true }).click();
  const why = page.getByRole('status').filter({ hasText: '需要第二重验证' });
  await why.getByRole('button', { name: '现在验证' }).click();
  const dialog = page.getByRole('dialog', { name: '第二重验证' });
  await dialog.getByLabel(/动态口令/).fill(codeAt(official, 1));
  await dialog.getByRole('button', { name: '验证', exact: true }).click();
  // The page asks anew what may be done: the button is what it says again, and the dialog has done its work.
  await dialog.waitFor({ state: 'hidden' });
  await line.getByRole('button', { name: '批准', exact: true }).click();
  await line.getByText('已批准').waitFor();
  expect(await line.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);
  await closeClean();
});

test.each([
  ['登录', '/console/sign-in', '登录', desktop],
  ['登录（手机）', '/console/sign-in', '登录', phone],
  ['我的账户', '/console/account', '我的账户', desktop],
  ['我的账户（手机）', '/console/account', '我的账户', phone],
  ['账号', '/console/accounts', '账号', desktop],
  ['找回', '/console/recover', '找回账号', phone],
  ['首次设置', '/console/setup', '首次设置', desktop],
] as const)('无障碍检查没有严重问题，页面不横向滚动：%s', async (_name, path, heading, viewport) => {
  const { page, closeClean } = await openPage(browser, { viewport });
  await signIn(page, node.origin, 'system-admin');
  await page.goto(`${node.origin}${path}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
  await closeClean();
});
