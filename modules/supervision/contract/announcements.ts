/** Data of the public page of 公示: what the office chose to hang there, as long as it runs. */

export interface Announcement {
  readonly publicationId: string;
  readonly title: string;
  readonly lead: string;
  readonly standard: string;
  readonly result: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly place: string;
  readonly isDemo: boolean;
}

/** `/announcements` */
export interface AnnouncementsPage {
  readonly page: 'announcements';
  readonly data: { readonly on: string; readonly items: readonly Announcement[] };
}
