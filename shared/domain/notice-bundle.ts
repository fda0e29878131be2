import type { HealthNotice } from "./finding.ts";

/** What goes out as one message: one notice, or those of one village that came at once. */
export interface NoticeBundle {
  readonly villageId: string;
  readonly noticeId: string;
  readonly notices: readonly HealthNotice[];
}
