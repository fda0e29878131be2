import type { Assessment } from "#shared/domain/assessment.ts";
import type { Level } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { PlacedFrame, Rule, Step } from "../hazard-rule.ts";
import { held, levelOf } from "./alarm-level.ts";
import { type Belief, beliefOf } from "./belief.ts";
import { type Detection, detectionOf, isUnreadable, QUANTITIES_READ } from "./detection.ts";
import { needsOf } from "./needs.ts";
import { nightNumber } from "./night.ts";
import { REPEAT_NIGHTS, scoreOf } from "./score.ts";
import { NOTHING_SEEN, remembered, VISIT_GAP_MS, type WildPigMemory, withDetection } from "./visit.ts";
import { type WildPigSettings, wildPigSettingsSchema } from "./wild-pig-settings.ts";

/**
 * The wild pig rule. Detections within 30 minutes are one visit and make one alarm, which ends by itself 30 minutes after the last.
 * What cameras, radars and motion sensors of a site say is weighed together; motion alone tells nobody.
 */
export const wildPigRule: Rule<WildPigSettings, WildPigMemory> = {
  hazard: "wild_pig",
  quantities: QUANTITIES_READ,
  parseSettings: (settings) => wildPigSettingsSchema.parse(settings),
  initialMemory: NOTHING_SEEN,
  details: () => ({}),
  step: (memory, frame, settings) => {
    const { observedAt, values } = frame;
    const detection = detectionOf(values, settings);
    const seen = withDetection(remembered(memory, observedAt), detection, observedAt);
    const belief = beliefOf(seen, observedAt, settings);
    const level = held(seen, levelOf(seen, belief, settings));
    const next = withAlarm(seen, level, isOfTheAlarm(detection, belief), observedAt);
    return {
      memory: next,
      flags: flagsOf(frame, settings),
      assessment: assess(next, belief, observedAt, settings),
      suspect: false,
      ...(next.endsAt === undefined ? {} : { endsAt: next.endsAt }),
    };
  },
};

/** A sighting, or a radar's count beside motion, shows that they are still there; whatever else moves does not hold the alarm. */
const isOfTheAlarm = ({ sighting, hasPassage }: Detection, { isHeardTwice }: Belief): boolean =>
  sighting !== undefined || (hasPassage && isHeardTwice);

const withAlarm = (
  memory: WildPigMemory,
  level: Level,
  isStillThere: boolean,
  at: EpochMs,
): WildPigMemory => {
  if (level === "normal") return memory;
  const tonight = nightNumber(at);
  const endsAt = isStillThere || memory.endsAt === undefined ? at + VISIT_GAP_MS : memory.endsAt;
  const week = memory.nights.filter((night) => night !== tonight && tonight - night <= REPEAT_NIGHTS);
  return { ...memory, level, endsAt, nights: [...week, tonight] };
};

const flagsOf = ({ values }: PlacedFrame, settings: WildPigSettings): Step<WildPigMemory>["flags"] => {
  const unreadable = isUnreadable(values, settings);
  return Object.fromEntries(
    QUANTITIES_READ.filter((quantity) => values[quantity] !== undefined).map((quantity) => [
      quantity,
      unreadable && quantity.startsWith("vision_") ? QUALITY.notEvaluated : QUALITY.good,
    ]),
  );
};

const assess = (
  memory: WildPigMemory,
  belief: Belief,
  observedAt: EpochMs,
  settings: WildPigSettings,
): Assessment => {
  const { level } = memory;
  const { score, evidence } = scoreOf(memory, belief, observedAt, settings);
  return {
    hazard: "wild_pig",
    observedAt,
    level,
    score,
    evidence: [...evidence, ...needsOf(memory, belief, level, settings)],
  };
};
