/** Mutants of values: what an endpoint asks for, what a permission wants, predicates of statements, walls of tables. Nothing is written to disk. */
import { definePermissions, permissionSpec } from '#kernel/access.ts';
import type { EndpointSpec } from '#kernel/endpoint.ts';
import type { Statement } from '#kernel/server/db.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { nameOfPredicate, sqlPredicates } from './sql-predicates.ts';
import type { SqlAway } from './switches.ts';
import { switches } from './switches.ts';

export type LiveKind = 'endpoint access' | 'second factor' | 'whole county' | 'every unit' | 'scope clause' | 'own rows';

export interface LiveMutant {
  readonly kind: LiveKind;
  readonly name: string;
  /** whose rows judge it; for statements those that are seen to run it join them */
  readonly routes: readonly string[];
  readonly statement?: SqlAway;
  /** what a finding must say to be about this guard */
  readonly because?: RegExp;
  /** Takes it away; returns the way back. */
  readonly take: () => () => void;
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** The modules with endpoints whose access can be changed. */
export const openModules = (modules: readonly ServerModule[]): readonly ServerModule[] =>
  modules.map((module) => ({ ...module, routes: module.routes.map((route) => ({ ...route, endpoint: { ...route.endpoint } })) }));

const endpointsOf = (modules: readonly ServerModule[]): readonly Changeable<EndpointSpec>[] => modules.flatMap(({ routes }) => routes.map(({ endpoint }) => endpoint));
const routeOf = ({ method, path }: EndpointSpec): string => `${method} ${path}`;

/** An endpoint that asks for less than its row says. */
const accessMutants = (modules: readonly ServerModule[]): readonly LiveMutant[] =>
  endpointsOf(modules)
    .filter(({ access }) => access !== 'public')
    .map((endpoint) => ({
      kind: 'endpoint access',
      name: `${routeOf(endpoint)}: access taken away`,
      routes: [routeOf(endpoint)],
      because: /instead of access\./,
      take: () => {
        const { access } = endpoint;
        endpoint.access = typeof access === 'object' ? 'signed-in' : 'public';
        return () => (endpoint.access = access);
      },
    }));

/** What a permission may want beyond being held, and the refusal of whoever lacks it. */
const wants = [
  { wish: 'secondFactor', kind: 'second factor', because: /instead of access\.second_factor/ },
  { wish: 'ofCounty', kind: 'whole county', because: /instead of access\.out_of_scope/ },
  { wish: 'forEveryUnit', kind: 'every unit', because: /instead of access\.out_of_scope/ },
] as const;

/** A permission that no longer wants a second factor, or a right for the whole county or every unit. */
function permissionMutants(modules: readonly ServerModule[]): readonly LiveMutant[] {
  const asking = endpointsOf(modules);
  const permissions = modules.flatMap((module) => Object.keys(module.permissions));
  return wants.flatMap(({ wish, kind, because }) =>
    permissions
      .filter((permission) => permissionSpec(permission)[wish] === true)
      .map((permission) => ({
        kind,
        name: `${permission}: ${kind} taken away`,
        routes: asking.filter(({ access }) => typeof access === 'object' && access.permission === permission).map(routeOf),
        because,
        take: () => {
          const spec = permissionSpec(permission);
          const { [wish]: _away, ...rest } = spec;
          definePermissions({ [permission]: rest });
          return () => definePermissions({ [permission]: spec });
        },
      })),
  );
}

const statementMutants = (statements: readonly Statement[]): readonly LiveMutant[] =>
  sqlPredicates(statements).map((predicate) => ({
    kind: predicate.kind,
    name: nameOfPredicate(predicate),
    routes: [],
    statement: predicate,
    take: () => {
      switches.sql = predicate;
      return () => (switches.sql = null);
    },
  }));

/** `modules` are those that the application is built of, made by `openModules`. */
export const liveMutants = (modules: readonly ServerModule[], statements: readonly Statement[]): readonly LiveMutant[] => [
  ...accessMutants(modules),
  ...permissionMutants(modules),
  ...statementMutants(statements),
];
