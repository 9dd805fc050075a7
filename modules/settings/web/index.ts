/** What the shell and later modules may use on their pages. */
export { InboxBadge } from './inbox-badge.tsx';
export { MyDuties } from './my-duties.tsx';
export { OfflineBar } from './offline-bar.tsx';
export { settingsPaths } from './settings-paths.ts';
