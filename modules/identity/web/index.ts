/** What the shell and later modules may use on their pages. */
export { OrgPicker } from './org-picker.tsx';
export { PersonBadge } from './person-badge.tsx';
export { PersonPicker } from './person-picker.tsx';
export { signInHelp } from './sign-in-help.tsx';
export { signInHere, signInPaths } from './sign-in-paths.ts';
export type { MeState } from './use-me.ts';
export { useMe } from './use-me.ts';
