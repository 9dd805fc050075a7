/**
 * What is declared, held to what people wrote: the rows of the matrix for endpoints, the list below for second factors. Many acts ask
 * again in their handler, so that the matrix would not see a declaration that asks for less.
 */
import { permissionSpec } from '#kernel/access.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { matrixRows } from './matrix-judge.ts';

/** Signing, approving, publishing, administering (trust.md, sign-in): each needs a second factor. */
export const wantsSecondFactor: readonly string[] = [
  'identity.administer-people',
  'identity.administer-grants',
  'identity.appoint',
  'identity.import-register',
  'identity.sign-hand-over',
  'identity.recover-accounts',
  'identity.read-audit',
  'param.set',
  'calendar.import',
  'duty.exempt',
  'indicator.approve',
  'answer.approve',
  'answer.release',
  'answer.freeze',
  'task.issue',
  'task.settle',
  'task.rule',
  'task.apply-closing',
  'task.verify',
  'task.publish',
  'report.sign',
  'report.approve',
  'report.confirm',
  'report.grant-unlock',
  'form.approve',
  'order.approve',
  'order.approve-red',
  'order.countersign',
  'order.apply-change',
  'order.finalise',
  'order.finalise-blue',
  'order.close',
  'order.publish',
  'order.letter',
  'order.decide',
  'order.relate',
  'order.rule-objection',
  'order.colour',
  'inspection.exceed',
  'inspection.issue-plan',
  'meeting.issue',
  'meeting.members',
];

/** About the county as such (workflows 1, 2, 8, 14, 16, 17): a right at one unit or for a part of a plan does not give these. */
export const wantsWholeCounty: readonly string[] = [
  'identity.administer-people',
  'identity.appoint',
  'identity.import-register',
  'identity.hand-over',
  'identity.recover-accounts',
  'identity.read-audit',
  'plan.import',
  'param.set',
  'calendar.import',
  'duty.exempt',
  'blockage.authority',
  'inspection.issue-plan',
  'round.summarise',
  'form.draft',
  'form.approve',
];

/** The office's acts on clauses and on tasks that have no unit yet (workflows 3, 14): a right at one unit does not give these, one for a part of the plan does there. */
export const wantsEveryUnit: readonly string[] = ['answer.propose', 'answer.approve', 'answer.freeze', 'task.draft', 'task.publish'];

type Modules = readonly Pick<ServerModule, 'routes' | 'permissions'>[];

function accessFaults(modules: Modules): readonly string[] {
  const rowOf = new Map(matrixRows.map(({ route, row }) => [route, row]));
  return modules.flatMap(({ routes }) =>
    routes.flatMap(({ endpoint: { method, path, access } }) => {
      const may = rowOf.get(`${method} ${path}`)?.may;
      const wanted = may === 'everyone' ? 'public' : may === 'signed-in' ? 'signed-in' : 'permission';
      const declared = typeof access === 'object' ? 'permission' : access;
      return declared === wanted ? [] : [`${method} ${path} is declared ${declared}, its row in the matrix says ${wanted}`];
    }),
  );
}

function secondFactorFaults(modules: Modules): readonly string[] {
  const declared = modules.flatMap(({ permissions }) => Object.keys(permissions)).filter((permission) => permissionSpec(permission).secondFactor === true);
  return [
    ...wantsSecondFactor.filter((permission) => !declared.includes(permission)).map((permission) => `${permission} is declared without a second factor`),
    ...declared.filter((permission) => !wantsSecondFactor.includes(permission)).map((permission) => `${permission} wants a second factor that nobody has listed`),
  ];
}

const wholes = [
  { wish: 'ofCounty', wanted: wantsWholeCounty, words: 'the whole county' },
  { wish: 'forEveryUnit', wanted: wantsEveryUnit, words: 'every unit' },
] as const;

function partFaults(modules: Modules): readonly string[] {
  const permissions = modules.flatMap((module) => Object.keys(module.permissions));
  return wholes.flatMap(({ wish, wanted, words }) => {
    const declared = permissions.filter((permission) => permissionSpec(permission)[wish] === true);
    return [
      ...wanted.filter((permission) => !declared.includes(permission)).map((permission) => `${permission} is given by a right for less than ${words}`),
      ...declared.filter((permission) => !wanted.includes(permission)).map((permission) => `${permission} wants ${words}, which nobody has listed`),
    ];
  });
}

export const declaredFaults = (modules: Modules): readonly string[] => [...accessFaults(modules), ...secondFactorFaults(modules), ...partFaults(modules)];
