import { fineFuelMoisturePercent } from "./fine-fuel-moisture.ts";

/** From this wind on, km/h, the prediction system for fire behaviour lets the wind count for less than the index does. */
const STRONG_WIND_KMH = 40;

/**
 * Initial spread index: how fast a fire would run, fuel apart.
 *
 * @param strongWindDamped true as the fire behaviour prediction system takes it, false as the fire weather index does. They differ
 *   from 40 km/h on.
 *
 * Source: Van Wagner and Pickett (1985); Forestry Canada Fire Danger Group, ST-X-3 (1992) for the damped wind.
 */
export const initialSpreadIndex = (ffmc: number, windSpeedKmh: number, strongWindDamped = false): number => {
  const moisture = fineFuelMoisturePercent(ffmc);
  const wind =
    strongWindDamped && windSpeedKmh >= STRONG_WIND_KMH
      ? 12 * (1 - Math.exp(-0.0818 * (windSpeedKmh - 28)))
      : Math.exp(0.05039 * windSpeedKmh);
  const fuel = 91.9 * Math.exp(-0.1386 * moisture) * (1 + moisture ** 5.31 / 49_300_000);
  return 0.208 * wind * fuel;
};

/** Build-up index: how much fuel there is to burn. Source: Van Wagner and Pickett (1985). */
export const buildUpIndex = (dmc: number, dc: number): number => {
  if (dmc === 0) return 0;
  const mean = (0.8 * dc * dmc) / (dmc + 0.4 * dc);
  if (mean >= dmc) return mean;
  return Math.max(0, dmc - ((dmc - mean) / dmc) * (0.92 + (0.0114 * dmc) ** 1.7));
};

/** The logarithm of e to base ten as the source rounds it: with the exact one the index differs from everybody else's. */
const LOG10_E_ROUNDED = 434 / 1000;

/** Fire weather index, 0 and up: how hard a fire would burn. Source: Van Wagner and Pickett (1985). */
export const fireWeatherIndex = (isi: number, bui: number): number => {
  const fuel = bui > 80 ? 1000 / (25 + 108.64 / Math.exp(0.023 * bui)) : 0.626 * bui ** 0.809 + 2;
  const intensity = 0.1 * isi * fuel;
  return intensity <= 1 ? intensity : Math.exp(2.72 * (LOG10_E_ROUNDED * Math.log(intensity)) ** 0.647);
};

/** Daily severity rating: how hard the fire would be to fight. Source: Van Wagner and Pickett (1985). */
export const dailySeverityRating = (fwi: number): number => 0.0272 * fwi ** 1.77;
