/** A unit of some kind: `value x factor + offset` in the kind's own. Exact by definition, but for the pressure of a column of mercury. */
interface Unit {
  readonly kind: string;
  readonly factor: number;
  readonly offset?: number;
}

const kind = (
  name: string,
  factors: Readonly<Record<string, number>>,
): readonly (readonly [string, Unit])[] =>
  Object.entries(factors).map(([unit, factor]) => [unit, { kind: name, factor }]);

const FOOT_M = 0.3048;
const INCH_M = 0.0254;
const MILE_M = 1609.344;
const NAUTICAL_MILE_M = 1852;
const HOUR_S = 3600;
const FAHRENHEIT_DEGREE = 5 / 9;

/**
 * Units by their UCUM code (unitsofmeasure.org), with factors of NIST Special Publication 811, appendix B. Every unit of the catalogue of
 * quantities is among them.
 */
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...kind("length", { m: 1, km: 1000, cm: 0.01, mm: 0.001, um: 1e-6, "[ft_i]": FOOT_M, "[in_i]": INCH_M }),
  ...kind("time", { s: 1, ms: 0.001, min: 60, h: HOUR_S, d: 86_400 }),
  ...kind("speed", {
    "m/s": 1,
    "km/h": 1000 / HOUR_S,
    "mm/h": 0.001 / HOUR_S,
    "[in_i]/h": INCH_M / HOUR_S,
    "[ft_i]/s": FOOT_M,
    "[mi_i]/h": MILE_M / HOUR_S,
    "[kn_i]": NAUTICAL_MILE_M / HOUR_S,
  }),
  ...kind("flow", { "m3/s": 1, "L/s": 0.001, "m3/h": 1 / HOUR_S, "[cft_i]/s": FOOT_M ** 3 }),
  ...kind("temperature", { Cel: 1 }),
  ["K", { kind: "temperature", factor: 1, offset: -273.15 }],
  ["[degF]", { kind: "temperature", factor: FAHRENHEIT_DEGREE, offset: -32 * FAHRENHEIT_DEGREE }],
  ...kind("pressure", {
    Pa: 1,
    hPa: 100,
    kPa: 1000,
    mbar: 100,
    bar: 100_000,
    "[psi]": 6894.757,
    "[in_i'Hg]": 3386.389,
  }),
  ...kind("share", { "1": 1, "%": 0.01, "[ppm]": 1e-6, "[ppb]": 1e-9 }),
  ...kind("concentration", { "ug/m3": 1, "mg/m3": 1000, "g/m3": 1e6 }),
  ...kind("number density", { "1/cm3": 1, "1/L": 0.001, "1/m3": 1e-6 }),
  ...kind("irradiance", { "W/m2": 1 }),
  ...kind("illuminance", { lx: 1, klx: 1000 }),
  ...kind("level", { dB: 1 }),
  ...kind("angle", { deg: 1, rad: 180 / Math.PI }),
  ...kind("voltage", { V: 1, mV: 0.001 }),
  ...kind("power", { W: 1, mW: 0.001 }),
  ...kind("conductivity", { "S/m": 1, "mS/cm": 0.1, "uS/cm": 0.0001 }),
]);

/** What people write for a unit. */
const EVERYDAY: Readonly<Record<string, string>> = {
  ft: "[ft_i]",
  in: "[in_i]",
  "in/h": "[in_i]/h",
  "ft/s": "[ft_i]/s",
  mph: "[mi_i]/h",
  kn: "[kn_i]",
  kt: "[kn_i]",
  kmh: "km/h",
  kph: "km/h",
  cfs: "[cft_i]/s",
  "ft3/s": "[cft_i]/s",
  cms: "m3/s",
  "l/s": "L/s",
  degC: "Cel",
  C: "Cel",
  degF: "[degF]",
  F: "[degF]",
  psi: "[psi]",
  inHg: "[in_i'Hg]",
  ppm: "[ppm]",
  ppb: "[ppb]",
  minutes: "min",
};

/** Marks that mean the same: °C, µg/m³. */
const plain = (unit: string): string =>
  unit.replaceAll("°", "deg").replace(/[µμ]/gu, "u").replaceAll("²", "2").replaceAll("³", "3").trim();

const unitOf = (text: string): Unit | undefined => {
  const unit = plain(text);
  const code = Object.hasOwn(EVERYDAY, unit) ? EVERYDAY[unit] : unit;
  return code === undefined ? undefined : UNITS.get(code);
};

/** Turns a value in one unit into another; or says why it cannot, in a sentence. */
export const converter = (
  from: string,
  to: string,
): { readonly convert: (value: number) => number } | { readonly error: string } => {
  const [given, wanted] = [unitOf(from), unitOf(to)];
  if (wanted === undefined) throw new Error(`the catalogue's unit ${to} is not in the table of units`);
  const alike = unitsOf(wanted.kind);
  if (given === undefined) return { error: `"${from}" is no unit known here; possible: ${alike}` };
  if (given.kind !== wanted.kind)
    return { error: `${from} is a ${given.kind}, not a ${wanted.kind}; possible: ${alike}` };
  if (given === wanted) return { convert: (value) => value };
  const ratio = given.factor / wanted.factor;
  const shift = ((given.offset ?? 0) - (wanted.offset ?? 0)) / wanted.factor;
  return { convert: (value) => rounded(value * ratio + shift) };
};

/** Twelve digits: what a product of decimal numbers leaves behind them is nobody's measurement. */
const DIGITS = 12;
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

const unitsOf = (wanted: string): string => {
  const codes = [...UNITS].filter(([, unit]) => unit.kind === wanted).map(([code]) => code);
  const words = Object.entries(EVERYDAY)
    .filter(([, code]) => codes.includes(code))
    .map(([word]) => word);
  return [...codes.filter((code) => !code.startsWith("[")), ...words].join(", ");
};
