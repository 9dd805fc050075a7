/** Addresses of this module's pages below /console. */
export const inspectionPaths = {
  inspections: (): string => '/inspections',
  inspection: (inspectionId: string): string => `/inspections/${inspectionId}`,
  yearPlan: (year: string): string => `/inspection-plans/${year}`,
  /** pages of modules that come before this one */
  task: (taskId: string): string => `/tasks/${taskId}`,
  order: (orderId: string): string => `/orders/${orderId}`,
} as const;
