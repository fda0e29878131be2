import type { HealthNotice } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";
import { toIso } from "#shared/domain/time.ts";

/** What a key and a mail header carry as it is. */
const OTHERS = /[^A-Za-z0-9_-]+/g;

const compactTime = (iso: string): string => `${iso.slice(0, 19).replace(/[-:]/g, "")}Z`;

/** `lam-tsuen.silent_device.020000fffe000001.20260908T060500Z.opened`: the same whenever the same change is told again. */
export const noticeId = ({
  villageId,
  finding,
  change,
}: Pick<HealthNotice, "villageId" | "finding" | "change">): string =>
  [
    villageId,
    ...findingKey(finding)
      .split("#")
      .map((part) => part.replace(OTHERS, "-")),
    compactTime(toIso(finding.since)),
    change,
  ].join(".");

/** Under which number the opening of a finding went out that now closes. */
export const openingId = (notice: HealthNotice): string => noticeId({ ...notice, change: "opened" });

/** A list of notices, named after its first and how many they are: a retry has the same, so it makes the same number. */
export const listId = (notices: readonly HealthNotice[]): string => {
  const [first = "", ...others] = notices.map(noticeId).toSorted();
  return others.length === 0 ? first : `${first}.and-${others.length}-more`;
};
