import type { Assessment } from "#shared/domain/assessment.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Step } from "#shared/rules/hazard-rule.ts";
import type { WildPigMemory } from "#shared/rules/wild-pig/visit.ts";
import { wildPigRule } from "#shared/rules/wild-pig/wild-pig-rule.ts";

/** A path at the edge of a village. The place is real, the pigs are not. */

/** 2026-10-09 21:00 in Hong Kong. */
export const EVENING: EpochMs = Date.UTC(2026, 9, 9, 13, 0);
/** The next day at noon. */
export const NOON_MIN = 15 * 60;

export const PIG = 2;
export const PIGLET = 3;
const DOG = 1;
export const CAMERA = "020000fffe0000d1";
export const MOTION_SENSOR = "020000fffe0000d2";
export const RADAR = "020000fffe0000d3";

/** Far from everybody; `near` 60 m from houses. */
export const hillside = { pigClass: PIG, pigletClass: PIGLET };
export const near = { ...hillside, housesM: 60 };

type Values = Readonly<Partial<Record<Quantity, number>>>;

/** A frame at a minute after 21:00. */
export interface Frame {
  readonly minute: number;
  readonly devEui: string;
  readonly values: Values;
}

const look = (values: Values) => (minute: number) => ({ minute, devEui: CAMERA, values });

export const pig = (minute: number, percent = 85, count = 1): Frame =>
  look({ vision_class: PIG, vision_confidence: percent, vision_target_count: count })(minute);
export const piglet = (minute: number, percent = 85, count = 1): Frame =>
  look({ vision_class: PIGLET, vision_confidence: percent, vision_target_count: count })(minute);
export const dog = look({ vision_class: DOG, vision_confidence: 90, vision_target_count: 1 });
export const nothing = look({ vision_target_count: 0 });
export const motion = (minute: number): Frame => ({ minute, devEui: MOTION_SENSOR, values: { motion: 1 } });
export const stillness = (minute: number): Frame => ({
  minute,
  devEui: MOTION_SENSOR,
  values: { motion: 0 },
});
export const passage = (minute: number, count = 1): Frame => ({
  minute,
  devEui: RADAR,
  values: { passages_left_to_right: count, passages_right_to_left: 0 },
});

export type Played = readonly Step<WildPigMemory>[];

/** What the rule says of each frame in turn. */
export const play = (frames: readonly Frame[], settings: object = hillside): Played => {
  const parsed = wildPigRule.parseSettings(settings);
  let memory = wildPigRule.initialMemory;
  return frames.map(({ minute, devEui, values }) => {
    const observedAt = EVENING + Math.round(minute * MINUTE_MS);
    const frame = { devEui, observedAt, values, silentAfterMs: 24 * 60 * MINUTE_MS };
    const step = wildPigRule.step(memory, frame, parsed, {
      siteId: "ng-tung-chai",
      position: [114.1263, 22.4312],
      neighbours: [],
    });
    memory = step.memory;
    return step;
  });
};

export const last = (played: Played): Assessment => {
  const assessment = played.at(-1)?.assessment;
  if (assessment === undefined) throw new Error("the rule judged nothing");
  return assessment;
};

export const levels = (played: Played): readonly string[] =>
  played.map(({ assessment }) => assessment?.level ?? "none");

/** `needs` of an assessment: `second_sighting 1/2`. */
export const needs = ({ evidence }: Assessment): readonly string[] =>
  evidence.flatMap((item) => (item.kind === "needs" ? [`${item.what} ${item.have}/${item.of}`] : []));

/** The names of what an assessment counts and weighs. */
export const reasons = ({ evidence }: Assessment): readonly string[] =>
  evidence.flatMap((item) => {
    if (item.kind === "factor") return [item.value === undefined ? item.name : `${item.name} ${item.value}`];
    return item.kind === "count" ? [`${item.count} ${item.of}`] : [];
  });
