import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { type Observed, observe } from "#shared/rules/observe.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { START } from "./gauge.ts";

export const emptySite = (): SiteState => newSiteState({ villageId: "lam-tsuen", siteId: "wai-tau-bridge" });

/** Feeds arrivals one by one, as they would come. */
export const feed = (arrivals: readonly Arrival[], context: SiteContext, state = emptySite()): SiteState =>
  arrivals.reduce((sofar, arrival) => observe(sofar, [arrival], context).state, state);

export const observeAll = (arrivals: readonly Arrival[], context: SiteContext): Observed =>
  observe(emptySite(), arrivals, context);

/** The flood timeline, as seen at a minute of the story; by default right after its newest reading. */
export const floodTimeline = (state: SiteState, context: SiteContext, minute?: number): AlarmTimeline => {
  const now = minute === undefined ? (state.newest?.observedAt ?? START) : START + minute * MINUTE_MS;
  const timeline = evaluateSite(state, context, now).find((candidate) => candidate.hazard === "flood");
  if (timeline === undefined) throw new Error("the site is not watched for floods");
  return timeline;
};

/** `["12 normal>warning", ...]`: when, in minutes, and how the level changed. */
export const changes = (timeline: AlarmTimeline): readonly string[] =>
  timeline.transitions.map(({ at, from, to }) => `${(at - START) / MINUTE_MS} ${from}>${to}`);

export const storyOf = (arrivals: readonly Arrival[], context: SiteContext): readonly string[] =>
  changes(floodTimeline(feed(arrivals, context), context));
