/** Permissions of the module. Who enters never verifies the same evidence, who proposes never approves (workflows, S1). */
import { definePermissions } from '#kernel/access.ts';

const office = ['office_director', 'dispatcher', 'supervisor', 'data_reviewer', 'verifier', 'statistician', 'assessor'];
const leaders = ['lg_leader', 'lg_deputy', 'county_leader', 'discipline_reader', 'congress_reader', 'upper_reader'];
const units = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group', 'agent'];

export const answerPermissions = definePermissions({
  'answer.read': { label: '查看条款应答', roles: [...office, ...leaders, ...units] },
  'answer.propose': { label: '起草证据约定', roles: ['dispatcher', 'data_reviewer', 'office_director'], forEveryUnit: true },
  'answer.approve': { label: '审定证据约定', roles: ['office_director'], secondFactor: true, forEveryUnit: true },
  'answer.enter': { label: '填报证据', roles: [...units, 'dispatcher', 'statistician'] },
  'answer.verify': { label: '核实证据', roles: ['verifier', 'data_reviewer', 'supervisor'] },
  'answer.challenge': { label: '对证据提出异议', roles: ['unit_head', 'unit_deputy', 'unit_liaison', 'dispatcher', 'supervisor', 'data_reviewer', 'verifier'] },
  'answer.register': { label: '登记称号、文件和附表', roles: ['dispatcher', 'office_director', 'unit_liaison', 'unit_reporter', 'township', 'park'] },
  'answer.release': { label: '对外公开证据', roles: ['office_director'], secondFactor: true },
  'answer.freeze': { label: '封存期间', roles: ['office_director'], secondFactor: true, forEveryUnit: true },
});
export type AnswerPermission = keyof typeof answerPermissions;
