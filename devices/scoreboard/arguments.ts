import { InvalidArgumentError } from "commander";
import { SCORINGS } from "./scorings.ts";

const HIGHEST_SEED = 2 ** 32 - 1;
const NAMES = SCORINGS.map(({ dataset }) => dataset);

/** @throws InvalidArgumentError for anything but a whole number of 32 bits. */
export const seedArgument = (text: string): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= HIGHEST_SEED) return value;
  throw new InvalidArgumentError(`it is a whole number from 0 to ${HIGHEST_SEED}`);
};

const MOST_SENSOR_DAYS = 1_000_000;

/** @throws InvalidArgumentError for anything but a whole number from 1 to a million. */
export const sensorDaysArgument = (text: string): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_SENSOR_DAYS) return value;
  throw new InvalidArgumentError(`it is a whole number from 1 to ${MOST_SENSOR_DAYS}`);
};

/** @throws InvalidArgumentError that names the first that is no dataset. */
export const datasetsArgument = (text: string): readonly string[] => {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown === undefined) return names;
  throw new InvalidArgumentError(`"${unknown}" is none; there are ${NAMES.join(", ")}`);
};
