import { inspectionLifecycle } from './inspection-lifecycle.ts';

/** All machines of the module. */
export const lifecycles = [inspectionLifecycle] as const;
