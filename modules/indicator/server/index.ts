/** What later modules may call: figures as they count and as they were known. */
export { seriesAsOf, valueOn } from './value-on.ts';
export type { FigureQuery, IndicatorFigure } from './value-on.ts';
