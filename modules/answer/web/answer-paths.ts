/** Addresses of the pages of this module below /console; the only place that spells them. */
export const answerPaths = {
  home: '/answers',
  clause: (planId: string, clauseKey: string): string => `/answers/${planId}/clauses/${encodeURIComponent(clauseKey)}`,
};

/** The day that is shown, as the query of a request and of a link. */
export const queryOn = (asOf: string | undefined): { readonly asOf?: string } => (asOf === undefined ? {} : { asOf });

export const answerViews = ['board', 'targets', 'registers', 'contracts', 'checks'] as const;
export type AnswerView = (typeof answerViews)[number];
export const answerViewLabel = { board: '总览', targets: '目标', registers: '登记册', contracts: '待审定约定', checks: '核查清单' } satisfies Record<AnswerView, string>;
