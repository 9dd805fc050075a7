/** What later modules may use on their pages. */
export { taskSlots } from './task-slots.ts';
