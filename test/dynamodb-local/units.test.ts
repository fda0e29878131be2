import { describe, expect, inject, it } from "vitest";
import { consumedUnits, type StormLoad } from "#test/bench/consumed-units.ts";
import { localTables } from "./tables.ts";

/** `architecture.md`: of an ordinary uplink, amortised, the publishing of status included. */
const BUDGET = { readUnits: 1, writeUnits: 3 };

describe("an uplink in a storm, with a full window, in DynamoDB's units", () => {
  const loads: readonly StormLoad[] = [
    { devices: 10, minutes: 30, instances: 1 },
    // While it rises past every threshold: the writes that change an alarm are among them.
    { devices: 10, minutes: 50, instances: 1, fromMinute: 80 },
    { devices: 1_000, minutes: 1, instances: 4 },
  ];

  it.each(loads)(
    "costs at most one to read and three to write with $devices devices, load %$",
    async (load) => {
      const local = await localTables(inject("dynamoDbEndpoint"), `units-${load.devices}-${load.minutes}`);
      const measured = await consumedUnits(local, load);
      console.log(JSON.stringify(measured));
      expect(measured.uplinks).toBe(load.devices * load.minutes);
      expect(measured.readUnits).toBeLessThanOrEqual(BUDGET.readUnits);
      expect(measured.writeUnits).toBeLessThanOrEqual(BUDGET.writeUnits);
    },
  );
});
