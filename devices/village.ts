import { Command } from "commander";
import { addDecode } from "./commands/decode.ts";
import { addProfiles } from "./commands/profiles.ts";
import { addProvision } from "./commands/provision.ts";
import { addReplay } from "./commands/replay.ts";

const program = new Command("village")
  .description("Village Watch 鄉村守望: sensors, villages and replays from the command line")
  .showHelpAfterError("(--help tells what is possible)");

for (const add of [addDecode, addProfiles, addProvision, addReplay]) add(program);

await program.parseAsync();
