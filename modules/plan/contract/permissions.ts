/** Permissions of the module. Reading a published plan needs none. */
export const planPermissions = {
  'plan.import': '导入方案',
} as const;
export type PlanPermission = keyof typeof planPermissions;
