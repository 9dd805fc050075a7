/** Which tests judge the guards that are read from the code where the matrix does not: second persons, states, what readers see. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-step.ts';
import type { GuardSite } from './guard-sites.ts';

const at = (module: string, ...names: readonly string[]): readonly string[] => names.map((name) => `modules/${module}/server/${name}.db.test.ts`);

/** By the beginning of the file's path, the longest first; a module that is not named is judged by all its tests with a database. */
const testsByFile: Readonly<Record<string, readonly string[]>> = {
  'modules/answer/': at('answer', 'answers'),
  'modules/identity/server/handover': at('identity', 'handovers'),
  'modules/identity/server/register': at('identity', 'register'),
  'modules/identity/server/delegation': at('identity', 'delegations'),
  'modules/identity/': [...at('identity', 'grants', 'handovers', 'orgs', 'delegations'), 'tests/access/accounts.db.test.ts'],
  'modules/indicator/': at('indicator', 'values', 'links', 'sheets'),
  'modules/meeting/': ['tests/scenarios/stories.db.test.ts'],
  'modules/plan/': at('plan', 'reviews', 'task-table'),
  'modules/settings/': at('settings', 'settings'),
  'modules/supervision/server/blockage': at('supervision', 'blockage/blockages'),
  'modules/supervision/': at('supervision', 'order/order-life', 'handed-over-work'),
  'modules/task/server/take-assignment': at('task', 'decompose', 'lifecycle-cells'),
  'modules/task/server/task-': at('task', 'decompose', 'lifecycle-cells'),
  'modules/task/server/give-opinion': at('task', 'decompose'),
  'modules/task/server/forms': at('task', 'forms'),
  'modules/task/': at('task', 'report', 'lifecycle-cells', 'decompose'),
};

/** All tests with a database of a module. */
const testsOfModule = (module: string): readonly string[] =>
  readdirSync(join(root, 'modules', module, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.db.test.ts'))
    .map((name) => `modules/${module}/server/${name.replaceAll('\\', '/')}`)
    .sort();

export function testsOfSite({ file }: Pick<GuardSite, 'file'>): readonly string[] {
  const found = longestStart(Object.keys(testsByFile), file);
  return testsByFile[found ?? ''] ?? testsOfModule(file.split('/')[1] ?? '');
}

/** Tests that judge a statement, by the beginning of its name, the longest first. */
const testsByStatement: Readonly<Record<string, readonly string[]>> = {
  'answer.': at('answer', 'answers'),
  'identity.': [...at('identity', 'grants', 'handovers', 'orgs', 'delegations'), 'tests/access/accounts.db.test.ts', 'tests/access/sign-in.db.test.ts'],
  'kernel.': ['kernel/server/notify.db.test.ts', 'tests/access/idempotency.db.test.ts'],
  'supervision.': [...at('supervision', 'order/order-life', 'handed-over-work', 'blockage/blockages')],
  'task.': at('task', 'report', 'lifecycle-cells', 'decompose'),
};

const longestStart = (starts: readonly string[], name: string): string | undefined => starts.filter((start) => name.startsWith(start)).sort((a, b) => b.length - a.length)[0];

export function testsOfStatement(name: string): readonly string[] {
  const found = longestStart(Object.keys(testsByStatement), name);
  return testsByStatement[found ?? ''] ?? testsOfModule(name.split('.')[0] ?? '');
}

export const nameOfSite = ({ file, line, kind, from }: GuardSite): string => `${file}:${line} ${kind} ${from.replaceAll(/\s+/g, ' ').slice(0, 80)}`;
