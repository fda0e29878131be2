/** A site, live (`exerciseId` absent) or within an exercise. Live and exercises never share an item. */
export interface SitePlace {
  readonly villageId: string;
  readonly siteId: string;
  readonly exerciseId?: string | undefined;
}
