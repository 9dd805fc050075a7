/** Which tests judge the guards that are read from the code where the matrix does not: second persons, states, what readers see. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-step.ts';
import type { GuardSite } from './guard-sites.ts';

const at = (module: string, ...names: readonly string[]): readonly string[] => names.map((name) => `modules/${module}/server/${name}.db.test.ts`);

const secondPersons = 'tests/access/separation.db.test.ts';
const ofOrders = at('supervision', 'order/order-cells', 'order/order-refusals', 'order/order-life', 'handed-over-work', 'order/order-bad-input');
const ofBlockages = at('supervision', 'blockage/blockage-cells', 'blockage/blockages', 'handed-over-work');
const ofDuties = at('settings', 'duty-debts', 'settings', 'files');
const ofInspections = at('inspection', 'inspection-life', 'inspection-cells', 'order-check');
const ofTasks = at('task', 'lifecycle-cells', 'report', 'decompose', 'forms', 'part-of-plan');
const ofReports = at('task', 'report', 'lifecycle-cells', 'part-of-plan', 'decompose');

/** By the beginning of the file's path, the longest first; the likeliest test first. A module that is not named is judged by all its tests with a database. */
const testsByFile: Readonly<Record<string, readonly string[]>> = {
  'modules/answer/server/evidence-acts': [...at('answer', 'answers'), secondPersons, ...at('answer', 'bad-evidence')],
  'modules/answer/server/release-evidence': [...at('answer', 'answers'), secondPersons],
  'modules/answer/': [...at('answer', 'answers', 'documents', 'registers', 'register-texts', 'bad-evidence', 'duty-proofs'), secondPersons],
  'modules/identity/server/handover': at('identity', 'handovers'),
  'modules/identity/server/list-handovers': at('identity', 'handovers'),
  'modules/identity/server/register': at('identity', 'register'),
  'modules/identity/server/delegation': at('identity', 'delegations'),
  'modules/identity/server/get-person.ts': at('identity', 'delegations', 'grants'),
  'modules/identity/server/present-people': at('identity', 'delegations', 'grants'),
  'modules/identity/': [...at('identity', 'grants', 'orgs', 'delegations', 'handovers'), 'tests/access/accounts.db.test.ts'],
  'modules/indicator/': at('indicator', 'values', 'links', 'sheets'),
  'modules/inspection/': ofInspections,
  'modules/meeting/server/edit-agenda': at('meeting', 'agenda-objections-lists'),
  'modules/meeting/server/run-meeting': at('meeting', 'agenda-objections-lists', 'meeting-cells'),
  'modules/meeting/': [...at('meeting', 'meeting-cells', 'agenda-objections-lists', 'members', 'handed-over-office'), 'tests/scenarios/stories.db.test.ts'],
  'modules/plan/server/preview-task-table': at('plan', 'task-table'),
  'modules/plan/': at('plan', 'reviews', 'task-table'),
  'modules/settings/server/complete-duty': ofDuties,
  'modules/settings/server/present-duty': ofDuties,
  'modules/settings/': at('settings', 'settings', 'duty-debts', 'files'),
  'modules/supervision/server/blockage': ofBlockages,
  'modules/supervision/server/order/act-on-order': at('supervision', 'order/order-refusals', 'order/order-cells'),
  'modules/supervision/server/order/order-standing': [...at('supervision', 'order/order-refusals'), secondPersons, ...at('supervision', 'order/order-papers')],
  'modules/supervision/server/order/relate-order': at('supervision', 'order/order-refusals', 'order/order-cells', 'order/order-life'),
  'modules/supervision/server/lights': at('supervision', 'lights/stored-lights', 'lights/light-rules'),
  'modules/supervision/': [...ofOrders, secondPersons],
  'modules/task/server/task-': at('task', 'decompose', 'lifecycle-cells', 'part-of-plan'),
  'modules/task/server/give-opinion': at('task', 'decompose'),
  'modules/task/server/forms': [...at('task', 'forms', 'lifecycle-cells'), secondPersons],
  'modules/task/server/home': ofReports,
  'modules/task/server/open-report': ofReports,
  'modules/task/server/rounds': ofReports,
  'modules/task/server/save-report': ofReports,
  'modules/task/server/unlocks': [...ofReports, secondPersons],
  'modules/task/': [...ofTasks, secondPersons],
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
  'answer.': at('answer', 'documents', 'answers', 'registers', 'register-texts'),
  'answer.list-open-duties': at('meeting', 'handed-over-office'),
  'identity.': [
    'tests/access/own-rows.db.test.ts',
    'tests/access/sign-in.db.test.ts',
    'tests/access/accounts.db.test.ts',
    ...at('identity', 'grants', 'handovers', 'orgs', 'delegations'),
  ],
  'kernel.attach-file': at('settings', 'files'),
  'kernel.read-kept-reply': ['tests/access/idempotency.db.test.ts'],
  'kernel.': ['tests/access/own-rows.db.test.ts', 'kernel/server/notify.db.test.ts', 'tests/access/idempotency.db.test.ts', ...at('settings', 'files')],
  'inspection.': ofInspections,
  'meeting.list-open-duties': at('meeting', 'handed-over-office'),
  'supervision.list-open-duties': [...at('supervision', 'handed-over-work'), ...at('meeting', 'handed-over-office')],
  'supervision.': [...ofOrders, ...at('supervision', 'blockage/blockages')],
  'task.list-open-duties': at('task', 'decompose'),
  'task.list-saved-filters': at('task', 'saved-filters'),
  'task.median-hours-to-sign': at('task', 'part-of-plan'),
  'task.remove-saved-filter': at('task', 'saved-filters'),
  'task.': ofTasks,
};

const longestStart = (starts: readonly string[], name: string): string | undefined => starts.filter((start) => name.startsWith(start)).sort((a, b) => b.length - a.length)[0];

export function testsOfStatement(name: string): readonly string[] {
  const found = longestStart(Object.keys(testsByStatement), name);
  return testsByStatement[found ?? ''] ?? testsOfModule(name.split('.')[0] ?? '');
}

export const nameOfSite = ({ file, line, kind, from }: GuardSite): string => `${file}:${line} ${kind} ${from.replaceAll(/\s+/g, ' ').slice(0, 80)}`;
