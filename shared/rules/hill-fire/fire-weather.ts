/** The weather that the fire danger indices are made from, at one moment or at local noon. */
export interface FireWeather {
  readonly airTemperatureC: number;
  readonly relativeHumidityPercent: number;
  readonly windSpeedKmh: number;
}

/** The same at local noon, with the rain of the 24 hours before it. */
export interface NoonWeather extends FireWeather {
  readonly rain24hMm: number;
}
