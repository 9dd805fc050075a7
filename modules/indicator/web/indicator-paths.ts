/** Addresses of the indicator pages below /console; the only place that spells them. */
export const indicatorPaths = {
  list: '/indicators',
  define: '/indicators/new',
  enter: '/indicators/enter',
  waiting: '/indicators/waiting',
  one: (indicatorId: string): string => `/indicators/${indicatorId}`,
  redefine: (indicatorId: string): string => `/indicators/${indicatorId}/definition`,
  revisions: (indicatorId: string, area: string, period: string): string => `/indicators/${indicatorId}/observations/${area}/${encodeURIComponent(period)}`,
};
