import { describe, expect, it } from "vitest";
import { maintainDevice } from "#devices/commands/provisioning/maintain-device.ts";
import { maintenanceOrder } from "#devices/commands/provisioning/maintenance-order.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import type { Maintenance } from "#shared/domain/maintenance.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { BRIDGE, pilot } from "#test/functions/pilot-village.ts";

/** 2026-11-21 20:00 in Hong Kong. */
const NOW = Date.UTC(2026, 10, 21, 12);

describe("an order of maintenance", () => {
  it.each([
    ["2h", 2 * HOUR_MS],
    ["90m", 90 * MINUTE_MS],
    ["1.5h", 90 * MINUTE_MS],
    ["7d", 7 * 24 * HOUR_MS],
    ["2 hours", 2 * HOUR_MS],
  ])("is for %s", (duration, forMs) => {
    expect(maintenanceOrder(BRIDGE.devEui.toUpperCase(), { for: duration, by: "wong" })).toEqual({
      devEui: BRIDGE.devEui,
      forMs,
      by: "wong",
    });
  });

  it.each(["2", "8d", "1y", "-2h", "2hh", "soon", "", "0h", "10s", `${"9".repeat(200)}h`])(
    "is refused for %j",
    (duration) => {
      expect(maintenanceOrder(BRIDGE.devEui, { for: duration, by: "wong" })).toEqual({
        error: `--for: "${duration}" is no time from 1m to 7d, like 2h or 90m`,
      });
    },
  );

  it("is one or the other: for so long, or the end", () => {
    const error = "give either --for, like --for 2h, or --end";
    expect(maintenanceOrder(BRIDGE.devEui, { by: "wong" })).toEqual({ error });
    expect(maintenanceOrder(BRIDGE.devEui, { for: "2h", end: true, by: "wong" })).toEqual({ error });
    expect(maintenanceOrder("the bridge", { end: true, by: "wong" })).toEqual({
      error: '"the bridge" is no device: a DevEUI is 16 hexadecimal digits',
    });
  });
});

const world = (maintenance: readonly Maintenance[] = []) => {
  const village: Village = { ...pilot.village, maintenance };
  const done: unknown[] = [];
  const written = async (...args: readonly unknown[]) => {
    done.push(args);
    return "written" as const;
  };
  return {
    done,
    services: {
      clock: { now: () => NOW },
      registry: memoryRegistry([village]),
      maintenance: { put: written, end: written },
      states: { planAnew: written },
    },
  };
};

describe("a device at which somebody works", () => {
  const order = { devEui: BRIDGE.devEui, by: "wong" };
  const place = { villageId: "lam-tsuen", siteId: BRIDGE.siteId };

  it("is said to be so until a time of Hong Kong, and its site is judged anew", async () => {
    const { services, done } = world();
    const { lines } = await maintainDevice({ ...order, forMs: 2 * HOUR_MS, reason: "new battery" }, services);
    expect(lines[0]).toContain("is under maintenance until 2026-11-21 22:00, Hong Kong time");
    expect(done).toEqual([
      ["lam-tsuen", { ...order, from: NOW, to: NOW + 2 * HOUR_MS, reason: "new battery" }],
      [place, NOW + 15_000],
    ]);
  });

  it("is done when that is said; and only then", async () => {
    const { services, done } = world([{ ...order, from: NOW - 1, to: NOW + 1 }]);
    expect((await maintainDevice(order, services)).lines[0]).toContain("no longer under maintenance");
    expect(done[0]).toEqual(["lam-tsuen", BRIDGE.devEui, NOW]);
    const idle = world();
    expect((await maintainDevice(order, idle.services)).lines[0]).toBe(
      `${BRIDGE.devEui} is not under maintenance.`,
    );
    expect(idle.done).toEqual([]);
  });

  it("has to be registered", async () => {
    const { services } = world();
    expect((await maintainDevice({ ...order, devEui: "020000fffe0000ff" }, services)).troubles).toEqual([
      "no device 020000fffe0000ff is registered; `village provision` registers one",
    ]);
  });

  it("is told when others wrote all the time", async () => {
    const { services } = world();
    const busy = { ...services.maintenance, put: async () => "conflict" as const };
    const outcome = await maintainDevice({ ...order, forMs: HOUR_MS }, { ...services, maintenance: busy });
    expect(outcome.troubles[0]).toContain("Nothing was written");
  });
});
