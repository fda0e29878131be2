import { describe, expect, it } from "vitest";
import { algerian } from "#devices/scoreboard/algerian.ts";
import { cffdrs } from "#devices/scoreboard/fire-danger.ts";
import { fosberg, mcArthur } from "#devices/scoreboard/fire-indices.ts";
import { csv, reasonOf, valuesOf } from "./recordings.ts";

describe("fire danger", () => {
  it("is as far off as its worst vector; a file that is absent has a reason of its own", () => {
    // The second is 0.5 off on purpose.
    const vectors = csv("isi,bui,FireWeatherIndex", [
      [0, 0, 0],
      [0.9, 0, 0.68],
    ]);
    const values = valuesOf(cffdrs, { "fire/cffdrs_FireWeatherIndex_isi_bui.csv": vectors });
    expect(values["FWI max_abs_error"]).toBeCloseTo(0.5, 2);
    expect(values.max_abs_error).toBe(values["FWI max_abs_error"]);
    expect(values["FFMC max_abs_error"]).toEqual({ reason: "absent: fire/cffdrs_FFMC_vectors.csv" });
  });

  it("says that no vectors are there", () => {
    expect(reasonOf(cffdrs, {})).toBe("absent: fire/cffdrs_FFMC_vectors.csv");
  });

  it("Fosberg and McArthur agree with what was worked by hand", () => {
    expect(valuesOf(fosberg, {}).max_abs_error).toBeLessThanOrEqual(0.01);
    expect(valuesOf(mcArthur, {}).max_abs_error).toBeLessThanOrEqual(0.01);
  });

  const columns = "block,date,temp_c,rh_pct,ws_kmh,rain_mm,fwi,fire";
  const wet = (day: number) => [0, `2012-06-0${day}`, 18, 95, 5, 20, 9, 0] as const;
  const dry = (day: number) => [0, `2012-06-0${day}`, 38, 15, 30, 0, 1, 1] as const;

  it("an index of one's own is made from the day's weather and not from the file's", () => {
    const text = csv(columns, [wet(1), wet(2), dry(3), dry(4)]);
    expect(valuesOf(algerian, { "fire/algerian_daily_block0.csv": text })).toEqual({
      auc_file_fwi: 0,
      auc_own_chain: 1,
    });
  });

  it("days of one kind only tell nothing", () => {
    const text = csv(columns, [wet(1), wet(2)]);
    expect(valuesOf(algerian, { "fire/algerian_daily_block0.csv": text }).auc_own_chain).toEqual({
      reason: "there are no days of both kinds",
    });
    expect(
      reasonOf(algerian, { "fire/algerian_daily_block0.csv": text.replace("2012-06-02", "yesterday") }),
    ).toMatch(/^fire\/algerian_daily_block0\.csv, row 2, date: /);
  });
});
