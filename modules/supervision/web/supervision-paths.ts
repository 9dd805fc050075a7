/** Addresses of this module's pages below /console. */
export const supervisionPaths = {
  orders: (): string => '/orders',
  order: (orderId: string): string => `/orders/${orderId}`,
  lights: (): string => '/lights',
  lightRules: (): string => '/light-rules',
  clauseLights: (): string => '/clause-lights',
  storedLights: (): string => '/stored-lights',
  /** page of module task, which comes before this one */
  task: (taskId: string): string => `/tasks/${taskId}`,
  blockages: (): string => '/blockages',
  authorities: (): string => '/authorities',
  blockage: (blockageId: string): string => `/blockages/${blockageId}`,
} as const;
