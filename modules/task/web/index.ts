/** What later modules may use on their pages. */
export { SavedFilters } from './saved-filters.tsx';
export { taskSlots } from './task-slots.ts';
