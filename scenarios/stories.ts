/** All stories; a new one adds a line. */
import { forestTending } from './forest-tending.scenario.ts';
import type { AnyStory } from './story.ts';

export const stories: readonly AnyStory[] = [forestTending];
