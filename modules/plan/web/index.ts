/** What later modules may use on their pages; light: no component library. */

export type { BranchCounts, Outline } from './outline.ts';
export { branchWords, buildOutline, nodeName, nodeTitle } from './outline.ts';
export type { Marks, Paragraph, Piece, Segment, Stretch } from './text-layout.ts';
export { layOutText, paragraphAt, piecesOf } from './text-layout.ts';
export { countWords, dayWords, momentWords, nodeCount, sizeWords, sourceWords } from './words.ts';
