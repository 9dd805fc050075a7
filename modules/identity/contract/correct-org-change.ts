import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { changeOrg, orgMoveSchema } from './change-org.ts';
import { divisionCodeSchema } from './division.ts';
import { orgKinds } from './org-kind.ts';
import { changeIdSchema, daySchema, nameSchema, reasonSchema } from './org.ts';
import { orgIdSchema } from './person.ts';

/** Corrects a recorded change that was wrong, or voids it. The old entry stays readable; a change of the unit itself is no correction. */
export const correctOrgChange = endpoint({
  id: 'identity.correct-org-change',
  method: 'POST',
  path: '/api/orgs/changes/:changeId/corrections',
  summary: '更正或作废一条登记有误的单位变更',
  access: { permission: 'identity.administer-people', target: 'one' },
  params: z.strictObject({ changeId: changeIdSchema }),
  body: z.strictObject({
    isVoid: z.boolean().default(false).meta({ label: '作废' }),
    on: daySchema('生效日期').optional(),
    name: nameSchema('单位名称', 100).optional(),
    shortName: nameSchema('简称', 40).nullable().optional(),
    kind: z.enum(orgKinds).optional().meta({ label: '单位类别' }),
    parentId: orgIdSchema.nullable().optional().meta({ label: '上级单位' }),
    uscc: z.string().max(60).nullable().optional().meta({ label: '统一社会信用代码' }),
    divisionCode: divisionCodeSchema.nullable().optional(),
    sort: z.int().min(0).max(99999).optional().meta({ label: '排序' }),
    reason: reasonSchema,
    isTrial: z.boolean().default(false).meta({ label: '只检查不保存' }),
  }),
  reply: z.strictObject({
    saved: z.boolean(),
    changeId: changeIdSchema,
    touched: z.array(z.strictObject({ orgId: orgIdSchema, name: z.string() })),
    moves: z.array(orgMoveSchema),
  }),
  refusals: [
    'identity.org_change_not_found',
    'identity.org_change_replaced',
    'identity.org_later_change',
    ...changeOrg.refusals.filter((code) => code !== 'identity.org_not_found' && code !== 'identity.org_changed_since'),
  ],
});
