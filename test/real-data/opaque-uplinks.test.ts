import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { ingestUplinks, type Message } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { ingestServices } from "#test/functions/ingest-services.ts";
import { documentOf } from "#test/functions/uplink-messages.ts";
import { recording } from "./real-data.ts";

const SENSOR = "020000fffe0000e1";

/** One sensor whose payload nobody here reads, at a site that is watched for floods by nobody else. */
const village: Village = {
  villageId: "tour-perret",
  name: { "zh-HK": "塔", en: "Tower" },
  telephone: "+12025550140",
  sites: [
    {
      siteId: "tower",
      name: { "zh-HK": "塔頂", en: "Top of the tower" },
      position: [114.1, 22.4],
      hazards: [{ hazard: "flood", settings: { reference: "depth" }, validFrom: 0 }],
    },
  ],
  devices: [
    {
      devEui: SENSOR,
      profileId: "generic/opaque",
      reportIntervalS: 1800,
      assignments: [{ siteId: "tower", validFrom: 0 }],
    },
  ],
};

interface Row {
  readonly t_utc: string;
  readonly fcnt: string;
  readonly hold_time_max: string;
  readonly payload_hex: string;
}

const path = recording("lorawan/tourperret_elsys_ems_2023-01_06.csv");

describe.skipIf(path === undefined)(
  "half a year of a sensor on a tower, as its network heard it",
  async () => {
    const rows: readonly Row[] = path === undefined ? [] : parse(readFileSync(path), { columns: true });
    const services = {
      ...ingestServices(),
      registry: memoryRegistry([village]),
    };
    const messages = rows.map(({ t_utc, fcnt, payload_hex }, index): Message => {
      const at = Date.parse(t_utc);
      const body = documentOf(SENSOR, payload_hex, { at, fCnt: Number(fcnt) });
      return { messageId: `row-${index}`, body, sentAt: at + SECOND_MS };
    });
    let accepted = 0;
    let duplicates = 0;
    for (let start = 0; start < messages.length; start += 10) {
      const batch = messages.slice(start, start + 10);
      services.time.wall = batch.at(-1)?.sentAt ?? services.time.wall;
      const ingested = await ingestUplinks(batch, services);
      expect(ingested).toMatchObject({ failed: [], quarantined: [], passed: 0 });
      accepted += ingested.accepted;
      duplicates += ingested.duplicates;
    }
    const observed = [...services.history.rows.values()].toSorted((a, b) => a.observedAt - b.observedAt);

    it("is 4,333 observations in 6,285 rows: 1,952 were copies", () => {
      expect(rows).toHaveLength(6285);
      expect(observed).toHaveLength(4333);
      expect({ accepted, duplicates }).toEqual({ accepted: 4333, duplicates: 1952 });
    });

    it("keeps the 992 readings whose counters had been there before the device began anew", () => {
      const seen = new Set<number>();
      const repeated = observed.filter(({ fCnt = -1 }) => seen.size === seen.add(fCnt).size);
      // The two more are the first frames after long silences: the last ones before them again.
      expect(repeated).toHaveLength(992 + 2);
    });

    it("writes down that the counter began anew, once", () => {
      expect([...services.deviceEvents.events.values()]).toEqual([
        { kind: "counter_reset", devEui: SENSOR, at: "2023-03-15T08:31:03.596Z", from: 1062, to: 0 },
      ]);
    });

    it("lands frames that a gateway held for over a minute at the time they were first heard", () => {
      const held = rows.filter(({ hold_time_max }) => Number(hold_time_max) > 60);
      expect(held).toHaveLength(1347);
      const instants = new Set(observed.map(({ observedAt }) => toIso(observedAt)));
      const firsts = rows.filter(({ t_utc }) => instants.has(toIso(Date.parse(t_utc))));
      expect(firsts).toHaveLength(4333);
      const isCopy = ({ t_utc, fcnt, payload_hex }: Row) =>
        firsts.some(
          (first) =>
            first.fcnt === fcnt &&
            first.payload_hex === payload_hex &&
            Math.abs(Date.parse(first.t_utc) - Date.parse(t_utc)) <= 30 * MINUTE_MS,
        );
      expect(held.every(isCopy)).toBe(true);
    });
  },
);

const events = recording("lorawan/sainteynard32_chirpstack_v3_first300.ndjson");

describe.skipIf(events === undefined)(
  "three hundred documents of a ChirpStack v3, as it sent them",
  async () => {
    const DOOR = "d1d1e80000000032";
    const bodies = events === undefined ? [] : readFileSync(events, "utf8").trim().split("\n");
    const [device] = village.devices;
    if (device === undefined) throw new Error("the village has no device");
    const services = {
      ...ingestServices(),
      registry: memoryRegistry([{ ...village, devices: [{ ...device, devEui: DOOR }] }]),
    };
    const stamps = bodies.map((body): number => JSON.parse(body)._timestamp);
    for (const [index, body] of bodies.entries()) {
      const sentAt = stamps[index] ?? 0;
      const ingested = await ingestUplinks([{ messageId: `line-${index}`, body, sentAt }], services);
      expect(ingested).toMatchObject({ failed: [], quarantined: [], ignored: 0 });
    }

    it("are 288 observations, each with the gateways that heard it", () => {
      const observed = [...services.history.rows.values()];
      expect(observed).toHaveLength(288);
      expect(observed.every(({ gateways = [] }) => gateways.length > 0)).toBe(true);
      const { rxInfo } = JSON.parse(bodies[0] ?? "{}");
      expect(observed[0]?.gateways?.length).toBe(rxInfo.length);
    });

    it("and 12 words of the device on its battery and its link", () => {
      const told = [...services.deviceEvents.events.values()];
      expect(told).toHaveLength(12);
      expect(told[0]).toMatchObject({ kind: "device_status", devEui: DOOR, marginDb: -27 });
    });
  },
);
