import type { WeatherStatus } from "#shared/domain/status.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { timeOfDay, timeWithDate } from "./hong-kong-time.ts";
import type { Texts } from "./texts/texts.ts";

/** What the Observatory says, or since when it is not heard; undefined where it says nothing that matters here. */
export const weatherLine = (weather: WeatherStatus, now: EpochMs, texts: Texts): string | undefined => {
  const { heardAt, staleAfterS, warnings, rain } = weather;
  if (now - heardAt > staleAfterS * SECOND_MS) return texts.weatherStale(timeWithDate(heardAt, now, texts));
  const said = [
    ...(warnings.rainstorm === undefined ? [] : [texts.rainstorm[warnings.rainstorm.signal]]),
    ...(warnings.northernFlooding === undefined ? [] : [texts.northernFlooding]),
    ...(warnings.tropicalCyclone === undefined ? [] : [texts.cyclone(warnings.tropicalCyclone.signal)]),
    ...(warnings.thunderstorm === undefined ? [] : [texts.thunderstorm]),
    ...(warnings.landslip === undefined ? [] : [texts.landslip]),
    ...(warnings.fireDanger === undefined ? [] : [texts.fireDanger[warnings.fireDanger.signal]]),
    ...(rain === undefined || rain.pastHourMm === 0
      ? []
      : [texts.rainMeasured(rain.pastHourMm, timeOfDay(rain.observedAt))]),
  ];
  return said.length === 0
    ? undefined
    : texts.weather(said.join(texts.listSeparator), timeWithDate(heardAt, now, texts));
};
