import type { DeviceProfile } from "./lib/device-profile.ts";
import { em500Udl } from "./milesight/em500-udl.ts";

/** Every model that is understood: a further one is a file beside its vendor's others and a line here. */
export const profiles: readonly DeviceProfile[] = [em500Udl];

const byId = new Map(profiles.map((profile) => [profile.id, profile]));

export const findProfile = (id: string): DeviceProfile | undefined => byId.get(id);
