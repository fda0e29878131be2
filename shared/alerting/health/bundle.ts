import type { HealthNotice } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";

/** More than these at once in one village are told in one message, as a list. */
const ONE_BY_ONE_AT_MOST = 10;

/** Each is news of its own, however many others there are. */
const ALWAYS_ALONE: ReadonlySet<HealthNotice["finding"]["kind"]> = new Set([
  "blind_in_alarm",
  "gateway_down",
]);

/**
 * How the notices of one village that wait at one time are told: what has opened before what has closed, each alone, or all
 * together when they are many.
 */
export const bundlesOf = (waiting: readonly HealthNotice[]): readonly (readonly HealthNotice[])[] => {
  const alone = waiting.filter(({ finding }) => ALWAYS_ALONE.has(finding.kind));
  const others = waiting.filter(({ finding }) => !ALWAYS_ALONE.has(finding.kind));
  const ofChange = (change: HealthNotice["change"]) => [
    ...alone.filter((notice) => notice.change === change).map((notice) => [notice]),
    ...together(others.filter((notice) => notice.change === change)),
  ];
  return [...ofChange("opened"), ...ofChange("closed")];
};

const together = (notices: readonly HealthNotice[]): readonly (readonly HealthNotice[])[] =>
  notices.length > ONE_BY_ONE_AT_MOST ? [notices] : notices.map((notice) => [notice]);

/** A finding that closed and opened at one instant: the same one with newer numbers, which is no news to anybody. */
export interface Renewed {
  readonly closed: HealthNotice;
  readonly opened: HealthNotice;
}

/** Takes the renewed findings out of those that wait. */
export const renewedAmong = (
  waiting: readonly HealthNotice[],
): { readonly renewed: readonly Renewed[]; readonly news: readonly HealthNotice[] } => {
  const nameOf = ({ finding, at }: HealthNotice): string => `${findingKey(finding)}@${at}`;
  const opened = new Map(
    waiting.filter(({ change }) => change === "opened").map((notice) => [nameOf(notice), notice]),
  );
  const renewed = waiting.flatMap((closed) => {
    const again = opened.get(nameOf(closed));
    return closed.change === "closed" && again !== undefined ? [{ closed, opened: again }] : [];
  });
  const taken = new Set(renewed.flatMap((pair) => [pair.closed, pair.opened]));
  return { renewed, news: waiting.filter((notice) => !taken.has(notice)) };
};
