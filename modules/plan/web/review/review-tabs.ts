/** The views of the review page; light, because the manifest of the module reads it. */
export const reviewTabs = ['records', 'findings', 'coverage', 'trackability', 'merge'] as const;
export type ReviewTab = (typeof reviewTabs)[number];
export const reviewTabLabel = { records: '记录', findings: '核查发现', coverage: '完整性', trackability: '可追踪性', merge: '意见沿用' } satisfies Record<ReviewTab, string>;
