import { describe, expect, it } from "vitest";
import { deviceSchema, heartbeatOf } from "#shared/domain/device.ts";

const motionSensor = {
  devEui: "020000FFFE000007",
  profileId: "milesight/ws202",
  reportIntervalS: 600,
  assignments: [{ siteId: "school-path", validFrom: "2026-04-01T00:00:00+08:00" }],
};

describe("a device", () => {
  it("may hang at no height that matters", () => {
    expect(deviceSchema.parse(motionSensor).assignments[0]).not.toHaveProperty("sensorHeightM");
  });

  it("may be silent for two report intervals, or for as long as it says", () => {
    expect(heartbeatOf(deviceSchema.parse(motionSensor))).toBe(1200);
    expect(heartbeatOf(deviceSchema.parse({ ...motionSensor, heartbeatS: 3600 }))).toBe(3600);
  });

  it.each([
    { via: "aws-iot-wireless", wirelessDeviceId: "7e0f4cbb-0000-4000-8000-000000000001" },
    { via: "aws-iot-wireless" },
    { via: "chirpstack" },
    { via: "the-things-stack", applicationId: "village-watch", deviceId: "wai-tau-1" },
  ])("can be reached over %j", (downlink) => {
    expect(deviceSchema.parse({ ...motionSensor, downlink }).downlink).toEqual(downlink);
  });

  it.each([
    { downlink: { via: "pigeon" } },
    { downlink: { via: "the-things-stack", deviceId: "wai-tau-1" } },
    { downlink: { via: "chirpstack", applicationId: "village-watch" } },
    { fastReportIntervalS: 5 },
    { heartbeatS: 0 },
  ])("is refused with %j", (changed) => {
    expect(deviceSchema.safeParse({ ...motionSensor, ...changed }).success).toBe(false);
  });
});
