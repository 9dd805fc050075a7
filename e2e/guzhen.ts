import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** The example plan that a fresh node imports. */
export const guzhen = {
  text: readFileSync(join(import.meta.dirname, '../examples/guzhen/plan.txt'), 'utf8'),
  title: '固镇县融入长三角一体化发展行动方案',
  measures: 77,
  boxes: 15,
};

/** Own words of a measure of the example that stands last in its paragraph, from its label to the end of the line. */
export const lastMeasureOfLine = (label: string): string => {
  const start = guzhen.text.indexOf(label);
  return guzhen.text.slice(start, guzhen.text.indexOf('\n', start)).trimEnd();
};

export const openGuzhen = async (page: Page, origin: string): Promise<void> => {
  await page.goto(`${origin}/console/plans`);
  await page.getByRole('link', { name: guzhen.title }).click();
  await page.getByRole('tree', { name: '方案目录' }).waitFor();
};
