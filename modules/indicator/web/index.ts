/** What later modules may use on their pages. */
export { indicatorPaths } from './indicator-paths.ts';
