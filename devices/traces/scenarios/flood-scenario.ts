import { MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { FLOOD_PLACES, type FloodPlace } from "./flood-places.ts";
import { type Water, waterOf } from "./flood-water.ts";
import { hourOf } from "./hong-kong-clock.ts";
import { isHotDry } from "./hong-kong-weather.ts";
import { clamp, normal, randomOf, seedOf } from "./random.ts";
import type { BuildWorld } from "./scenario-world.ts";
import { devEuiOf, type Report, rounded, type ScenarioDevice } from "./simulated-device.ts";
import type { Span } from "./spans.ts";

/** A gauge that reports by itself every minute once the water stands 3 cm above the dry level, as its maker's threshold alarm allows. */
const DRY_INTERVAL_MS = 5 * MINUTE_MS;
const WET_INTERVAL_MS = MINUTE_MS;
const WET_M = 0.03;

/** Of a still surface; moving water scatters more (an ultrasonic gauge's 1 % of range at most; its frame tells millimetres). */
const NOISE_M = 0.003;
const NOISE_PER_M = 0.02;
const RAIN_NOISE_M = 0.008;
/** Nearer than this an ultrasonic sensor hears itself (Milesight EM500-UDL-W050: 30 cm). */
const BLIND_M = 0.3;

/**
 * Sound is faster in warm air, by 0.17 % per °C at 25 °C; the sensor makes up for the temperature it feels in its own housing, which the
 * sun makes warmer than the air below. How many degrees too warm: an assumption.
 */
const SOUND_PER_C = 0.001_7;
const SUN_C = 4;

/** Water at a road, a nullah, a river or a quay, and the gauge over it. */
export const floodWorld: BuildWorld = ({ seed, span, events, eventsIn, place }) => {
  const kind: FloodPlace = FLOOD_PLACES[place as keyof typeof FLOOD_PLACES];
  const water = waterOf(kind, seed, span, events, eventsIn);
  const device: ScenarioDevice = {
    devEui: devEuiOf(1, 1),
    profileId: "milesight/em500-udl",
    reportIntervalS: DRY_INTERVAL_MS / SECOND_MS,
    sensorHeightM: kind.sensorHeightM,
    position: [114.1468, 22.4689],
  };
  return {
    devices: [{ device, reports: () => gaugeReports(water, kind, seedOf(seed, "gauge"), span) }],
    events: water.events,
    nuisances: water.nuisances,
  };
};

function* gaugeReports(
  water: Water,
  { baseM, sensorHeightM, tidal }: FloodPlace,
  seed: number,
  { from, to }: Span,
): Generator<Report, void, Report["values"] | undefined> {
  const offsetMs = Math.floor(randomOf(seed, "offset")() * DRY_INTERVAL_MS);
  for (let atMs = from + offsetMs; atMs < to; ) {
    const random = randomOf(seed, atMs);
    const levelM = water.levelM(atMs);
    const noiseM =
      NOISE_M +
      NOISE_PER_M * clamp(tidal ? 0 : levelM - baseM, 0, 1) +
      (water.isRaining(atMs) ? RAIN_NOISE_M : 0);
    const distanceM = sensorHeightM - levelM;
    const warmedM = distanceM * SOUND_PER_C * sunC(seed, atMs);
    const heard = distanceM + warmedM + noiseM * normal(random);
    const distance = rounded(Math.max(BLIND_M, heard), 0.001);
    const told = yield { atMs, values: { distance } };
    const wet = !tidal && sensorHeightM - (told?.distance ?? distance) >= baseM + WET_M;
    atMs += (wet ? WET_INTERVAL_MS : DRY_INTERVAL_MS) + Math.floor(random() * SECOND_MS);
  }
}

/** How much warmer the housing is than the air. */
const sunC = (seed: number, atMs: number): number => {
  const hour = hourOf(atMs);
  if (hour < 6 || hour > 18) return 0;
  return (isHotDry(seed, atMs) ? 2 : 1) * SUN_C * Math.sin(((hour - 6) / 12) * Math.PI);
};
