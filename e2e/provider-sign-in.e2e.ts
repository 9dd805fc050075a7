import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenProvider, openProvider } from '../tests/conformance/open-provider.ts';
import { openChrome, openPage, overflowsSideways, phone, seriousFindings } from './chrome.ts';
import { freePort, type RunningNode, startNode } from './running-node.ts';

let provider: OpenProvider;
let node: RunningNode;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  provider = await openProvider(`http://127.0.0.1:${port}/console/sign-in/return`);
  const { issuer, clientId, clientSecret, label } = provider.settings;
  const env = { LUOSHI_OIDC_ISSUER: issuer, LUOSHI_OIDC_CLIENT_ID: clientId, LUOSHI_OIDC_CLIENT_SECRET: clientSecret, LUOSHI_OIDC_LABEL: label, LUOSHI_OIDC_REGISTERS: 'yes' };
  [node, browser] = await Promise.all([startNode({ port, env }), openChrome()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await node?.stop()).toBe(0);
  await provider?.close();
});

test('统一身份认证：登录页有认证方的按钮，去认证方验明身份后回到本系统', async () => {
  const { page, closeClean } = await openPage(browser, { viewport: phone });
  provider.expect('natural-1');
  await page.goto(`${node.origin}/console/sign-in`);
  const button = page.getByRole('button', { name: '用测试认证登录' });
  await button.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
  await button.click();
  await page.getByTestId('person').getByText('周洋').waitFor();
  await closeClean();
});
