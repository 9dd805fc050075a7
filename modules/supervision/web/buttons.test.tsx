import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { blockageActLabel, changeActLabel, orderActLabel, partyActLabel } from '../contract/index.ts';
import { ActionButton } from '#ui/action-button.tsx';

const source = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const labels = { ...orderActLabel, ...partyActLabel, ...changeActLabel, ...blockageActLabel };

describe('页面上的按钮就是答复里的操作', () => {
  test.each(Object.entries(labels))('%s：按钮上的字就是状态表里的「%s」；不能办的留在原处并标明不可用', (action, label) => {
    const shown = (allowed: boolean): string => renderToStaticMarkup(<ActionButton offer={{ action, label, allowed, reason: allowed ? null : '理由' }} onAct={() => undefined} />);
    const words = (html: string): string => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, '');
    expect([words(shown(true)), words(shown(false))]).toEqual([label, label]);
    expect([shown(true).includes('aria-disabled="true"'), shown(false).includes('aria-disabled="true"')]).toEqual([false, true]);
  });

  test.each(['order.page.tsx', 'blockage.page.tsx', 'order-standing.tsx', 'order-papers.tsx'])('%s：没有自己写的操作按钮，都来自答复', (name) => {
    const text = source(name);
    // A label of the table inside a button of its own would be an act that nobody offered.
    const written = Object.values(labels).filter((label) => new RegExp(`<[bB]utton[^>]*>\\s*${label}\\s*<`).test(text));
    expect(written).toEqual([]);
    expect(text).toContain('<ActionButton');
    expect(text).toMatch(/\.actions\b/);
  });

  test('办理窗口认得的操作都在表里或是表外的附带操作，没有多出来的', () => {
    const beside = ['urge', 'colour', 'extend', 'suspend', 'transfer', 'merge', 'split', 'edit'];
    const cases = [...source('order-act-dialog.tsx').matchAll(/case '([a-z-]+)'/g)].map(([, action]) => action ?? '');
    expect(cases.length).toBeGreaterThan(10);
    expect(cases.filter((action) => !(action in orderActLabel) && !beside.includes(action))).toEqual([]);
  });
});
