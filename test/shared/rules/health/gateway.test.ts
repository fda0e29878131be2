import { describe, expect, it } from "vitest";
import type { GatewayDown } from "#shared/domain/finding.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import {
  type GatewayInput,
  judgeGateway,
  type ThroughGateway,
  verdictOn,
} from "#shared/rules/health/gateway.ts";

const T0: EpochMs = Date.UTC(2026, 8, 1);
const at = (minutes: number): EpochMs => T0 + minutes * MINUTE_MS;

const device = (number: number, heardMinute: number, intervalMinutes = 10): ThroughGateway => ({
  devEui: `020000fffe00000${number}`,
  villageId: "lam-tsuen",
  siteId: `site-${number}`,
  heardAt: at(heardMinute),
  reportIntervalMs: intervalMinutes * MINUTE_MS,
  limitMs: 3 * intervalMinutes * MINUTE_MS,
});

const judge = (input: Partial<GatewayInput> & { readonly now: EpochMs }, open?: GatewayDown) =>
  judgeGateway(open, { gatewayId: "g", devices: [], connection: undefined, ...input });

describe("a gateway", () => {
  it("is down when two devices heard only through it are overdue at once, and names all of them", () => {
    const devices = [device(1, 0), device(2, 4), device(3, 2, 60)];
    expect(judge({ devices, now: at(33) })).toBeUndefined();
    expect(judge({ devices, now: at(34) })).toEqual({
      kind: "gateway_down",
      gatewayId: "g",
      cause: "all_silent",
      since: at(4),
      devices: devices.map(({ devEui, villageId, siteId }) => ({ devEui, villageId, siteId })),
    });
  });

  it("is not down for one silent device, nor while another is heard", () => {
    expect(judge({ devices: [device(1, 0)], now: at(500) })).toBeUndefined();
    expect(judge({ devices: [device(1, 0), device(2, 490), device(3, 0)], now: at(495) })).toBeUndefined();
  });

  it("is down when its network server says so, unless it is back within five minutes or frames still come", () => {
    const connection = { connected: false, at: at(0) };
    expect(judge({ devices: [device(1, -2)], connection, now: at(4) })).toBeUndefined();
    expect(judge({ devices: [device(1, -2)], connection, now: at(5) })).toMatchObject({
      cause: "disconnected",
      since: at(0),
    });
    expect(judge({ devices: [device(1, 1)], connection, now: at(5) })).toBeUndefined();
    expect(judge({ connection: { connected: true, at: at(0) }, now: at(50) })).toBeUndefined();
  });

  it("is back with the first frame, or when its network server says so, and not sooner", () => {
    const devices = [device(1, 0), device(2, 4)];
    const down = judge({ devices, now: at(34) });
    expect(judge({ devices, now: at(5_000) }, down)).toBe(down);
    expect(judge({ devices: [device(1, 60), device(2, 4)], now: at(60) }, down)).toBeUndefined();
    const reconnected = { connected: true, at: at(70) };
    expect(judge({ devices, connection: reconnected, now: at(71) }, down)).toBeUndefined();
    // Said to be there, and heard by nobody for as long again: down once more, and not back by the same word.
    expect(judge({ devices, connection: reconnected, now: at(99) })).toBeUndefined();
    const again = judge({ devices, connection: reconnected, now: at(100) });
    expect(again).toMatchObject({ cause: "all_silent", since: at(70) });
    expect(judge({ devices, connection: reconnected, now: at(200) }, again)).toBe(again);
    const longBefore = { connected: true, at: at(-70) };
    expect(judge({ devices, connection: longBefore, now: at(71) }, down)).toBe(down);
  });
});

describe("what a gateway has to do with a device's silence", () => {
  const first = "020000fffe000001";

  it("is nothing when the device is alone on it, or not known to be on it", () => {
    expect(verdictOn(first, [device(1, 0)], undefined)).toEqual({ kind: "innocent" });
    expect(verdictOn(first, [device(2, 0), device(3, 0)], undefined)).toEqual({ kind: "innocent" });
  });

  it("is nothing when another was heard after the device should have been", () => {
    expect(verdictOn(first, [device(1, 0), device(2, 15)], undefined)).toEqual({ kind: "innocent" });
  });

  it("is undecided when nobody has been heard since", () => {
    expect(verdictOn(first, [device(1, 0), device(2, 9)], undefined)).toEqual({ kind: "undecided" });
  });

  it("is that it was down until a while ago", () => {
    const devices = [device(1, 0), device(2, 100)];
    expect(verdictOn(first, devices, at(99))).toEqual({ kind: "back", since: at(99) });
    expect(verdictOn(first, [device(1, 120), device(2, 121)], at(99))).toEqual({ kind: "undecided" });
  });
});
