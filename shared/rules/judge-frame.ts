import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import type { SiteSignal, WindowEntry } from "#shared/domain/site-state.ts";
import type { FoldMemory } from "./fold-memory.ts";
import type { Values } from "./frame-values.ts";
import type { HazardRule, Step } from "./hazard-rule.ts";
import {
  assignmentAt,
  blindAfterMs,
  configurationAt,
  deviceSilentAfterMs,
  type SiteContext,
  surroundingsAt,
} from "./site-context.ts";

/** What the rule says of one frame; undefined when the device did not stand here then, was worked at, or nothing was watched for. */
export const judgeFrame = (
  rule: HazardRule,
  memory: FoldMemory,
  { observedAt, devEui }: WindowEntry,
  values: Values,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): Step<unknown> | undefined => {
  const assignment = assignmentAt(context, devEui, observedAt);
  const configuration = configurationAt(context.site, rule.hazard, observedAt);
  if (assignment === undefined || configuration === undefined) return undefined;
  if (isUnderMaintenance(context, devEui, observedAt)) return undefined;
  const { sensorHeightM } = assignment;
  const silentAfterMs = blindAfterMs(context, observedAt);
  const ofDevice = deviceSilentAfterMs(context, devEui);
  const frame = {
    devEui,
    observedAt,
    values,
    silentAfterMs,
    ...(ofDevice > silentAfterMs ? { deviceSilentAfterMs: ofDevice } : {}),
    ...(sensorHeightM === undefined ? {} : { sensorHeightM }),
  };
  const surroundings = surroundingsAt(context, rule.hazard, neighbours, observedAt);
  return rule.step(memory.rule, frame, configuration.settings, surroundings);
};
