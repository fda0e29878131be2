import { writeFileSync } from "node:fs";
import { bundledStorm } from "./bundled-storm.ts";

/** Writes the bundled storm and its truth anew, after a change of its generator: `node devices/traces/write-storm.ts`. */
for (const { name, text } of bundledStorm()) writeFileSync(new URL(name, import.meta.url), text);
