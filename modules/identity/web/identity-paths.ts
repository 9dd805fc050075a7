/** Addresses of this module's pages below /console. */
export const identityPaths = {
  orgs: (orgId?: string): string => (orgId === undefined ? '/orgs' : `/orgs?org=${orgId}`),
  printOrgs: (on: string): string => `/orgs/print?on=${on}`,
  people: (): string => '/people',
  person: (userId: string): string => `/people/${userId}`,
  delegations: (): string => '/my/delegations',
  handovers: (): string => '/handovers',
  handover: (handoverId: string): string => `/handovers/${handoverId}`,
} as const;
