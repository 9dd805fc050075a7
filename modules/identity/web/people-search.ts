import type { OrgId, PersonSort, PersonStatus, Role } from '../contract/index.ts';

/** What the address of the list of people says; the sheet for paper takes the same. */
export interface PeopleSearch {
  readonly q?: string | undefined;
  readonly orgId?: OrgId | undefined;
  readonly under?: '1' | undefined;
  readonly role?: Role | undefined;
  readonly status?: PersonStatus | undefined;
  readonly sort?: PersonSort | undefined;
  readonly cursor?: string | undefined;
}
