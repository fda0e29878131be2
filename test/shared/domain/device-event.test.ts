import { describe, expect, it } from "vitest";
import { eventSubject } from "#shared/domain/device-event.ts";

describe("whom an event is kept under", () => {
  const told = { at: "2026-09-08T15:41:00.000Z", networkServer: "chirpstack-v4" };

  it("is the device it befell", () => {
    const join = { kind: "join", accepted: true, devEui: "020000fffe000001", ...told } as const;
    expect(eventSubject(join)).toEqual({ devEui: "020000fffe000001" });
  });

  it("is the gateway that came or went", () => {
    const gone = {
      kind: "gateway_connection",
      gatewayId: "a84041ffff1ee2b4",
      connected: false,
      ...told,
    } as const;
    expect(eventSubject(gone)).toEqual({ gatewayId: "a84041ffff1ee2b4" });
  });
});
