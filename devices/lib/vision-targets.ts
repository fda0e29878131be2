import { type Gathered, gatherValue } from "./gathered.ts";

/** What a camera tells of one thing it saw: the class in the thousands, how sure in the thousandths below. */
export interface TargetReading {
  /** From 1 on. */
  readonly slot: number;
  /** 1960 is class 1 at 96 %; 0 is nothing. */
  readonly thousandths: number;
}

interface Target {
  readonly slot: number;
  readonly targetClass: number;
  readonly confidencePercent: number;
}

const THOUSANDTHS_PER_CLASS = 1000;
const THOUSANDTHS_PER_PERCENT = 10;
const SURE_PERCENT = 100;

/**
 * How many targets were seen, and class and confidence of the surest; all of them in the information (`target_1`: `0 at 83 %`).
 * Seeing nothing is a measurement too. A whole number stands between two classes, since a sure target's hundred per cent carry
 * into the class; nothing is reported at 0 %, so it is taken as the lower class at 100 %, and that is said.
 */
export const gatherTargets = (readings: readonly TargetReading[], gathered: Gathered): void => {
  const known = readings.filter((reading) => {
    if (reading.thousandths >= 0) return true;
    gathered.warnings.push(
      `target_${reading.slot}: ${reading.thousandths / THOUSANDTHS_PER_CLASS} is no class and confidence`,
    );
    return false;
  });
  if (known.length === 0) return;
  const targets = known
    .filter(({ thousandths }) => thousandths > 0)
    .map((reading) => targetOf(reading, gathered));
  for (const { slot, targetClass, confidencePercent } of targets) {
    gathered.information[`target_${slot}`] = `${targetClass} at ${confidencePercent} %`;
  }
  gatherValue(gathered, "vision_target_count", targets.length);
  const [surest] = [...targets].sort((one, other) => other.confidencePercent - one.confidencePercent);
  if (surest === undefined) return;
  gatherValue(gathered, "vision_class", surest.targetClass);
  gatherValue(gathered, "vision_confidence", surest.confidencePercent);
};

const targetOf = ({ slot, thousandths }: TargetReading, gathered: Gathered): Target => {
  const targetClass = Math.floor(thousandths / THOUSANDTHS_PER_CLASS);
  const rest = thousandths % THOUSANDTHS_PER_CLASS;
  if (rest > 0) return { slot, targetClass, confidencePercent: rest / THOUSANDTHS_PER_PERCENT };
  gathered.warnings.push(
    `target_${slot}: ${targetClass} is class ${targetClass - 1} at 100 % or class ${targetClass} at 0 %; taken as the first`,
  );
  return { slot, targetClass: targetClass - 1, confidencePercent: SURE_PERCENT };
};

/** What the camera would tell of so many targets: all alike, because of the others nothing is known. */
export const targetThousandths = (targetClass: number, confidencePercent: number): number =>
  targetClass * THOUSANDTHS_PER_CLASS + Math.round(confidencePercent * THOUSANDTHS_PER_PERCENT);
