export const orgKinds = ['team', 'department', 'township', 'park', 'enterprise', 'institution', 'partner'] as const;
export type OrgKind = (typeof orgKinds)[number];
export const orgKindLabel = {
  team: '县领导班子、专班',
  department: '县直部门',
  township: '乡镇（街道）',
  park: '园区',
  enterprise: '企业',
  institution: '事业单位',
  partner: '协作地区单位',
} satisfies Record<OrgKind, string>;
