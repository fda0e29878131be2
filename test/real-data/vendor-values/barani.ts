import { byName, type VendorValues } from "../vendor-values.ts";

const CLICKS_PER_MM = 5;

export const vendorValues: VendorValues = {
  models: { "MeteoHelix IoT Pro": "barani/meteohelix" },
  told: (expected) =>
    byName(
      {
        Type: { leftOut: "the kind of frame" },
        Error: { leftOut: "a warning for each field" },
        Battery: { quantity: "battery_voltage" },
        Temperature: { quantity: "air_temperature" },
        T_min: { quantity: "air_temperature_minimum" },
        T_max: { quantity: "air_temperature_maximum" },
        Humidity: { quantity: "relative_humidity" },
        Pressure: { quantity: "air_pressure" },
        Irradiation: { quantity: "solar_irradiance" },
        Irr_max: { quantity: "solar_irradiance_maximum" },
        Rain: { quantity: "rainfall_total", per: CLICKS_PER_MM },
        Rain_min_time: { information: "shortest_click_interval_code" },
      },
      expected as object,
    ),
};
