import { Command } from "commander";
import { addBacktest } from "./backtest.ts";
import { addCases } from "./cases.ts";
import { addDecode } from "./decode.ts";
import { addDownlink } from "./downlink.ts";
import { addExport } from "./export.ts";
import { addMaintain } from "./maintain.ts";
import { addNormalise } from "./normalise.ts";
import type { Outcome } from "./outcome.ts";
import { addProfiles } from "./profiles.ts";
import { addProvision } from "./provision.ts";
import { addQuarantine } from "./quarantine.ts";
import { addRadio } from "./radio.ts";
import { addRecord } from "./record.ts";
import { addReplay } from "./replay.ts";
import { addRequeue } from "./requeue.ts";
import { addScenario } from "./scenario.ts";
import { addVersions } from "./versions.ts";

/** The whole command line; `finish` takes what a command came to. */
export const villageProgram = (finish: (outcome: Outcome) => void): Command => {
  const program = new Command("village")
    .description("Village Watch 鄉村守望: sensors, villages and replays from the command line")
    .showHelpAfterError("(--help tells what is possible)");
  for (const add of [
    addDecode,
    addNormalise,
    addProfiles,
    addProvision,
    addVersions,
    addMaintain,
    addCases,
    addRadio,
    addDownlink,
    addReplay,
    addRecord,
    addExport,
    addBacktest,
    addQuarantine,
    addRequeue,
    addScenario,
  ]) {
    add(program, finish);
  }
  return program;
};
