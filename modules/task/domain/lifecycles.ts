import { assignmentLifecycle } from './assignment-lifecycle.ts';
import { itemLifecycle } from './item-lifecycle.ts';
import { reportLifecycle } from './report-lifecycle.ts';
import { roundLifecycle } from './round-lifecycle.ts';

/** All machines of the module, in the order of its README. */
export const lifecycles = [assignmentLifecycle, itemLifecycle, roundLifecycle, reportLifecycle] as const;
