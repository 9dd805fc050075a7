/** What later modules and the composition may call. */
export { loadActor, readGrants } from './load-actor.ts';
