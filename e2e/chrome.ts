import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../scripts/find-chromium.mjs';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A real Chromium; a machine without one fails loudly instead of skipping. */
export const openChrome = async (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('没有可用的浏览器，端到端测试不能运行。请安装 Chromium，或用 LUOSHI_CHROMIUM=路径 指明。');
  return chromium.launch({ executablePath, headless: true, args: flags });
};

// Code for the browser stands in strings: the tests are compiled without DOM types, like the server.
const watchPolicy = `document.addEventListener('securitypolicyviolation', (event) =>
  reportViolation([event.violatedDirective, event.blockedURI, event.sourceFile].join(' ')));`;

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A page that remembers what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** closes it and asserts: no script error, no console error, no violation of the content policy */
  readonly closeClean: () => Promise<void>;
}

/** `expected` names console errors that belong to the journey, such as a refused upload. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}, expected: readonly RegExp[] = []): Promise<WatchedPage> => {
  const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.some((pattern) => pattern.test(message.text()))) faults.push(`console: ${message.text()}`);
  });
  await page.exposeBinding('reportViolation', (_source, text: string) => faults.push(`policy: ${text}`));
  await page.addInitScript({ content: watchPolicy });
  const closeClean = async (): Promise<void> => {
    await context.close();
    expect(faults).toEqual([]);
  };
  return { page, closeClean };
};

// A colour on its way from one state to another is neither: endless animations (a spinner) are not waited for.
const settled = `Promise.race([
  Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => undefined))),
  new Promise((done) => setTimeout(done, 2000)),
]).then(() => undefined)`;

/** Serious and critical findings of axe, with the places; empty is good. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(settled);
  const { violations, passes } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  // A page on which axe checked nothing would also have no findings.
  expect(passes.length).toBeGreaterThan(5);
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

/** Whether the page can be scrolled sideways, which a phone user would have to do. */
export const overflowsSideways = (page: Page): Promise<boolean> => page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');

/** Text of the element that has the keyboard focus. */
export const focusedText = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement?.textContent ?? ''");

/** ARIA role attribute of the element that has the keyboard focus. */
export const focusedRole = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement?.getAttribute('role') ?? ''");
