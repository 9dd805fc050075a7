/** Addresses of the module's pages, below /console. */
export const settingsPaths = {
  parameters: '/parameters',
  parameter: (code: string) => `/parameters/${code}`,
  workingCalendar: '/working-calendar',
  duties: '/duties',
  inbox: '/inbox',
} as const;
