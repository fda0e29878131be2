import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type VillageFile, villageFileSchema } from "#shared/domain/village.ts";

const file = new URL("../../cdk/config/pilot.yaml", import.meta.url);
const { recipients, ...village }: VillageFile = villageFileSchema.parse(parse(readFileSync(file, "utf8")));

/** The pilot village as the registry holds it, and its recipients. */
export const pilot = { village, recipients } as const;

/** A drain 2 m deep; the sensor hangs 3.2 m above its bottom. */
export const BRIDGE = { siteId: "wai-tau-bridge", devEui: "020000fffe000001", sensorHeightM: 3.2 } as const;
/** A road; the sensor hangs 3 m above it. */
export const ROAD = { siteId: "lam-kam-road", devEui: "020000fffe000002", sensorHeightM: 3 } as const;
