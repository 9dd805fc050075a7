/** What later modules may use on their pages. */
export { ActDialog } from './act-form.tsx';
export type { ActField, ActValues } from './act-form.tsx';
export { ColourTag, EntryList, momentWords } from './parts.tsx';
export { supervisionPaths } from './supervision-paths.ts';
