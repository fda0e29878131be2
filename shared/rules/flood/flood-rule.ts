import { QUALITY } from "#shared/domain/observation.ts";
import type { PlacedFrame, Rule, Step } from "../hazard-rule.ts";
import { believe } from "./believed-reading.ts";
import { type Circumstances, circumstancesOf } from "./circumstances.ts";
import { doubt } from "./doubted-reading.ts";
import { floodDetails } from "./flood-details.ts";
import type { FloodMemory } from "./flood-memory.ts";
import { type FloodSettings, floodSettingsSchema } from "./flood-settings.ts";
import { witnessesOf } from "./gauge-votes.ts";
import { QUANTITIES_READ, type WaterLevel, waterLevelOf } from "./level-of.ts";
import { isPossibleChange, isWithinGrossRange } from "./level-quality.ts";
import type { LevelStep, Told } from "./level-step.ts";
import type { LevelReading } from "./rate-of-rise.ts";
import { silentGauge } from "./silent-gauge.ts";

/**
 * The flood rule: the level by depth, percent of a drain or freeboard, raised ahead by the rate of rise, ended by margin and off-delay;
 * a jump that no water makes is suspect until a second reading of the same gauge jumps the same way.
 */
export const floodRule: Rule<FloodSettings, FloodMemory> = {
  hazard: "flood",
  quantities: QUANTITIES_READ,
  parseSettings: (settings) => floodSettingsSchema.parse(settings),
  initialMemory: { gauges: {}, holds: {}, level: "normal" },
  details: floodDetails,
  asksWeather: true,
  silence: silentGauge,
  neighbourSites: ({ upstream }) => upstream.map(({ siteId }) => siteId),
  step: (memory, frame, settings, surroundings) => {
    const water = waterLevelOf(frame, settings);
    if (water === undefined) return { memory, flags: unplaced(frame), suspect: false };
    const circumstances = circumstancesOf(settings, surroundings, frame.observedAt);
    const { flag, ...step } = levelStep(memory, water, { frame, settings, circumstances });
    return {
      ...step,
      flags: { [water.quantity]: flag },
      derived: { quantity: "water_level", value: water.levelM, flag },
      ...(step.memory.level === "normal" && memory.level === "normal" ? {} : { signals: true }),
      ...(couldUseNeighbours(step, settings) ? { asksNeighbours: true } : {}),
    };
  },
};

/** Of readings that nobody can place above the datum. */
const unplaced = ({ values }: PlacedFrame): Step<FloodMemory>["flags"] =>
  Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.notEvaluated]));

/** What a site upstream says can change something only while the water here rises, and only below danger. */
const couldUseNeighbours = ({ memory }: Pick<LevelStep, "memory">, { upstream }: FloodSettings): boolean =>
  upstream.length > 0 && memory.rising === true && memory.level !== "danger";

/** Readings the same way that make a jump believed: two, or three while another gauge of the site has seen nothing of it. */
const READINGS_OF_A_JUMP = 2;
const READINGS_OF_A_CONTRADICTED_JUMP = 3;

const levelStep = (memory: FloodMemory, { levelM, highestM }: WaterLevel, told: Told): LevelStep => {
  const { frame, settings } = told;
  const reading: LevelReading = { observedAt: frame.observedAt, levelM };
  const gauge = memory.gauges[frame.devEui];
  const { believed = [], pending, doubts = 0 } = gauge ?? {};
  if (!isWithinGrossRange(levelM, highestM, settings)) {
    return { memory, flag: QUALITY.fail, suspect: pending !== undefined };
  }
  const last = believed.at(-1);
  if (last === undefined || isPossibleChange(last, reading, limitFor(told))) {
    return believe(memory, believed, reading, told);
  }
  const isSame = pending !== undefined && areSameWay(last, pending, reading);
  const since = isSame ? pending.observedAt : last.observedAt;
  const others = witnessesOf(memory.gauges, frame.devEui, reading, since);
  if (others === "agree") return believe(memory, isSame ? [pending] : [], reading, told);
  const have = isSame ? doubts + 1 : 1;
  const of = others === "contradict" ? READINGS_OF_A_CONTRADICTED_JUMP : READINGS_OF_A_JUMP;
  return isSame && have >= of
    ? believe(memory, [pending], reading, told)
    : doubt(memory, last, reading, { have, of }, told);
};

const limitFor = ({
  settings,
  circumstances: { riseFactor },
}: {
  readonly settings: FloodSettings;
  readonly circumstances: Circumstances;
}): FloodSettings =>
  riseFactor === 1 ? settings : { ...settings, maxRiseMPerMin: settings.maxRiseMPerMin * riseFactor };

/** Two readings in a row that are both far above, or both far below, what was believed: that is no echo any more. */
const areSameWay = (last: LevelReading, first: LevelReading, second: LevelReading): boolean =>
  Math.sign(first.levelM - last.levelM) === Math.sign(second.levelM - last.levelM);
