import { median } from "simple-statistics";
import type { EpochMs } from "#shared/domain/time.ts";
import { isLearnt, nothingLearnt, TURNS_OF_A_DAY, turnAt, withDay } from "./baseline.ts";
import { hongKongHour } from "./fire-calendar.ts";
import type { HeatMemory, HeatQuantity } from "./fire-memory.ts";
import { keep, kept, nothingHeard, valuesBefore, withReading } from "./kept.ts";

interface Course {
  /** To which the memory keeps its values, in the quantity's unit. */
  readonly step: number;
  /** Which way a fire moves it. */
  readonly sign: 1 | -1;
  /** No smaller change is a fire's, in the quantity's unit, however still the days before. */
  readonly least: number;
  /** The same until a fortnight has shown what sun and clouds do here. */
  readonly leastUnlearnt: number;
}

/**
 * Over the last 40 minutes. The sun alone moved a thermometer on a tower by up to 6.4 °C in 30 minutes (TourPerret, CampusIoT, half a
 * year); where it does so on two days of a fortnight, a fire has to do half as much again.
 */
const COURSES: Readonly<Record<HeatQuantity, Course>> = {
  air_temperature: { step: 0.1, sign: 1, least: 4, leastUnlearnt: 10 },
  relative_humidity: { step: 1, sign: -1, least: 12, leastUnlearnt: 30 },
};

const COMPARED_WITH = { minutes: 40, apartMinutes: 9 };
const COMPARED_AT_LEAST = 3;
const BEYOND_USUAL = 1.5;
/** No weather makes air this hot. */
export const HOTTER_THAN_WEATHER_C = 60;
const SUNRISE_HOUR = 6;
const SUNSET_HOUR = 19;

const SUNLIT = 0;
const DARK = 1;
const partOfDay = (at: EpochMs): typeof SUNLIT | typeof DARK => {
  const hour = hongKongHour(at);
  return hour >= SUNRISE_HOUR && hour < SUNSET_HOUR ? SUNLIT : DARK;
};

/** How far a reading is from those of the 40 minutes before, in the way a fire moves it; 0 when there are too few. */
const changeOf = ({ recent }: HeatMemory, { sign, step }: Course, at: EpochMs, value: number): number => {
  const before = valuesBefore(recent, at, COMPARED_WITH.minutes, step);
  return before.length < COMPARED_AT_LEAST ? 0 : sign * (value - median(before));
};

/** The second largest change of the fortnight: one bad reading must not hide a fire for two weeks. */
const usualChange = (days: HeatMemory["days"], part: typeof SUNLIT | typeof DARK): number =>
  days.map((day) => day[part]).sort((a, b) => b - a)[1] ?? 0;

/** The change from which on it is no weather. */
const limitOf = (memory: HeatMemory, quantity: HeatQuantity, at: EpochMs): number => {
  const { least, leastUnlearnt, step } = COURSES[quantity];
  const usual = BEYOND_USUAL * kept(usualChange(memory.days, partOfDay(at)), step);
  return Math.max(isLearnt(memory) ? least : leastUnlearnt, usual);
};

const NO_CHANGE: HeatMemory["today"] = [0, 0];

/** @param change as the memory keeps it */
const learn = (memory: HeatMemory, at: EpochMs, change: number): HeatMemory => {
  const { day, turn, isNewDay, isNewTurn } = turnAt(memory, at);
  const learnt = memory.turns < TURNS_OF_A_DAY ? undefined : memory.today;
  const days = isNewDay ? withDay(memory, learnt, at) : memory.days;
  const [sunlit, dark] = isNewDay ? NO_CHANGE : memory.today;
  const today: HeatMemory["today"] =
    partOfDay(at) === SUNLIT ? [Math.max(sunlit, change), dark] : [sunlit, Math.max(dark, change)];
  const turns = (isNewDay ? 0 : memory.turns) + (isNewTurn ? 1 : 0);
  return { ...memory, days, day, turn, today, turns };
};

/** What a thermometer or a hygrometer felt: how far it changed, and how many times the limit that is. */
export interface Felt {
  readonly memory: HeatMemory;
  readonly change: number;
  readonly ofLimit: number;
}

/** Takes a reading of a thermometer or a hygrometer. */
export const feel = (
  known: HeatMemory | undefined,
  quantity: HeatQuantity,
  at: EpochMs,
  value: number,
): Felt => {
  const before = known ?? {
    ...nothingLearnt(at),
    days: [],
    today: NO_CHANGE,
    turns: 0,
    recent: nothingHeard(at),
  };
  const { step } = COURSES[quantity];
  const change = changeOf(before, COURSES[quantity], at, value);
  const ofLimit = change / limitOf(before, quantity, at);
  const isHotterThanWeather = quantity === "air_temperature" && value >= HOTTER_THAN_WEATHER_C;
  return {
    memory: {
      ...learn(before, at, keep(change, step)),
      recent: withReading(before.recent, at, value, step, COMPARED_WITH),
    },
    change: Math.round(change * 10) / 10,
    ofLimit: isHotterThanWeather ? Math.max(1, ofLimit) : ofLimit,
  };
};

/** How long what a hygrometer told holds, minutes. */
const HUMIDITY_HOLDS = 30;

/** The relative humidity as a hygrometer told it last, percent; undefined when that was long ago. */
export const humidityAt = ({ recent }: HeatMemory, at: EpochMs): number | undefined =>
  valuesBefore(recent, at, HUMIDITY_HOLDS, COURSES.relative_humidity.step).at(-1);
