import { finish } from "./commands/outcome.ts";
import { villageProgram } from "./commands/program.ts";

await villageProgram(finish).parseAsync();
