/** What sort of body a unit is. It says nothing about rights: those come from roles. */
export const orgKinds = ['team', 'workgroup', 'department', 'section', 'township', 'village', 'park', 'institution', 'enterprise', 'association', 'partner'] as const;
export type OrgKind = (typeof orgKinds)[number];
export const orgKindLabel = {
  team: '班子',
  workgroup: '领导小组、专班',
  department: '部门',
  section: '内设机构',
  township: '乡镇（街道）',
  village: '村（社区）',
  park: '园区',
  institution: '事业单位',
  enterprise: '企业',
  association: '社会组织',
  partner: '协作地区单位',
} satisfies Record<OrgKind, string>;
