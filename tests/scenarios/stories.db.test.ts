import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databaseForFile } from '../harness/test-database.ts';
import { openWorld } from '../harness/world.ts';
import { printStory } from '../../scenarios/story.ts';
import { stories } from '../../scenarios/stories.ts';

const database = databaseForFile();
const folder = join(import.meta.dirname, '../../docs/scenarios');

describe('情景', () => {
  test.each(stories.map((one) => [one.title, one] as const))(
    '%s',
    async (_title, one) => {
      const world = await openWorld(database().appUrl, one.from, one.working === undefined ? {} : { working: one.working });
      try {
        const state = await one.begin(world);
        for (const [index, step] of one.steps.entries()) {
          if (step.day !== undefined) world.goTo(step.day);
          await step.act(world, state).catch((error: unknown) => {
            throw new Error(`第${index + 1}步没有成立：${step.say}`, { cause: error });
          });
        }
      } finally {
        await world.close();
      }
    },
    480_000,
  );

  test('docs/scenarios 里的文字与情景一致；改了情景请运行 node scripts/print-scenarios.ts', () => {
    expect(readdirSync(folder).sort()).toEqual(stories.map(({ name }) => `${name}.md`).sort());
    for (const one of stories) expect(readFileSync(join(folder, `${one.name}.md`), 'utf8')).toBe(printStory(one));
  });
});
