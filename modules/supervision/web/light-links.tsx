import { Link } from '@tanstack/react-router';
import { supervisionPaths } from './supervision-paths.ts';

const pages = [
  { key: 'tasks', title: '任务灯号', to: supervisionPaths.lights() },
  { key: 'clauses', title: '条款灯号', to: supervisionPaths.clauseLights() },
  { key: 'stored', title: '留存与勘误', to: supervisionPaths.storedLights() },
  { key: 'rules', title: '判灯规则', to: supervisionPaths.lightRules() },
] as const;

/** From each page about lights to the others. */
export const LightLinks = ({ here }: { readonly here: (typeof pages)[number]['key'] }) =>
  pages
    .filter(({ key }) => key !== here)
    .map(({ key, title, to }) => (
      <Link key={key} className="plain-button" to={to as never}>
        {title}
      </Link>
    ));
