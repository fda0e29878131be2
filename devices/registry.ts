import { opaque } from "./generic/opaque.ts";
import type { DeviceProfile } from "./lib/device-profile.ts";
import { em300Th } from "./milesight/em300-th.ts";
import { em310Udl } from "./milesight/em310-udl.ts";
import { em320Tilt } from "./milesight/em320-tilt.ts";
import { em400Mud } from "./milesight/em400-mud.ts";
import { em400Udl } from "./milesight/em400-udl.ts";
import { em410Rdl } from "./milesight/em410-rdl.ts";
import { em500Co2 } from "./milesight/em500-co2.ts";
import { em500Swl } from "./milesight/em500-swl.ts";
import { em500Udl } from "./milesight/em500-udl.ts";
import { ws202 } from "./milesight/ws202.ts";
import { wts506 } from "./milesight/wts506.ts";

/** Every model that is understood: a further one is a file beside its vendor's others and a line here. */
export const profiles: readonly DeviceProfile[] = [
  opaque,
  em300Th,
  em310Udl,
  em320Tilt,
  em400Mud,
  em400Udl,
  em410Rdl,
  em500Co2,
  em500Swl,
  em500Udl,
  ws202,
  wts506,
];

const byId = new Map(profiles.map((profile) => [profile.id, profile]));

export const findProfile = (id: string): DeviceProfile | undefined => byId.get(id);
