import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { divisionCodeSchema } from './division.ts';
import { orgActs } from './org-act.ts';
import type { OrgAct } from './org-act.ts';
import { orgKinds } from './org-kind.ts';
import { daySchema, documentSchema, nameSchema, reasonSchema } from './org.ts';
import { grantIdSchema, orgIdSchema } from './person.ts';

const usccText = z.string().max(60, '「统一社会信用代码」应为18位').nullable().optional().meta({ label: '统一社会信用代码' });
const shortName = nameSchema('简称', 40).nullable().optional();
const kind = z.enum(orgKinds).meta({ label: '单位类别' });

export const maxMergedOrgs = 20;

export const holdingKinds = ['post', 'grant'] as const;
export type HoldingKind = (typeof holdingKinds)[number];
export const holdingKindLabel = { post: '岗位', grant: '授权' } satisfies Record<HoldingKind, string>;

const part = z.strictObject({
  name: nameSchema('分设单位名称', 100),
  kind,
  shortName,
  uscc: usccText,
  /** lower units that go with this part */
  children: z.array(orgIdSchema).max(200).default([]),
  /** posts and grants at the unit that go with this part */
  holdings: z.array(grantIdSchema).max(500).default([]),
  /** takes over what the ending unit still owes, and every post that no part names; none marked = the first */
  takesOver: z.boolean().default(false),
});

/** Fields of the form; `fieldsOfAct` says which belong to which act. */
const fields = {
  orgId: orgIdSchema.optional(),
  /** revision of the unit as the client showed it */
  expectedRevision: z.int().positive().optional().meta({ label: '已见到的版本' }),
  name: nameSchema('单位名称', 100).optional(),
  shortName,
  kind: kind.optional(),
  parentId: orgIdSchema.nullable().optional().meta({ label: '上级单位' }),
  uscc: usccText,
  divisionCode: divisionCodeSchema.nullable().optional(),
  sort: z.int().min(0).max(99999, '「排序」应为0至99999的整数').optional().meta({ label: '排序' }),
  orgIds: z.array(orgIdSchema).min(1).max(maxMergedOrgs, `一次最多合并${maxMergedOrgs}个单位`).optional().meta({ label: '被合并的单位' }),
  into: orgIdSchema.optional().meta({ label: '并入单位' }),
  parts: z.array(part).min(1).max(maxMergedOrgs).optional().meta({ label: '分设出的单位' }),
  ends: z.boolean().optional().meta({ label: '原单位是否撤销' }),
} as const;
export type OrgField = keyof typeof fields;

interface ActFields {
  readonly needs: readonly OrgField[];
  readonly takes: readonly OrgField[];
}

/** Which fields an act needs and which it may have; any other is refused by name. */
export const fieldsOfAct: Readonly<Record<OrgAct, ActFields>> = {
  establish: { needs: ['name', 'kind'], takes: ['shortName', 'parentId', 'uscc', 'divisionCode', 'sort'] },
  rename: { needs: ['orgId', 'expectedRevision', 'name'], takes: ['shortName'] },
  move: { needs: ['orgId', 'expectedRevision', 'parentId'], takes: ['sort'] },
  amend: { needs: ['orgId', 'expectedRevision'], takes: ['kind', 'shortName', 'uscc', 'divisionCode', 'sort'] },
  merge: { needs: ['orgIds', 'into'], takes: [] },
  split: { needs: ['orgId', 'expectedRevision', 'parts', 'ends'], takes: [] },
  dissolve: { needs: ['orgId', 'expectedRevision'], takes: [] },
};

export const orgFieldWords: Readonly<Record<OrgField, string>> = {
  orgId: '单位',
  expectedRevision: '已见到的版本',
  name: '单位名称',
  shortName: '简称',
  kind: '单位类别',
  parentId: '上级单位',
  uscc: '统一社会信用代码',
  divisionCode: '行政区划',
  sort: '排序',
  orgIds: '被合并的单位',
  into: '并入单位',
  parts: '分设出的单位',
  ends: '原单位是否撤销',
};

export const orgRequestSchema = z.strictObject({
  act: z.enum(orgActs).meta({ label: '变更种类' }),
  /** first day on which it holds */
  on: daySchema('生效日期'),
  reason: reasonSchema,
  document: documentSchema,
  ...fields,
});
export type OrgRequest = z.output<typeof orgRequestSchema>;

/** A post or grant that goes along with a merge or split, or comes back with its correction. */
export const orgMoveSchema = z.strictObject({
  grantId: grantIdSchema,
  kind: z.enum(holdingKinds),
  person: z.string(),
  /** role and title */
  what: z.string(),
  from: z.string(),
  to: z.string(),
  firstDay: z.string(),
  lastDay: z.string().nullable(),
  /** the person holds the same at the other unit already */
  isHeldAlready: z.boolean(),
  /** delegations that go along */
  delegates: z.int().nonnegative(),
  /** open duties of the person at the unit */
  duties: z.int().nonnegative(),
});
export type OrgMove = z.output<typeof orgMoveSchema>;

/** Records what happened to a unit. With `isTrial` nothing is stored: the reply says what would change and what to look at twice. */
export const changeOrg = endpoint({
  id: 'identity.change-org',
  method: 'POST',
  path: '/api/orgs/changes',
  summary: '单位的设立、更名、调整隶属、变更登记、合并、分设、撤销',
  access: { permission: 'identity.administer-people', target: 'one' },
  body: orgRequestSchema.extend({ isTrial: z.boolean().default(false).meta({ label: '只检查不保存' }) }),
  reply: z.strictObject({
    saved: z.boolean(),
    /** the unit that the change is about: the new one, the one merged into */
    orgId: orgIdSchema,
    /** units whose registration changes with it */
    touched: z.array(z.strictObject({ orgId: orgIdSchema, name: z.string(), was: z.string().nullable(), becomes: z.string().nullable() })),
    moves: z.array(orgMoveSchema),
    warnings: z.array(z.string()),
  }),
  refusals: [
    'identity.org_not_found',
    'identity.org_changed_since',
    'identity.org_not_in_being',
    'identity.org_exists_already',
    'identity.org_parent_not_in_being',
    'identity.org_cycle',
    'identity.org_name_taken',
    'identity.org_uscc_taken',
    'identity.org_has_children',
    'identity.org_merge_into_itself',
    'identity.org_ends_before_start',
    'identity.org_nothing_changed',
    'identity.org_part_is_itself',
    'identity.org_lineage_cycle',
    'identity.org_uscc_invalid',
    'identity.org_division_unknown',
    'identity.org_has_posts',
    'identity.org_has_open_items',
    'identity.org_post_in_handover',
    'identity.org_child_elsewhere',
    'identity.org_holding_elsewhere',
  ],
});
