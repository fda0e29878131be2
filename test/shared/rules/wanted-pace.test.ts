import { describe, expect, it } from "vitest";
import type { Device } from "#shared/domain/device.ts";
import type { DownlinkOutcome, DownlinkRecord } from "#shared/domain/downlink.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { automaticInterval } from "#shared/rules/automatic-interval.ts";
import { hurryingDevices } from "#shared/rules/hurrying-devices.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { wantedPace } from "#shared/rules/wanted-pace.ts";
import { drain, eachMinute, GAUGE, reading, road, START } from "./gauge.ts";
import { emptySite, feed } from "./story.ts";

const at = (minute: number) => START + minute * MINUTE_MS;
const steady = (minutes: number, levelM: number, from = 0) =>
  eachMinute(
    Array.from({ length: minutes }, () => levelM),
    from,
  );
const paceAfter = (arrivals: ReturnType<typeof steady>, minute: number, context: SiteContext = drain()) =>
  wantedPace(feed(arrivals, context), context, at(minute));

describe("the pace that a site's gauges should have", () => {
  it("is the usual one while the drain is dry, and before anything was heard", () => {
    expect(paceAfter(steady(10, 0.02), 10)).toEqual({
      pace: "usual",
      reason: "nothing has gone on for an hour",
    });
    expect(wantedPace(emptySite(), drain(), START).pace).toBe("usual");
  });

  it("is fast from 3 cm above its dry level on", () => {
    expect(paceAfter(steady(20, 0.029), 20).pace).toBe("usual");
    expect(paceAfter(steady(20, 0.031), 20)).toEqual({
      pace: "fast",
      reason: "it was wet within the hour",
    });
  });

  it("knows that a stream never runs dry: its own level is configured", () => {
    const stream = drain({ dryLevelM: 0.3 });
    expect(paceAfter(steady(10, 0.32), 10, stream).pace).toBe("usual");
    expect(paceAfter(steady(10, 0.34), 10, stream).pace).toBe("fast");
  });

  it("is fast while the water rises, before it is wet", () => {
    const rising = eachMinute([0, 0.004, 0.009, 0.014, 0.019, 0.024]);
    expect(paceAfter(rising, 5)).toEqual({ pace: "fast", reason: "the water rises" });
  });

  it("is fast at any alarm, and while a reading waits to be confirmed", () => {
    expect(paceAfter(steady(3, 0.15), 3, road())).toEqual({ pace: "fast", reason: "flood is at advisory" });
    expect(paceAfter([...steady(3, 0), reading(3, 1.7)], 3)).toEqual({
      pace: "fast",
      reason: "a reading waits to be confirmed",
    });
  });

  it("stays fast for an hour after the last wet reading", () => {
    const drained = [...steady(3, 0.05), ...steady(8, 0, 3), reading(55, 0)];
    expect(paceAfter(drained, 60).pace).toBe("fast");
    expect(paceAfter([...drained, reading(65, 0)], 65).pace).toBe("usual");
  });
});

const gauge = { reportIntervalS: 600, fastReportIntervalS: 60 };
const FAST = { pace: "fast", reason: "it was wet within the hour" } as const;
const USUAL = { pace: "usual", reason: "nothing has gone on for an hour" } as const;
const asked = (
  reportIntervalS: number,
  requestedBy = "automatic",
  outcome?: DownlinkOutcome,
): DownlinkRecord => ({
  downlinkId: "d1",
  devEui: GAUGE,
  villageId: "lam-tsuen",
  command: { reportIntervalS },
  usualIntervalS: 600,
  address: { via: "chirpstack" },
  fPort: 85,
  payloadHex: "ff033c00",
  requestedAt: START,
  requestedBy,
  expiresAt: START + 60 * MINUTE_MS,
  attempts: 1,
  outcome,
});
const FAILED: DownlinkOutcome = { kind: "failed", at: START, reason: "refused" };
const EXPIRED: DownlinkOutcome = { kind: "expired", at: START, reason: "never shown" };

describe("what a device is asked for by itself", () => {
  it("is the fast interval, at once, when it hurries and was not asked yet", () => {
    expect(automaticInterval(FAST, gauge, undefined, at(0))).toBe(60);
    expect(automaticInterval(FAST, gauge, asked(600), at(0))).toBe(60);
    expect(automaticInterval(FAST, gauge, asked(300, "chan"), at(0))).toBe(60);
  });

  it("is nothing when it was asked for that already, or for something faster", () => {
    expect(automaticInterval(FAST, gauge, asked(60), at(5))).toBeUndefined();
    expect(automaticInterval(FAST, gauge, asked(30, "chan"), at(5))).toBeUndefined();
  });

  it("is asked for again when it came to nothing, after ten minutes", () => {
    for (const outcome of [FAILED, EXPIRED]) {
      expect(automaticInterval(FAST, gauge, asked(60, "automatic", outcome), at(9))).toBeUndefined();
      expect(automaticInterval(FAST, gauge, asked(60, "automatic", outcome), at(10))).toBe(60);
    }
  });

  it("is the usual interval once it is quiet, and not within half an hour of the last change", () => {
    expect(automaticInterval(USUAL, gauge, asked(60), at(29))).toBeUndefined();
    expect(automaticInterval(USUAL, gauge, asked(60), at(30))).toBe(600);
    expect(automaticInterval(USUAL, gauge, asked(600), at(90))).toBeUndefined();
    expect(automaticInterval(USUAL, gauge, asked(600, "automatic", FAILED), at(90))).toBe(600);
  });

  it("leaves alone what a person has asked for, and what nobody ever asked for", () => {
    expect(automaticInterval(USUAL, gauge, asked(300, "chan"), at(90))).toBeUndefined();
    expect(automaticInterval(USUAL, gauge, undefined, at(90))).toBeUndefined();
  });

  it("is nothing for a device that has no fast interval, or one that is none", () => {
    expect(automaticInterval(FAST, { reportIntervalS: 600 }, undefined, at(0))).toBeUndefined();
    expect(automaticInterval(FAST, { ...gauge, fastReportIntervalS: 600 }, undefined, at(0))).toBeUndefined();
  });
});

describe("the devices that can hurry at a site", () => {
  const device = (overrides: Partial<Device>): Device => ({
    devEui: GAUGE,
    profileId: "milesight/em500-udl",
    reportIntervalS: 600,
    fastReportIntervalS: 60,
    downlink: { via: "chirpstack" },
    assignments: [{ siteId: "wai-tau-bridge", sensorHeightM: 3.2, validFrom: START }],
    ...overrides,
  });
  const { fastReportIntervalS: _, ...steadyPace } = device({});
  const { downlink: __, ...deaf } = device({});

  it("stand there now, have a fast interval and a network server that takes downlinks", () => {
    expect(hurryingDevices([device({})], "wai-tau-bridge", at(1))).toHaveLength(1);
    expect(hurryingDevices([device({})], "wai-tau-bridge", at(-1))).toEqual([]);
    expect(hurryingDevices([device({})], "lam-kam-road", at(1))).toEqual([]);
    expect(hurryingDevices([steadyPace, deaf], "wai-tau-bridge", at(1))).toEqual([]);
  });
});
