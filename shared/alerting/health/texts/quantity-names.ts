import type { Language } from "#shared/domain/language.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

type Names = Readonly<Partial<Record<Quantity | "rssi", string>>>;

/** How people call what a sensor measures. One that is not here is spoken of as "one of its readings". */
export const QUANTITY_NAMES: Readonly<Record<Language, Names>> = {
  "zh-HK": {
    distance: "距離",
    water_level: "水位",
    water_depth: "水深",
    air_temperature: "氣溫",
    relative_humidity: "濕度",
    battery_level: "電量",
    battery_voltage: "電壓",
    tilt_x: "傾角X",
    tilt_y: "傾角Y",
    tilt_z: "傾角Z",
    rssi: "訊號強度",
  },
  en: {
    distance: "distance",
    water_level: "water level",
    water_depth: "water depth",
    air_temperature: "air temperature",
    relative_humidity: "humidity",
    battery_level: "battery level",
    battery_voltage: "battery voltage",
    tilt_x: "tilt x",
    tilt_y: "tilt y",
    tilt_z: "tilt z",
    rssi: "signal strength",
  },
};

const UNITS: Readonly<Record<Language, Names>> = {
  "zh-HK": {
    distance: "米",
    water_level: "米",
    water_depth: "米",
    air_temperature: "°C",
    tilt_x: "度",
    tilt_y: "度",
    tilt_z: "度",
    rssi: " dBm",
  },
  en: {
    distance: " m",
    water_level: " m",
    water_depth: " m",
    air_temperature: " C",
    tilt_x: " degrees",
    tilt_y: " degrees",
    tilt_z: " degrees",
    rssi: " dBm",
  },
};

/** With its unit, where people know one. */
export const valueWithUnit = (value: number, quantity: Quantity | "rssi", language: Language): string =>
  `${Number(value.toFixed(2))}${UNITS[language][quantity] ?? ""}`;
