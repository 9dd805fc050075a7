/** Addresses of this module's pages below /console. */
export const identityPaths = {
  orgs: (orgId?: string): string => (orgId === undefined ? '/orgs' : `/orgs?org=${orgId}`),
  printOrgs: (on: string): string => `/orgs/print?on=${on}`,
  people: (): string => '/people',
  printPeople: (): string => '/people/print',
  person: (userId: string): string => `/people/${userId}`,
  personAccess: (userId: string): string => `/people/${userId}/access`,
  grants: (search: { readonly q?: string } = {}): string => (search.q === undefined ? '/grants' : `/grants?q=${encodeURIComponent(search.q)}`),
  audit: (): string => '/audit',
  myAccesses: (): string => '/my/accesses',
  delegations: (): string => '/my/delegations',
  handovers: (): string => '/handovers',
  handover: (handoverId: string): string => `/handovers/${handoverId}`,
} as const;
