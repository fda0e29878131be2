import { writeFileSync } from "node:fs";
import { cataloguePage } from "./catalogue.ts";
import { profiles } from "./registry.ts";

/** Writes the page of the catalogue anew, after a change of a profile: `node devices/write-catalogue.ts`. */
writeFileSync(new URL("CATALOGUE.md", import.meta.url), cataloguePage(profiles));
