/** The pure rules of module plan. */
export { countsOf } from './counts.ts';
export { cutSnippet, findPlaces } from './find-words.ts';
export type { Place } from './find-words.ts';
export { nodeName, storedNodes } from './node-texts.ts';
export type { OutlineEntry, StoredNode } from './node-texts.ts';
export { shownTitle, titleKey } from './title.ts';
