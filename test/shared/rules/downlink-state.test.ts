import { describe, expect, it } from "vitest";
import type { DeliveryEvidence, DownlinkRecord } from "#shared/domain/downlink.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { tooLongFor } from "#shared/rules/downlink-length.ts";
import { downlinkState, shownUntil } from "#shared/rules/downlink-state.ts";
import { framesAfter } from "./heard-frames.ts";

const ASKED = Date.UTC(2026, 8, 8, 14, 0);
const HANDED_OVER = ASKED + 2_000;
const NOTHING: DeliveryEvidence = { frames: [], reports: [], results: [] };

const asked: DownlinkRecord = {
  downlinkId: "d1",
  devEui: "020000fffe000001",
  villageId: "lam-tsuen",
  siteId: "wai-tau-bridge",
  command: { reportIntervalS: 60 },
  usualIntervalS: 600,
  address: { via: "chirpstack" },
  fPort: 85,
  payloadHex: "ff033c00",
  requestedAt: ASKED,
  requestedBy: "chan",
  expiresAt: ASKED + 24 * HOUR_MS,
  attempts: 0,
};
const handedOver: DownlinkRecord = {
  ...asked,
  attempts: 1,
  mayHaveLeftAt: HANDED_OVER,
  handedOver: { at: HANDED_OVER, messageId: "m1" },
};
const stateAfter = (record: DownlinkRecord, minutes: number, evidence: Partial<DeliveryEvidence> = {}) =>
  downlinkState(record, { ...NOTHING, ...evidence }, ASKED + minutes * MINUTE_MS);

