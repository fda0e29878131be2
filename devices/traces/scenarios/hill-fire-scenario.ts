import type { Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { felt } from "./air-station.ts";
import { firesOf, type HillFire, positionOf, type Sensor, silencesOf } from "./hill-fires.ts";
import { type Weather, type Wind, weatherOf, windOf } from "./hong-kong-weather.ts";
import {
  graveBurningOf,
  hazeOf,
  hotDaysOf,
  localSmokeOf,
  type OtherSmoke,
  strengthAt,
} from "./other-smoke.ts";
import { randomOf, seedOf } from "./random.ts";
import type { BuildWorld } from "./scenario-world.ts";
import { devEuiOf, type Report, type SimulatedDevice } from "./simulated-device.ts";
import { slowNoise } from "./slow-noise.ts";
import { burntKgPerM3, NO_SMOKE, plus, smokeOf } from "./smoke.ts";
import { activeIn, oneInEach, type Span } from "./spans.ts";

/** Each reports every five minutes, fire or not: what it does when alarmed is a setting of some models, and of this one not. */
const INTERVAL_MS = 5 * MINUTE_MS;
/**
 * The station tells each group in a frame of its own, half a minute apart (Netvox RA07: "MinTime" between two kinds of report). Together,
 * as no station of the catalogue does, they are a quarter of the frames.
 */
const GROUP_AFTER_MS = 30 * SECOND_MS;
const GROUPS: readonly (readonly Quantity[])[] = [
  ["pm2_5"],
  ["carbon_monoxide"],
  ["volatile_organic_compounds"],
  ["air_temperature", "relative_humidity"],
];

/** Two to four sensors on a hill, 250 to 500 m apart. */
const PLACES = [
  [0, 0],
  [310, 140],
  [-260, 230],
  [90, -390],
] as const;

/** A hill, its weather and its smokes; `graves` is one with burning places, where paper and incense are burnt at festivals. */
export const hillFireWorld: BuildWorld = (request) => {
  const { seed, span, events, eventsIn, place } = request;
  const count = 2 + Math.floor(randomOf(seed, "sensors")() * 3);
  const sensors: readonly Sensor[] = PLACES.slice(0, count).map((at, index) => ({
    devEui: devEuiOf(2, index + 1),
    at,
  }));
  const air = { weatherAt: weatherOf(seed), windAt: windOf(seed) };
  const days = oneInEach(randomOf(seed, "fires"), events, eventsIn);
  const fires = firesOf(seed, days, sensors);
  const haze = hazeOf(seed, span);
  const devices = sensors.map((sensor) => {
    const local = localSmokeOf(seed, sensor.devEui, span);
    const graves = place === "graves" ? graveBurningOf(seed, sensor.devEui, span) : [];
    return { sensor, smokes: [...local, ...graves] };
  });
  const other = [...haze, ...devices.flatMap(({ smokes }) => smokes)];
  return {
    devices: devices.map(({ sensor, smokes }) =>
      deviceOf(sensor, {
        seed,
        span,
        fires,
        smokes: [...haze, ...smokes],
        together: request.together,
        ...air,
      }),
    ),
    events: fires.map(({ event }) => event),
    nuisances: [...hotDaysOf(seed, span), ...other.map(({ strongest: _, ...smoke }) => smoke)],
  };
};

interface Hill {
  readonly together: boolean;
  readonly seed: number;
  readonly span: Span;
  readonly fires: readonly HillFire[];
  readonly smokes: readonly OtherSmoke[];
  readonly weatherAt: (atMs: number) => Weather;
  readonly windAt: (atMs: number) => Wind;
}

const deviceOf = (sensor: Sensor, hill: Hill): SimulatedDevice => ({
  device: {
    devEui: sensor.devEui,
    profileId: "netvox/ra0715",
    reportIntervalS: INTERVAL_MS / SECOND_MS,
    position: positionOf(sensor.at),
  },
  reports: () => reportsOf(sensor, hill),
});

function* reportsOf(sensor: Sensor, hill: Hill): Generator<Report> {
  const seed = seedOf(hill.seed, "air", sensor.devEui);
  const offsetMs = Math.floor(randomOf(seed, "offset")() * INTERVAL_MS);
  const ambient = slowNoise(seedOf(hill.seed, "ambient"), 18 * 3_600_000);
  const zero = { co: slowNoise(seedOf(seed, "co"), DAY_MS), voc: slowNoise(seedOf(seed, "voc"), DAY_MS) };
  const smokesAt = activeIn(hill.smokes);
  const firesAt = activeIn(
    hill.fires.map(({ burning }) => ({ ...burning, to: burning.to + 30 * MINUTE_MS })),
  );
  const silent = activeIn(silencesOf(sensor, hill.fires));
  for (let atMs = hill.span.from + offsetMs; atMs < hill.span.to; ) {
    const random = randomOf(seed, atMs);
    const playMs = Math.floor(random() * SECOND_MS);
    if (silent(atMs).length === 0) {
      let smoke = NO_SMOKE;
      for (const one of smokesAt(atMs)) smoke = plus(smoke, one.strongest, strengthAt(one, atMs));
      for (const fire of firesAt(atMs)) {
        smoke = plus(smoke, smokeOf(burntKgPerM3(fire, sensor.at, hill.windAt(atMs), atMs)), 1);
      }
      const values = felt(hill.weatherAt(atMs), smoke, { random, atMs, ambient, zero });
      if (hill.together) yield { atMs, values };
      else yield* apart(atMs, values);
    }
    atMs += INTERVAL_MS + playMs;
  }
}

const apart = (atMs: number, values: Report["values"]): readonly Report[] =>
  GROUPS.map((group, index) => ({
    atMs: atMs + index * GROUP_AFTER_MS,
    values: Object.fromEntries(group.map((quantity) => [quantity, values[quantity]])),
  }));
