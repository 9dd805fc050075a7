/** Addresses of this module's pages below /console. */
export const meetingPaths = {
  meetings: (): string => '/meetings',
  meeting: (meetingId: string): string => `/meetings/${meetingId}`,
  screen: (meetingId: string): string => `/meetings/${meetingId}/screen`,
} as const;
