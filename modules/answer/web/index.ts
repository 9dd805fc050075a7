/** What later modules may use on their pages. */
export { answerPaths } from './answer-paths.ts';
export { answerSlots } from './answer-slots.ts';
