/** The pure rules of module plan. */
export { chainOf } from './chain-of.ts';
export { countsOf } from './counts.ts';
export { cutSnippet, findPlaces } from './find-words.ts';
export type { Place } from './find-words.ts';
export { nodeName, storedNodes } from './node-texts.ts';
export type { OutlineEntry, StoredNode } from './node-texts.ts';
export { shownTitle, titleKey } from './title.ts';
export { carriedReview, carryReviews } from './carry-reviews.ts';
export { currentTaskRows } from './current-tasks.ts';
export type { CurrentRow, LatestReview } from './current-tasks.ts';
export { decideOnReview, supersededReason } from './decide-on-review.ts';
export { mainSpan, ownSpans } from './own-spans.ts';
export { findSubject, hasSubject, isTaskField, recordLists, reviewGroundOf } from './review-subject.ts';
export type { ReviewGround, ReviewSubject } from './review-subject.ts';
export { isTaskSheetName, readTaskSheetName, readTaskTable, reviewOfEdit, taskSheetName, unitNamesInTable } from './task-edits.ts';
export type { TaskTableUnderstood } from './task-edits.ts';
export { withReaderFindings } from './reader-findings.ts';
