import type { Quantity } from "#shared/domain/quantity.ts";
import { byName, type Place, together, type VendorValues } from "../vendor-values.ts";

const quantities: Readonly<Record<string, Quantity>> = {
  Volt: "battery_voltage",
  O3: "ozone",
  CO: "carbon_monoxide",
  NO: "nitrogen_monoxide",
  CO2: "carbon_dioxide",
  NH3: "ammonia",
  Noise: "sound_level",
  Temperature: "air_temperature",
  Humidity: "relative_humidity",
  WindSpeed: "wind_speed",
  VOC: "volatile_organic_compounds",
};

const places: Readonly<Record<string, Place>> = {
  Device: { leftOut: "the vendor's word for the series" },
  SWver: { information: "software_version_tenths", from: (version) => Number(version) * 10 },
  HWver: { information: "hardware_version" },
  Datecode: { information: "date_code" },
};

const placeOf = (name: string, value: unknown): Place | undefined => {
  const quantity = quantities[name];
  if (quantity === undefined) return places[name];
  return value === "NoSensor" ? { information: quantity, from: () => "not fitted" } : { quantity };
};

export const vendorValues: VendorValues = {
  models: { "RA0715/RA07 series": "netvox/ra0715" },
  told: (expected) =>
    together(
      Object.entries(expected as object).map(([name, value]) => {
        const place = placeOf(name, value);
        return byName(place === undefined ? {} : { [name]: place }, { [name]: value });
      }),
    ),
  alsoTold: ["battery_low"],
};
