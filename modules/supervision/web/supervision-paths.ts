/** Addresses of this module's pages below /console. */
export const supervisionPaths = {
  orders: (): string => '/orders',
  order: (orderId: string): string => `/orders/${orderId}`,
  blockages: (): string => '/blockages',
  blockage: (blockageId: string): string => `/blockages/${blockageId}`,
} as const;
