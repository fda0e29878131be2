import { median } from "simple-statistics";
import type { DaySummary } from "#shared/domain/device-health.ts";
import type { Found, HealthRule } from "./health-rule.ts";
import { mergeLinks } from "./summarise.ts";

const DAYS = 3;
/** Fewer frames than these, in that time, say nothing. */
const FRAMES_AT_LEAST = 48;
/** Percent of frames lost at which it is told, and below which it is taken back. Proposals. */
const LOSS_PERCENT = 20;
const NO_LONGER_LOSS_PERCENT = 10;

/** Frames lost by their counter, over the last three days. */
export const linkLoss: HealthRule<Found<"link_loss">> = ({ health, dayClosed, devEui, siteId }, open) => {
  const { expected, lost } = mergeLinks(health.days.slice(-DAYS).map(({ link }) => link));
  if (!dayClosed || expected < FRAMES_AT_LEAST) return open;
  const lossPercent = (100 * lost) / expected;
  if (lossPercent < (open === undefined ? LOSS_PERCENT : NO_LONGER_LOSS_PERCENT)) return undefined;
  return open === undefined
    ? {
        kind: "link_loss",
        devEui,
        siteId,
        since: health.examinedThrough,
        lossPercent,
        expectedFrames: expected,
      }
    : withDay(open, health.days);
};

/** Its numbers are of all the time that it has been open, and of the three days before. */
const withDay = (open: Found<"link_loss">, days: readonly DaySummary[]): Found<"link_loss"> => {
  const { expected, lost } = mergeLinks(days.slice(-1).map(({ link }) => link));
  const expectedFrames = open.expectedFrames + expected;
  const lostBefore = (open.lossPercent / 100) * open.expectedFrames;
  return { ...open, expectedFrames, lossPercent: (100 * (lostBefore + lost)) / expectedFrames };
};

/** Decibels above the least a receiver needs: less is told, more is needed to take it back. Proposals. */
const MARGIN_DB = 3;
const ENOUGH_MARGIN_DB = 5;

/** How near to unreadable the frames that came were. The others, not heard, were nearer still: the truth is no better. */
export const linkMargin: HealthRule<Found<"link_margin">> = ({ health, dayClosed, devEui, siteId }, open) => {
  const margins = health.days.slice(-DAYS).flatMap(({ link }) => link.marginDb ?? []);
  if (!dayClosed || margins.length < DAYS) return open;
  const marginDb = median(margins);
  if (marginDb > (open === undefined ? MARGIN_DB : ENOUGH_MARGIN_DB)) return undefined;
  return open ?? { kind: "link_margin", devEui, siteId, since: health.examinedThrough, marginDb };
};
