/** Permissions of the module. Reading a published plan needs none. */
export const planPermissions = {
  'plan.import': '导入方案',
  'plan.review': '审核方案记录',
} as const;
export type PlanPermission = keyof typeof planPermissions;
