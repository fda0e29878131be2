import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { dayOf, midnightOf } from "./hong-kong-clock.ts";
import { type Wind, windOf } from "./hong-kong-weather.ts";
import { between, clamp, logBetween, logNormal, normal, type Random, randomOf } from "./random.ts";
import type { FireEvent } from "./scenario-truth.ts";
import { type Burning, burntAtOf, type Point, reachedAtOf } from "./smoke.ts";
import type { Span } from "./spans.ts";

/** A fire, and what is true of it. */
export interface HillFire {
  readonly burning: Burning;
  readonly event: FireEvent;
}

export interface Sensor {
  readonly devEui: string;
  readonly at: Point;
}

/** One fire in nine begins where the wind carries its smoke past the sensors. An assumption. */
const UPWIND_SHARE = 8 / 9;
/** Three of four begin by day, as people do: 9:00-19:00. An assumption. */
const BY_DAY_SHARE = 0.75;

/** A burnt sensor is replaced after a week. */
const REPLACED_AFTER_MS = 7 * DAY_MS;

/** One after the other: a sensor that burnt in one smells nothing of the next until it is replaced. */
export const firesOf = (
  seed: number,
  days: readonly number[],
  sensors: readonly Sensor[],
): readonly HillFire[] => {
  const windAt = windOf(seed);
  const fires: HillFire[] = [];
  for (const day of days) {
    fires.push(
      hillFireOf(seed, day, sensors, windAt, (sensor, atMs) =>
        silencesOf(sensor, fires).some(({ from, to }) => atMs >= from && atMs < to),
      ),
    );
  }
  return fires;
};

/** When a sensor is burnt and not replaced yet. */
export const silencesOf = ({ devEui }: Sensor, fires: readonly HillFire[]): readonly Span[] =>
  fires.flatMap(({ event }) => {
    const burntAt = event.sensors.find((one) => one.devEui === devEui)?.burntAt;
    return burntAt === undefined ? [] : [{ from: burntAt, to: burntAt + REPLACED_AFTER_MS }];
  });

/**
 * A fire of a hillside of grass and shrubs: it begins 80 m to 1.5 km from a sensor, spreads 1 to 8 m a minute (Rothermel's models for
 * grass and brush in light wind), burns 0.3 to 1 kg/m2, and is out or put out after 40 min to 6 h (an assumption).
 */
const hillFireOf = (
  seed: number,
  day: number,
  sensors: readonly Sensor[],
  windAt: (atMs: number) => Wind,
  isGone: (sensor: Sensor, atMs: number) => boolean,
): HillFire => {
  const random = randomOf(seed, "fire", day);
  const from = ignitionOf(random, day);
  const target = sensors[Math.floor(random() * sensors.length)];
  if (target === undefined) throw new Error("a hill has one sensor at least");
  const at = placeOf(random, target.at, windAt(from + 10 * MINUTE_MS));
  const burning: Burning = {
    at,
    from,
    to: from + Math.round(clamp(logNormal(random, 110, 0.6), 40, 360)) * MINUTE_MS,
    spreadMps: logBetween(random, 1, 8) / 60,
    fuelKgPerM2: between(random, 0.3, 1),
  };
  const seen = sensors
    .filter((sensor) => !isGone(sensor, from))
    .map((sensor) => sensorTruth(burning, sensor, windAt));
  const reached = seen.flatMap(({ reachedAt }) => reachedAt ?? []);
  return {
    burning,
    event: {
      kind: "fire",
      from,
      to: burning.to,
      position: positionOf(at),
      ...(reached.length === 0 ? {} : { reachedAt: Math.min(...reached) }),
      sensors: seen,
    },
  };
};

const ignitionOf = (random: Random, atMs: number): number => {
  const midnight = midnightOf(dayOf(atMs));
  const hour = random() < BY_DAY_SHARE ? between(random, 9, 19) : between(random, 19, 33);
  return midnight + Math.round(hour * HOUR_MS);
};

/** How far off the wind's line through the sensor it begins: some degrees, seen from there. */
const OFF_LINE_DEG = 7;

const placeOf = (random: Random, sensor: Point, { fromDeg }: Wind): Point => {
  const distanceM = logBetween(random, 80, 1_500);
  const upwindDeg = fromDeg + OFF_LINE_DEG * normal(random);
  const deg = random() < UPWIND_SHARE ? upwindDeg : fromDeg + between(random, 60, 300);
  const turn = (deg * Math.PI) / 180;
  return [sensor[0] + distanceM * Math.sin(turn), sensor[1] + distanceM * Math.cos(turn)];
};

const sensorTruth = (
  burning: Burning,
  { devEui, at }: Sensor,
  windAt: (atMs: number) => Wind,
): FireEvent["sensors"][number] => {
  const reachedAt = reachedAtOf(burning, at, windAt);
  const burntAt = burntAtOf(burning, at);
  return {
    devEui,
    distanceM: Math.round(Math.hypot(at[0] - burning.at[0], at[1] - burning.at[1])),
    ...(reachedAt === undefined || (burntAt ?? Number.POSITIVE_INFINITY) <= reachedAt ? {} : { reachedAt }),
    ...(burntAt === undefined ? {} : { burntAt }),
  };
};

/** Tsuen Kam Au (荃錦坳), the saddle under Tai Mo Shan. */
const MIDDLE = [114.1098, 22.4086] as const;
const METRES_PER_DEGREE = 111_320;

export const positionOf = ([eastM, northM]: Point): readonly [number, number] => [
  Math.round((MIDDLE[0] + eastM / METRES_PER_DEGREE / Math.cos((MIDDLE[1] * Math.PI) / 180)) * 1e6) / 1e6,
  Math.round((MIDDLE[1] + northM / METRES_PER_DEGREE) * 1e6) / 1e6,
];
