import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moduleNames } from '../../scripts/write-lifecycles.ts';

/**
 * Table = buttons: a page never writes a button for a step of a machine by hand, it draws the offers of the reply
 * (ActionButton). The exceptions are listed: bulk acts on chosen rows, which the server answers row by row, and the submit of a
 * form that makes a new object.
 */
const modules = join(import.meta.dirname, '../../modules');
const exceptions: Readonly<Record<string, readonly string[]>> = {
  identity: ['plan-handover-dialog.tsx：发起移交'],
  task: ['review.page.tsx：退回', 'tasks.page.tsx：下达', 'tasks.page.tsx：征求意见'],
};
const withMachines = moduleNames().filter((name) => existsSync(join(modules, name, 'domain/lifecycles.ts')));

async function labelsOf(name: string): Promise<readonly string[]> {
  const { lifecycles } = (await import(join(modules, name, 'domain/lifecycles.ts'))) as {
    readonly lifecycles: readonly { readonly steps: readonly { readonly label: string }[] }[];
  };
  return [...new Set(lifecycles.flatMap(({ steps }) => steps.map(({ label }) => label)))];
}

const pagesOf = (name: string): readonly { readonly file: string; readonly text: string }[] =>
  readdirSync(join(modules, name, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .map((file) => ({ file, text: readFileSync(join(modules, name, 'web', file), 'utf8') }));

test.each(withMachines)('模块 %s：状态表里的操作在页面上都由答复给出，没有自己写的按钮', async (name) => {
  const labels = await labelsOf(name);
  const pages = pagesOf(name);
  const written = pages.flatMap(({ file, text }) =>
    labels.filter((label) => new RegExp(`<\\w*[bB]utton\\b[^<]*>\\s*${label}\\s*</`).test(text)).map((label) => `${file}：${label}`),
  );
  expect([...written].sort()).toEqual([...(exceptions[name] ?? [])].sort());
  expect(labels.length).toBeGreaterThan(4);
  expect(pages.some(({ text }) => text.includes('<ActionButton') && /\b(?:actions|offers?)\b/.test(text))).toBe(true);
});
