import type { PlanId, VersionId } from '../contract/index.ts';

/** Addresses of the plan pages below /console; the only place that spells them. */
export const planPaths = {
  list: '/plans',
  import: (planId?: PlanId): string => (planId === undefined ? '/plans/import' : `/plans/import?planId=${planId}`),
  version: (planId: PlanId, versionId: VersionId): string => `/plans/${planId}/versions/${versionId}`,
  print: (planId: PlanId, versionId: VersionId): string => `/plans/${planId}/versions/${versionId}/print`,
  review: (planId: PlanId, versionId: VersionId): string => `/plans/${planId}/versions/${versionId}/review`,
  compare: (planId: PlanId): string => `/plans/${planId}/compare`,
};

/** The address that opens a version at a node, complete with origin, for copying. */
export const deepLink = (planId: PlanId, versionId: VersionId, nodeId: string): string =>
  `${location.origin}/console${planPaths.version(planId, versionId)}?node=${encodeURIComponent(nodeId)}`;
