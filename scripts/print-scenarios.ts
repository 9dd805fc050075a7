/** Prints the stories to docs/scenarios; the test of the stories compares the pages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printStory } from '../scenarios/story.ts';
import { stories } from '../scenarios/stories.ts';

const folder = join(import.meta.dirname, '../docs/scenarios');
mkdirSync(folder, { recursive: true });
for (const one of stories) writeFileSync(join(folder, `${one.name}.md`), printStory(one));
