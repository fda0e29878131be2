import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { hongKongDay } from "#shared/rules/hill-fire/fire-calendar.ts";
import { type ForestDangerBand, forestDangerBand } from "#shared/rules/hill-fire/mcarthur.ts";

interface Highest {
  readonly at: EpochMs;
  readonly index: number;
}

/** How readily a fire would have run, as the evidence said: never that there was one. */
export interface FireDanger {
  /** McArthur's index of driest fuel, which nobody's fuel is all year: the danger was no higher. */
  readonly highest: Highest & { readonly class: ForestDangerBand };
  /** Days of Hong Kong, each by the highest class that it came to. */
  readonly daysOfClass: Readonly<Partial<Record<ForestDangerBand, number>>>;
  /** The highest of the Canadian index, where rain is measured too and the chain was long enough. */
  readonly fireWeatherIndex?: Highest;
}

/** The fire danger in the course of a back-test. */
export interface FireDangerRun {
  readonly highestOfDay: Map<number, Highest>;
  fireWeatherIndex: Highest | undefined;
}

export const newFireDangerRun = (): FireDangerRun => ({
  highestOfDay: new Map(),
  fireWeatherIndex: undefined,
});

type Factor = Extract<Evidence, { kind: "factor" }>;

/** Notes what a reading's evidence said of fire danger; most says nothing. */
export const noteFireDanger = (run: FireDangerRun, { name, value: index }: Factor, at: EpochMs): void => {
  if (index === undefined) return;
  if (name === "mcarthur_index_of_driest_fuel") {
    const day = hongKongDay(at);
    run.highestOfDay.set(day, higher(run.highestOfDay.get(day), { at, index }));
  } else if (name === "fire_weather_index") {
    run.fireWeatherIndex = higher(run.fireWeatherIndex, { at, index });
  }
};

const higher = (known: Highest | undefined, now: Highest): Highest =>
  known === undefined || now.index > known.index ? now : known;

/** What it came to; undefined where nobody measured temperature, humidity and wind together. */
export const fireDangerOf = ({ highestOfDay, fireWeatherIndex }: FireDangerRun): FireDanger | undefined => {
  const days = [...highestOfDay.values()];
  const [first, ...others] = days;
  if (first === undefined) return undefined;
  const highest = others.reduce<Highest>(higher, first);
  const daysOfClass: Partial<Record<ForestDangerBand, number>> = {};
  for (const { index } of days) {
    const band = forestDangerBand(index);
    daysOfClass[band] = (daysOfClass[band] ?? 0) + 1;
  }
  return {
    highest: { ...highest, class: forestDangerBand(highest.index) },
    daysOfClass,
    ...(fireWeatherIndex === undefined ? {} : { fireWeatherIndex }),
  };
};
