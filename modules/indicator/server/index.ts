/** What later modules and the start sequence may call: figures as they count and as they were known. */
export { seedDemoLinks } from './seed-demo-links.ts';
export { chancesToReach } from './chances-to-reach.ts';
export type { TargetAim, TargetChance } from './chances-to-reach.ts';
export { readSeedSeries, seedSeries } from './seed-series.ts';
export { seriesAsOf, valueOn } from './value-on.ts';
export type { FigureQuery, IndicatorFigure } from './value-on.ts';
