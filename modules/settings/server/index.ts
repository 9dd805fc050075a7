/** What later modules may call. */
export { recordedDuties } from './standing-duties.ts';
