import { monthPlaceOf } from "./hong-kong-clock.ts";
import { humidityAt, type Weather } from "./hong-kong-weather.ts";
import { clamp, normal, type Random } from "./random.ts";
import { type Report, rounded } from "./simulated-device.ts";
import type { SlowNoise } from "./slow-noise.ts";
import type { Smoke } from "./smoke.ts";

/** What belongs to one look of one station. */
export interface Feeling {
  readonly random: Random;
  readonly atMs: number;
  readonly ambient: SlowNoise;
  readonly zero: { readonly co: SlowNoise; readonly voc: SlowNoise };
}

/** Of a rural station in Hong Kong, µg/m3: about 25 in January and 8 in July (EPD, Tap Mun, of the last years, rounded). */
const ambientUg = (atMs: number): number => 16.5 + 8.5 * Math.cos((monthPlaceOf(atMs) / 6) * Math.PI);

/**
 * What a station's sensors make of the air. Particles swell in moist air and a light-scattering sensor takes them for more, by
 * 1 + 0.25 h2/(1 - h) (Chakrabarti and others 2004), threefold at most here; it tells 1,000 µg/m3 at most (Sensirion SPS30). Gas sensors wander by a tenth of a ppm.
 * A fire's heat is no more than 60 °C where the station still speaks.
 */
export const felt = (
  weather: Weather,
  smoke: Smoke,
  { random, atMs, ambient, zero }: Feeling,
): Report["values"] => {
  const temperatureC = weather.temperatureC + clamp(smoke.heatC, 0, 60);
  const humidityPercent = humidityAt(weather, temperatureC);
  const moist = Math.min(0.9, humidityPercent / 100);
  const swollen = 1 + (0.25 * moist * moist) / (1 - moist);
  const dustUg = ambientUg(atMs) * Math.exp(0.45 * ambient(atMs)) * swollen + smoke.pm25;
  const pm25 = dustUg + (1.5 + 0.05 * dustUg) * normal(random);
  const co = 0.25 + smoke.carbonMonoxidePpm + 0.1 * zero.co(atMs) + 0.05 * normal(random);
  const voc = 0.06 + smoke.vocPpm + 0.03 * zero.voc(atMs) + 0.01 * normal(random);
  return {
    pm2_5: rounded(clamp(pm25, 0, 1_000), 1),
    carbon_monoxide: rounded(clamp(co, 0, 500), 0.1),
    volatile_organic_compounds: rounded(clamp(voc, 0, 40), 0.1),
    air_temperature: rounded(clamp(temperatureC + sunC(weather, atMs) + 0.15 * normal(random), -20, 90), 0.1),
    relative_humidity: rounded(clamp(humidityPercent + 0.8 * normal(random), 0, 100), 0.1),
  };
};

/** A station's shield in the sun of a hot dry day reads some degrees too warm: 38 to 44 °C where the air has 36 to 39. */
const sunC = ({ temperatureC }: Weather, atMs: number): number =>
  temperatureC < 33 ? 0 : clamp((temperatureC - 33) * 0.9, 0, 5) * (atMs % 2 === 0 ? 1 : 0.9);
