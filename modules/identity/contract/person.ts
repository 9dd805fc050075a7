import { z } from 'zod';
import { id } from '#kernel/ids.ts';

export const userIdSchema = id('UserId').meta({ label: '人员' });
export type UserId = z.output<typeof userIdSchema>;

export const orgIdSchema = id('OrgId').meta({ label: '单位' });
export type OrgId = z.output<typeof orgIdSchema>;

export const grantIdSchema = id('GrantId').meta({ label: '授权' });
export type GrantId = z.output<typeof grantIdSchema>;

/** Staff, citizens and enterprises have accounts of their own kinds, which never mix. */
export const personKinds = ['staff', 'citizen', 'enterprise'] as const;
export type PersonKind = (typeof personKinds)[number];
export const personKindLabel = { staff: '工作人员', citizen: '群众', enterprise: '企业' } satisfies Record<PersonKind, string>;

export const personStatuses = ['active', 'suspended', 'left'] as const;
export type PersonStatus = (typeof personStatuses)[number];
export const personStatusLabel = { active: '在用', suspended: '停用', left: '已离任' } satisfies Record<PersonStatus, string>;

/** Demo rows are made for trying out; official views leave them out. */
export const stamps = ['real', 'demo'] as const;
export type Stamp = (typeof stamps)[number];
export const stampLabel = { real: '正式', demo: '演示' } satisfies Record<Stamp, string>;
