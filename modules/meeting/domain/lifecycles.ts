import { meetingLifecycle } from './meeting-lifecycle.ts';

/** All machines of the module. */
export const lifecycles = [meetingLifecycle] as const;
