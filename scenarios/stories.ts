/** All stories; a new one adds a line. */
import { blockageToOrder } from './blockage-to-order.scenario.ts';
import { decomposition } from './decomposition.scenario.ts';
import { forestTending } from './forest-tending.scenario.ts';
import { meetingAgenda } from './meeting-agenda.scenario.ts';
import { orderLife } from './order-life.scenario.ts';
import { silentUnits } from './silent-units.scenario.ts';
import type { AnyStory } from './story.ts';

export const stories: readonly AnyStory[] = [forestTending, decomposition, silentUnits, orderLife, blockageToOrder, meetingAgenda];
