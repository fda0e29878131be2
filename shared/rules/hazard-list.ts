import { flood } from "./flood/flood-definition.ts";
import type { HazardDefinition } from "./hazard-definition.ts";
import { hillFire } from "./hill-fire/hill-fire-definition.ts";
import { illegalDumping } from "./illegal-dumping/illegal-dumping-definition.ts";
import { wildPig } from "./wild-pig/wild-pig-definition.ts";

/** Every hazard that is watched for: a further one is a folder beside `flood/` and a line here. */
export const HAZARDS: readonly HazardDefinition[] = [flood, hillFire, illegalDumping, wildPig];
