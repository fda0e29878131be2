import { describe, expect, it } from "vitest";
import type { SiteClosing } from "#shared/domain/site-state.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { withClosing, withoutFoldedClosings } from "#shared/rules/closings.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { observe } from "#shared/rules/observe.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { arrivalOf, village } from "../../functions/lay-by-world.ts";
import { dumped, looks, lying, START } from "./illegal-dumping/lay-by.ts";

const context = siteContextOf(village, "lay-by", undefined);
if (context === undefined) throw new Error("the lay-by is a site");
const minute = (count: number) => START + count * MINUTE_MS;
const closing = (at: number, hazard = "illegal_dumping"): SiteClosing => ({
  hazard,
  at: minute(at),
  outcome: "clean_up",
});
const fresh = newSiteState({ villageId: "lam-tsuen", siteId: "lay-by" });
const heard = [...dumped(6)]
  .toSorted((a, b) => a.observedAt - b.observedAt)
  .reduce((state, frame) => observe(state, [arrivalOf(frame)], context).state, fresh);
const levelAt = (state: typeof heard, at: number) => {
  const [timeline] = evaluateSite(state, context, minute(at));
  return timeline?.level;
};

describe("a closing in a site's state", () => {
  it("is an event of its own time: not before, and from then on", () => {
    const closed = withClosing(heard, closing(95));
    expect([levelAt(closed, 94), levelAt(closed, 95), levelAt(heard, 95)]).toEqual([
      "warning",
      "normal",
      "warning",
    ]);
    expect(evaluateSite(closed, context, minute(94))[0]?.dueAt).toBe(minute(95) + 1);
  });

  it("is taken once, and of another hazard it means nothing here", () => {
    const closed = withClosing(heard, closing(95));
    expect(withClosing(closed, closing(95))).toBe(closed);
    expect(levelAt(withClosing(heard, closing(95, "flood")), 96)).toBe("warning");
    const many = [96, 97, 98, 99].reduce((state, at) => withClosing(state, closing(at)), closed);
    expect(many.closings?.map(({ at }) => at)).toEqual([96, 97, 98, 99].map(minute));
  });

  it("stays until the checkpoint holds it, and is known from there on", () => {
    const closed = withClosing(heard, closing(95));
    const on = looks(lying(0.6, 20), 100).reduce(
      (state, frame) => observe(state, [arrivalOf(frame)], context).state,
      withClosing(closed, closing(5000)),
    );
    expect(on.closings).toEqual([closing(5000)]);
    expect(levelAt(on, 300)).toBe("normal");
    expect(withClosing(on, closing(95))).toBe(on);
    expect(withoutFoldedClosings({ ...on, closings: [closing(95)] }).closings).toBeUndefined();
  });

  it("heard of only when the window had moved on leaves what came after it", () => {
    const on = looks(lying(0.6, 20), 100).reduce(
      (state, frame) => observe(state, [arrivalOf(frame)], context).state,
      heard,
    );
    const [timeline] = evaluateSite(withClosing(on, closing(30)), context, minute(300));
    expect([timeline?.level, timeline?.endsAt]).toEqual(["warning", minute(290) + DAY_MS]);
  });

  it("does nothing at a site of which nothing was heard, or that was not watched then", () => {
    expect(levelAt(withClosing(fresh, closing(95)), 100)).toBe("normal");
    const later = {
      ...context,
      site: {
        ...context.site,
        hazards: context.site.hazards.map((one) => ({ ...one, validTo: minute(94) })),
      },
    };
    const [timeline] = evaluateSite(withClosing(heard, closing(95)), later, minute(96));
    expect(timeline?.level).toBe("warning");
  });

  it("comes in its order among what time does: an alarm that had ended by itself stays ended", () => {
    const days = DAY_MS / MINUTE_MS;
    const [timeline] = evaluateSite(withClosing(heard, closing(95 + days)), context, minute(100 + days));
    expect(timeline?.transitions.map(({ to }) => to)).toEqual(["warning", "normal", "normal"]);
  });
});
