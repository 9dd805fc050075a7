/** What later modules and the composition may call. */
export { recordAct, recordView } from './audit-trail.ts';
export type { View } from './audit-trail.ts';
export { loadActor, readGrants } from './load-actor.ts';
