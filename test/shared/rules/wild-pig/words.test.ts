import { describe, expect, it } from "vitest";
import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts, Move } from "#shared/domain/alert-facts.ts";
import { wildPig } from "#shared/rules/wild-pig/wild-pig-definition.ts";
import { alertOf } from "#test/shared/alerting/scene.ts";
import { EVENING, last, near, pig, play } from "./path.ts";

const alert: Alert = {
  ...alertOf({ to: "warning", water: {} }),
  hazard: "wild_pig",
  assessment: last(play([pig(0, 85, 4), pig(1, 85, 4)], near)),
};
const factsOf = (move: Move): AlertFacts => ({
  move,
  from: "warning",
  observedAt: EVENING,
  isOtherDay: false,
  isExercise: false,
});

describe("what is said of pigs", () => {
  it("keeps apart pigs about and pigs near people", () => {
    const raised = (level: "advisory" | "warning") => factsOf({ kind: "raised", level });
    expect(wildPig.words.en.wording(alert, raised("advisory")).tag).toBe("WILD PIG ADVISORY");
    expect(wildPig.words.en.wording(alert, raised("warning")).tag).toBe("WILD PIGS");
    expect(wildPig.words["zh-HK"].wording(alert, raised("warning")).tag).toBe("【野豬】");
    expect(wildPig.codes.responseTypes(alert, raised("advisory"))).toEqual(["Monitor", "Avoid"]);
    expect(wildPig.codes.responseTypes(alert, raised("warning"))).toEqual(["Avoid"]);
  });

  it("has words for the end too, for those who ask", () => {
    const cleared = factsOf({ kind: "cleared" });
    expect(wildPig.words.en.wording(alert, cleared).clauses).toEqual([
      { text: "no wild pigs seen any more" },
    ]);
    expect(wildPig.words["zh-HK"].wording(alert, cleared)).toMatchObject({ tag: "【解除】", details: [] });
    expect(wildPig.codes.responseTypes(alert, cleared)).toEqual(["AllClear"]);
  });

  it("tells people to keep away and not to feed, also where nobody sees", () => {
    expect(wildPig.words.en.keepAway([])).toBe("stay away from wild pigs, do not feed them");
    expect(wildPig.words["zh-HK"].keepAway([])).toBe("請遠離野豬，切勿餵飼");
  });

  it("never asks for a siren: there is no danger of pigs", () => {
    expect(wildPig.routes.every(({ from }) => from !== "danger")).toBe(true);
  });
});

describe("a site's file", () => {
  it("is refused where a piglet is of the class of a pig", () => {
    expect(() => wildPig.rule.parseSettings({ pigClass: 2, pigletClass: 2 })).toThrow(/pigletClass/);
    expect(() => wildPig.rule.parseSettings({ nightFromHour: 6, nightToHour: 6 })).toThrow(/nightToHour/);
    expect(() => wildPig.rule.parseSettings({ pigClass: -1 })).toThrow(/pigClass/);
    expect(() => wildPig.rule.parseSettings({ housesMetres: 3 })).toThrow(/housesMetres/);
  });
});
