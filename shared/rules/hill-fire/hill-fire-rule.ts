import { rank } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { PlacedFrame, Rule, Step } from "../hazard-rule.ts";
import { assess } from "./assess.ts";
import { BASELINE_DAYS } from "./baseline.ts";
import { readDevice } from "./device-reading.ts";
import { hongKongDay } from "./fire-calendar.ts";
import { type DeviceMemory, type FireMemory, HEAT_QUANTITIES, SMOKE_QUANTITIES } from "./fire-memory.ts";
import { sitesNear } from "./hill.ts";
import { type HillFireSettings, hillFireSettingsSchema } from "./hill-fire-settings.ts";
import { weatherAfter } from "./noon-chain.ts";
import { carryingOf } from "./weigh.ts";

/** The most devices that a site's memory holds: beyond, the one that has been silent longest is forgotten. */
const DEVICE_CAPACITY = 6;

const withDevice = (
  devices: FireMemory["devices"],
  devEui: string,
  device: DeviceMemory,
): FireMemory["devices"] => {
  const others = Object.entries(devices).filter(
    ([other, { at }]) => other !== devEui && hongKongDay(device.at) - hongKongDay(at) <= BASELINE_DAYS,
  );
  const kept = others.sort(([, a], [, b]) => b.at - a.at).slice(0, DEVICE_CAPACITY - 1);
  return Object.fromEntries([...kept, [devEui, device] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const flagsOf = (values: PlacedFrame["values"]): Step<FireMemory>["flags"] =>
  Object.fromEntries(Object.keys(values).map((quantity) => [quantity, QUALITY.good]));

/**
 * The hill fire rule. Signs of three kinds, each told by sensors of its own: smoke (particles, CO, organic gases that stand out of the
 * last fortnight and of the last hour), heat beyond what sun and clouds do here, and a fall of humidity. One confirmed sign is an
 * advisory for the department; two, or one beside a near sensor, a warning; smoke with heat, or three, danger. Weather and calendar
 * scale how much evidence that takes. Smoky air without a sign is a notice.
 */
export const hillFireRule: Rule<HillFireSettings, FireMemory> = {
  hazard: "hill_fire",
  quantities: [...SMOKE_QUANTITIES, ...HEAT_QUANTITIES, "wind_speed", "rainfall"],
  asksWeather: true,
  parseSettings: (settings) => hillFireSettingsSchema.parse(settings),
  initialMemory: { devices: {}, calledFor: {} },
  details: () => ({}),
  neighbourSites: sitesNear,
  step: (memory, frame, settings, surroundings) => {
    const { devEui, observedAt: at, values, silentAfterMs } = frame;
    const device = readDevice(memory.devices[devEui], frame);
    const danger = weatherAfter(memory.danger, at, values, surroundings.position[1]);
    const after: FireMemory = {
      devices: withDevice(memory.devices, devEui, device),
      calledFor: memory.calledFor,
      ...(memory.alarmOf === undefined ? {} : { alarmOf: memory.alarmOf }),
      ...(memory.led === undefined ? {} : { led: memory.led }),
      ...(memory.spell === undefined ? {} : { spell: memory.spell }),
      ...(danger === undefined ? {} : { danger }),
    };
    const found = assess(after, settings, surroundings, { at, observedAt: at, silentAfterMs });
    const { supports, called } = found;
    const isSeen = carryingOf(supports).length > 0;
    // Weak smoke raises nothing here, but at two stations at once it is a fire.
    const isNew = Object.values(device.signs).some(({ last }) => last === at);
    const endsWithHill = settings.hill !== undefined && found.memory.alarmOf === "fire";
    return {
      memory: found.memory,
      flags: flagsOf(values),
      assessment: found.assessment,
      suspect: supports.length > 0 && !isSeen,
      ...(called !== undefined || (isSeen && isNew) ? { signals: true } : {}),
      ...(isSeen || endsWithHill ? { asksNeighbours: true } : {}),
    };
  },
  silence: (memory, { seenAt, at }, settings, surroundings) => {
    const seen = { at: seenAt, observedAt: seenAt, silentAfterMs: Number.POSITIVE_INFINITY };
    const before = assess(memory, settings, surroundings, seen);
    const silent = { at, observedAt: seenAt, silentAfterMs: at - seenAt };
    const found = assess(memory, settings, surroundings, silent);
    const isHigher = rank(found.assessment.level) > rank(before.assessment.level);
    return isHigher ? { memory: found.memory, assessment: found.assessment } : undefined;
  },
};