describe("a downlink", () => {
  it("waits in the queue until its time is over, and says then why it was not sent", () => {
    expect(stateAfter(asked, 1).name).toBe("queued");
    expect(stateAfter(asked, 24 * 60 + 1)).toEqual({
      name: "expired",
      at: asked.expiresAt,
      reason: "it was not sent in time",
    });
    const refused = { ...asked, trouble: "ChirpStack answers 503: busy" };
    expect(stateAfter(refused, 24 * 60 + 1).reason).toBe("ChirpStack answers 503: busy");
  });

  it("is not delivered because a network server took it", () => {
    const taken = { at: HANDED_OVER + 1, downlinkId: "m1" };
    const results = [
      { ...taken, result: "queued" as const },
      { ...taken, result: "sent" as const },
      { ...taken, result: "not_acknowledged" as const },
    ];
    expect(stateAfter(handedOver, 30, { results })).toEqual({ name: "handed_over", at: HANDED_OVER });
  });

  it("is delivered when the device acknowledges that very frame", () => {
    const at = HANDED_OVER + MINUTE_MS;
    const acknowledged = (downlinkId?: string) =>
      stateAfter(handedOver, 30, { results: [{ at, result: "acknowledged", downlinkId }] });
    expect(acknowledged("m1")).toEqual({ name: "delivered", at, shownBy: "acknowledgement" });
    expect(acknowledged("m2").name).toBe("handed_over");
    expect(acknowledged().name).toBe("handed_over");
  });

  it("is delivered when the device itself says afterwards that it reports so often", () => {
    const at = HANDED_OVER + MINUTE_MS;
    const said = (reportIntervalS: number, when = at) =>
      stateAfter(handedOver, 30, { reports: [{ at: when, reportIntervalS }] });
    expect(said(60)).toEqual({ name: "delivered", at, shownBy: "report" });
    expect(said(600).name).toBe("handed_over");
    expect(said(60, ASKED - MINUTE_MS).name).toBe("handed_over");
  });

  it("is delivered when the device is heard three times at the pace asked for, and not by what was heard before", () => {
    const before = framesAfter(ASKED - 10 * MINUTE_MS, [60, 60, 60, 60]);
    expect(stateAfter(handedOver, 30, { frames: before }).name).toBe("handed_over");
    const after = framesAfter(HANDED_OVER + 500_000, [60, 60, 60], 10);
    expect(stateAfter(handedOver, 30, { frames: [...before, ...after] })).toEqual({
      name: "delivered",
      at: after.at(-1)?.at,
      shownBy: "intervals",
    });
  });

  it("was delivered at the first sign of several", () => {
    const frames = framesAfter(HANDED_OVER, [60, 60, 60]);
    const reports = [{ at: HANDED_OVER + 30_000, reportIntervalS: 60 }];
    expect(stateAfter(handedOver, 30, { frames, reports }).shownBy).toBe("report");
  });

  it("has failed when the network server gave it up, unless the device shows that it has it all the same", () => {
    const failure = { at: HANDED_OVER + 9, downlinkId: "m1", result: "failed" as const, reason: "too large" };
    expect(stateAfter(handedOver, 30, { results: [failure] })).toEqual({
      name: "failed",
      at: failure.at,
      reason: "too large",
    });
    const { reason: _, ...silent } = failure;
    expect(stateAfter(handedOver, 30, { results: [silent] }).reason).toMatch(/gave it up/);
    const frames = framesAfter(HANDED_OVER, [60, 60, 60]);
    expect(stateAfter(handedOver, 30, { results: [failure], frames }).name).toBe("delivered");
  });

  it("that the device never shows is called so in the end, with time enough for a slow one to show it", () => {
    expect(stateAfter(handedOver, 24 * 60 + 1)).toMatchObject({ name: "expired", reason: /never showed/ });
    const slow = { ...handedOver, command: { reportIntervalS: 36_000 }, usualIntervalS: 36_000 };
    const { handedOver: _, mayHaveLeftAt: __, ...waiting } = slow;
    expect(shownUntil(waiting)).toBe(ASKED + 6 * 10 * HOUR_MS);
    expect(shownUntil(slow)).toBe(HANDED_OVER + 6 * 10 * HOUR_MS);
    expect(stateAfter(slow, 24 * 60 + 1).name).toBe("handed_over");
  });

  it("that may have left without an answer counts as delivered when the device shows it", () => {
    const unknown = { ...asked, mayHaveLeftAt: HANDED_OVER, trouble: "no answer" };
    expect(stateAfter(unknown, 5).name).toBe("queued");
    expect(stateAfter(unknown, 5, { frames: framesAfter(HANDED_OVER, [60, 60, 60]) }).name).toBe("delivered");
    const acknowledged = { at: HANDED_OVER + 1, result: "acknowledged" as const };
    expect(stateAfter(unknown, 5, { results: [acknowledged] }).name).toBe("queued");
    expect(stateAfter(unknown, 24 * 60 + 1)).toMatchObject({ name: "expired", reason: "no answer" });
  });

  it("that has ended stays as it ended, whatever is heard later", () => {
    const at = ASKED + HOUR_MS;
    const frames = framesAfter(HANDED_OVER, [60, 60, 60]);
    const ends = [
      { kind: "replaced", at, by: "d2" },
      { kind: "delivered", at, shownBy: "report" },
      { kind: "failed", at, reason: "refused" },
    ] as const;
    expect(ends.map((outcome) => stateAfter({ ...handedOver, outcome }, 90, { frames }))).toEqual([
      { name: "replaced", at },
      { name: "delivered", at, shownBy: "report" },
      { name: "failed", at, reason: "refused" },
    ]);
  });
});

describe("a downlink under AS923-1 with 400 ms dwell time", () => {
  it("takes 11 bytes at DR2 and 53 at DR3, nothing below", () => {
    expect(tooLongFor(11, 2)).toBeUndefined();
    expect(tooLongFor(12, 2)).toBe(
      "12 bytes do not fit into a downlink at data rate 2: under AS923-1 with 400 ms dwell time it takes 11.",
    );
    expect(tooLongFor(53, 3)).toBeUndefined();
    expect(tooLongFor(54, 3)).toMatch(/takes 53/);
    expect(tooLongFor(1, 0)).toMatch(/takes 0/);
    expect(tooLongFor(1, 12)).toMatch(/takes 0/);
  });

  it("is held to the lowest data rate where none is known", () => {
    expect(tooLongFor(11)).toBeUndefined();
    expect(tooLongFor(12)).toMatch(/data rate 2/);
  });
});
