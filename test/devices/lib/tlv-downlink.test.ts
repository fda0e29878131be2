import { describe, expect, it } from "vitest";
import { findProfile, profiles } from "#devices/registry.ts";

const interval = (id: string, reportIntervalS: number) => {
  const told = findProfile(id)?.encodeDownlink?.({ reportIntervalS });
  if (told === undefined) return "no downlink";
  return "error" in told ? told.error : `${told.fPort} ${Buffer.from(told.bytes).toString("hex")}`;
};

describe("setting the report interval of a Milesight device", () => {
  it("is the maker's own example: 20 min as FF 03 B0 04 on port 85", () => {
    expect(interval("milesight/em320-tilt", 1200)).toBe("85 ff03b004");
  });

  it("is in minutes for EM410-RDL", () => {
    expect(interval("milesight/em410-rdl", 1200)).toBe("85 ff8e001400");
  });

  it.each([
    ["milesight/em500-udl", 59, "60 to 64800 s in steps of 1 s"],
    ["milesight/em500-udl", 64_801, "60 to 64800 s in steps of 1 s"],
    ["milesight/em500-udl", 60.5, "60 to 64800 s in steps of 1 s"],
    ["milesight/em500-udl", Number.NaN, "60 to 64800 s in steps of 1 s"],
    ["milesight/em410-rdl", 90, "60 to 86400 s in steps of 60 s"],
    ["milesight/em410-rdl", 86_460, "60 to 86400 s in steps of 60 s"],
  ])("refuses on %s %d s and says what is allowed", (id, seconds, allowed) => {
    expect(interval(id, seconds)).toBe(`report interval: ${seconds} s cannot be set, ${id} takes ${allowed}`);
  });

  it.each(profiles.filter(({ vendor }) => vendor === "Milesight"))(
    "$id confirms on FE what it was told on FF, so that a delivery can be recognised",
    (profile) => {
      for (const reportIntervalS of [60, 300, 64_800]) {
        const told = profile.encodeDownlink?.({ reportIntervalS });
        if (told === undefined || "error" in told) throw new Error("a frame is expected");
        const confirmation = Uint8Array.from([0xfe, ...told.bytes.subarray(1)]);
        const { information, warnings, errors } = profile.decodeUplink(confirmation, 85);
        expect(information.report_interval_s).toBe(reportIntervalS);
        expect([...warnings, ...errors]).toEqual([]);
      }
    },
  );
});

describe("a frame of answers to downlinks", () => {
  it("is read to its end, on either channel", () => {
    const frame = Uint8Array.from(Buffer.from("ff1001fe020a00fe064c2c01b80b00000000fe6801", "hex"));
    expect(findProfile("milesight/em500-udl")?.decodeUplink(frame, 85)).toEqual({
      measurements: [],
      information: {
        reboot: 1,
        collection_interval_s: 10,
        threshold_setting: "4c2c01b80b00000000",
        history_enabled: 1,
      },
      warnings: [],
      errors: [],
    });
  });
});
