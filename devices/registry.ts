import { meteohelix } from "./barani/meteohelix.ts";
import { tps110 } from "./bosch/tps110.ts";
import { tbms100 } from "./browan/tbms100.ts";
import { dlAtm22 } from "./decentlab/dl-atm22.ts";
import { dlAtm41 } from "./decentlab/dl-atm41.ts";
import { dlAtm41g2 } from "./decentlab/dl-atm41g2.ts";
import { dlCtd10 } from "./decentlab/dl-ctd10.ts";
import { dlCtd10b } from "./decentlab/dl-ctd10b.ts";
import { dlLid } from "./decentlab/dl-lid.ts";
import { dlMbx } from "./decentlab/dl-mbx.ts";
import { dlPm } from "./decentlab/dl-pm.ts";
import { dlPr26 } from "./decentlab/dl-pr26.ts";
import { dlTbrg } from "./decentlab/dl-tbrg.ts";
import { dds20Lb } from "./dragino/dds20-lb.ts";
import { ldds75 } from "./dragino/ldds75.ts";
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
import { lw007Pir } from "./moko/lw007-pir.ts";
import { ra0715 } from "./netvox/ra0715.ts";
import { pcr2 } from "./parametric/pcr2.ts";
import { placepod } from "./pni/placepod.ts";
import { a1101 } from "./sensecap/a1101.ts";
import { s2120 } from "./sensecap/s2120.ts";
import { vegapulsAir } from "./vega/vegapuls-air.ts";

/** Every model that is understood: a further one is a file beside its vendor's others and a line here. */
export const profiles: readonly DeviceProfile[] = [
  meteohelix,
  dlAtm22,
  dlAtm41,
  dlAtm41g2,
  dlCtd10,
  dlCtd10b,
  dlLid,
  dlMbx,
  dlPm,
  dlPr26,
  dlTbrg,
  dds20Lb,
  ldds75,
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
  ra0715,
  vegapulsAir,
  tps110,
  tbms100,
  lw007Pir,
  pcr2,
  placepod,
  a1101,
  s2120,
];

const byId = new Map(profiles.map((profile) => [profile.id, profile]));

export const findProfile = (id: string): DeviceProfile | undefined => byId.get(id);
