import { stringify } from "yaml";
import { findProfile } from "#devices/registry.ts";
import { SCENARIO_PLACES } from "#devices/scoreboard/scenario-places.ts";
import { SCENARIO_HAZARDS, type Scenario, type ScenarioRequest } from "#devices/traces/scenarios/scenario.ts";

const WIDTH = 120;

/**
 * The site of a scenario as an installer would write it down, YAML as `village backtest --site` reads it: the settings of its kind of place
 * and its devices, stations of a hill as the sensors of one site.
 */
export const siteTextOf = (
  { devices, facts }: Pick<Scenario, "devices" | "facts">,
  { hazard, place = SCENARIO_HAZARDS[hazard].places[0] }: ScenarioRequest,
  comment: string,
): string => {
  const settings = SCENARIO_PLACES[hazard][place]?.(facts);
  if (settings === undefined) throw new Error(`there is no ${place} for ${hazard}`);
  const site = {
    siteId: place.replaceAll("_", "-"),
    name: { "zh-HK": "模擬", en: "Scenario" },
    ...(devices[0] === undefined ? {} : { position: devices[0].position }),
    hazards: [{ hazard, settings }],
    devices: devices.map(({ position: _, ...device }) => ({ ...device, profileId: modelAtPace(device) })),
  };
  return `# ${comment}\n${stringify(site, { lineWidth: WIDTH })}`;
};

/** A scenario may have a model speak faster than its maker lets it; a site's file may not, and then names no model. */
const modelAtPace = ({
  profileId,
  reportIntervalS,
}: Pick<Scenario["devices"][number], "profileId" | "reportIntervalS">): string => {
  const setting = findProfile(profileId)?.encodeDownlink?.({ reportIntervalS });
  return setting !== undefined && "error" in setting ? NO_MODEL : profileId;
};

const NO_MODEL = "generic/opaque";

/** Where it goes when nobody says: beside the trace, `flood.csv` and `flood.site.yaml`. */
export const sitePathBeside = (tracePath: string): string => `${tracePath.replace(/\.csv$/i, "")}.site.yaml`;
