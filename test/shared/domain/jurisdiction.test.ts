import { describe, expect, it } from "vitest";
import {
  DEPARTMENTS,
  departmentsFor,
  jurisdictionSchema,
  possibleDepartments,
} from "#shared/domain/jurisdiction.ts";

describe("the department for a hazard at a site", () => {
  it.each([
    ["flood", "drainage_services"],
    ["hill_fire", "fire_services"],
    ["wild_pig", "agriculture_fisheries_conservation"],
    ["illegal_dumping", "food_environmental_hygiene"],
  ])("is usually, for %s, %s", (hazard, department) => {
    expect(departmentsFor({}, hazard)).toEqual([department]);
    expect(possibleDepartments(hazard)).toContain(department);
  });

  it("is another where the site's ground says so, for that hazard alone", () => {
    const jurisdiction = jurisdictionSchema.parse({
      hill_fire: ["agriculture_fisheries_conservation", "fire_services"],
    });
    expect(departmentsFor({ jurisdiction }, "hill_fire")).toEqual([
      "agriculture_fisheries_conservation",
      "fire_services",
    ]);
    expect(departmentsFor({ jurisdiction }, "illegal_dumping")).toEqual(["food_environmental_hygiene"]);
  });

  it("is nobody's for a hazard of which nothing is known, until the site names one", () => {
    expect(departmentsFor({}, "landslip")).toEqual([]);
    expect(possibleDepartments("landslip")).toEqual(DEPARTMENTS);
  });

  it("is never an empty list, nor a department that does not exist", () => {
    expect(jurisdictionSchema.safeParse({ flood: [] }).success).toBe(false);
    expect(jurisdictionSchema.safeParse({ flood: ["the_post_office"] }).success).toBe(false);
  });
});
