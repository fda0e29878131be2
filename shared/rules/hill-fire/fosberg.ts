import type { FireWeather } from "./fire-weather.ts";

const KMH_PER_MPH = 1.609344;
/** The moisture, in percent, at which nothing carries a fire; and the scale that makes 100 of the worst. */
const EXTINCTION_PERCENT = 30;
const SCALE = 0.3002;

/** The moisture that fine dead fuel tends to, percent of its dry mass (Simard 1968). */
const equilibriumMoisturePercent = (temperatureF: number, humidityPercent: number): number => {
  const [h, t] = [humidityPercent, temperatureF];
  if (h < 10) return 0.03229 + 0.281073 * h - 0.000578 * h * t;
  if (h <= 50) return 2.22749 + 0.160107 * h - 0.014784 * t;
  return 21.0606 + 0.005565 * h ** 2 - 0.00035 * h * t - 0.483199 * h;
};

/**
 * Fosberg fire weather index, 0-100: how readily a fire would run in this very weather, fuel and rain apart. The formula is made for
 * degrees Fahrenheit and miles an hour; what is given here is converted.
 *
 * Source: Fosberg, Weather in wildland fire management: the fire weather index (1978); Goodrick, Modification of the Fosberg fire
 * weather index to include drought (2002).
 */
export const fosbergIndex = (weather: FireWeather): number => {
  const temperatureF = (weather.airTemperatureC * 9) / 5 + 32;
  const windMph = weather.windSpeedKmh / KMH_PER_MPH;
  const moisture = equilibriumMoisturePercent(temperatureF, weather.relativeHumidityPercent);
  const share = Math.min(1, Math.max(0, moisture / EXTINCTION_PERCENT));
  const damping = 1 - 2 * share + 1.5 * share ** 2 - 0.5 * share ** 3;
  return Math.min(100, Math.max(0, (damping * Math.sqrt(1 + windMph ** 2)) / SCALE));
};
