import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const CHECKOUT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the project makes and may throw away: the emulator's files, the synthesised stacks. */
export const WORKSHOP = join(CHECKOUT, ".emulator");

/** Where `node`, Node 24 whatever the machine has, `cdk` and the other tools stand. */
export const TOOLS = join(CHECKOUT, "node_modules", ".bin");
