import { MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { showersOf } from "./hong-kong-weather.ts";
import {
  collectionDayOf,
  collectionsOf,
  type Dump,
  dumpOf,
  grassM,
  litterOf,
  parkedOf,
  passersOf,
  type Stay,
} from "./lay-by.ts";
import { normal, randomOf, seedOf } from "./random.ts";
import type { Nuisance } from "./scenario-truth.ts";
import type { BuildWorld } from "./scenario-world.ts";
import { devEuiOf, type Report, rounded, type ScenarioDevice } from "./simulated-device.ts";
import { activeIn, oneInEach, type Span } from "./spans.ts";
import { VEHICLE_HEARTBEAT_MS, vehicleReports } from "./vehicle-sensor.ts";

const SENSOR_HEIGHT_M = 3.5;
const INTERVAL_MS = 10 * MINUTE_MS;
/** Of an ultrasonic sensor over rough ground, dry and in rain. */
const NOISE_M = 0.006;
const RAIN_NOISE_M = 0.015;

/** A lay-by: who stands there, what lies there, and two sensors, one in the ground for vehicles, one on a pole that looks down. */
export const illegalDumpingWorld: BuildWorld = ({ seed, span, events, eventsIn }) => {
  const schedule = collectionDayOf(seed);
  const collections = collectionsOf(seed, schedule, span);
  const dumps = oneInEach(randomOf(seed, "dumps"), events, eventsIn).map((atMs, index) =>
    dumpOf(seed, atMs, index),
  );
  const inSpan = dumps.filter(({ from, to }) => from >= span.from && to < span.to);
  const parked = parkedOf(seed, span);
  const stays = [...inSpan, ...collections, ...parked].toSorted((a, b) => a.from - b.from);
  const passers = passersOf(seed, span);
  const clearedAt = (atMs: number) => collections.find(({ from }) => from > atMs)?.to;
  const ground = groundOf(seed, span, { dumps: inSpan, collections });
  const device = (number: number, more: Omit<ScenarioDevice, "devEui" | "position">): ScenarioDevice => ({
    devEui: devEuiOf(4, number),
    position: [114.2031, 22.4867],
    ...more,
  });
  return {
    devices: [
      {
        device: device(1, { profileId: "pni/placepod", reportIntervalS: VEHICLE_HEARTBEAT_MS / SECOND_MS }),
        reports: () => vehicleReports(stays, seed, span),
      },
      {
        device: device(2, {
          profileId: "milesight/em310-udl",
          reportIntervalS: INTERVAL_MS / SECOND_MS,
          sensorHeightM: SENSOR_HEIGHT_M,
        }),
        reports: () => heightReports({ ground, stays, passers, seed, span }),
      },
    ],
    events: inSpan.map(({ from, to, heapM, tippedAt }) => {
      const cleared = clearedAt(tippedAt);
      return { kind: "dumping", from, to, heapM, ...(cleared === undefined ? {} : { clearedAt: cleared }) };
    }),
    nuisances: nuisancesOf(stays, passers),
    facts: { collections: schedule },
  };
};

/** Heaps, litter and grass: how high the ground stands under the sensor. Asked in the order of time. */
const groundOf = (
  seed: number,
  span: Span,
  { dumps, collections }: { readonly dumps: readonly Dump[]; readonly collections: readonly Stay[] },
) => {
  const grass = grassM(seed);
  const changes = [
    ...dumps.map(({ tippedAt, heapM }) => ({ atMs: tippedAt, heightM: heapM })),
    ...litterOf(seed, span),
    ...collections.map(({ to }) => ({ atMs: to - MINUTE_MS, heightM: Number.NEGATIVE_INFINITY })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  return () => {
    let [next, lyingM] = [0, 0];
    return (atMs: number): number => {
      for (let change = changes[next]; change !== undefined && change.atMs <= atMs; change = changes[next]) {
        lyingM = Math.max(0, lyingM + change.heightM);
        next += 1;
      }
      return Math.min(lyingM, 2) + grass(atMs);
    };
  };
};

interface View {
  readonly ground: ReturnType<typeof groundOf>;
  readonly stays: readonly Stay[];
  readonly passers: ReturnType<typeof passersOf>;
  readonly seed: number;
  readonly span: Span;
}

function* heightReports({ ground, stays, passers, seed, span }: View): Generator<Report> {
  const groundAt = ground();
  const under = activeIn(stays.filter(({ roofM }) => roofM !== undefined));
  const passing = activeIn(passers);
  const raining = activeIn(showersOf(seed, span));
  const own = seedOf(seed, "height");
  for (let atMs = span.from + Math.floor(randomOf(own, "offset")() * INTERVAL_MS); atMs < span.to; ) {
    const random = randomOf(own, atMs);
    let topM = groundAt(atMs);
    for (const { roofM = 0 } of under(atMs)) topM = Math.max(topM, roofM);
    for (const { heightM } of passing(atMs)) topM = Math.max(topM, heightM);
    const noiseM = raining(atMs).length > 0 ? RAIN_NOISE_M : NOISE_M;
    yield { atMs, values: { distance: rounded(SENSOR_HEIGHT_M - topM + noiseM * normal(random), 0.001) } };
    atMs += INTERVAL_MS + Math.floor(random() * SECOND_MS);
  }
}

const nuisancesOf = (stays: readonly Stay[], passers: readonly Span[]): readonly Nuisance[] => [
  ...stays.flatMap(({ why, roofM, from, to }): readonly Nuisance[] => {
    if (why === "collection") return [{ kind: "collection", from, to }];
    return why === "parked" && roofM !== undefined ? [{ kind: "parked_under_sensor", from, to }] : [];
  }),
  ...passers.map(({ from, to }) => ({ kind: "before_sensor" as const, from, to })),
];
