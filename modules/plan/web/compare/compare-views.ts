/** The views of the comparison page; light, because the manifest of the module reads it. */
export const compareViews = ['versions', 'reviews', 'cascade'] as const;
export type CompareView = (typeof compareViews)[number];
export const compareViewLabel = { versions: '两个版本', reviews: '意见的去向', cascade: '与上级方案对照' } satisfies Record<CompareView, string>;
