import type { DeviceProfile } from "../lib/device-profile.ts";

/** LoRaWAN RP002-1.0.4: no data rate carries more. */
const MOST_BYTES = 242;

/**
 * A sensor whose payload nobody here reads: of another department, or of a model that is not in the catalogue yet. Its frames are
 * kept and counted, and its silence, its counter and its radio link are watched like any other's.
 */
export const opaque: DeviceProfile = {
  id: "generic/opaque",
  vendor: "any",
  model: "any",
  name: "Sensor whose payload is not read",
  hazards: [],
  heartbeatS: 3600,
  defaultFPort: 1,
  reportBytes: MOST_BYTES,
  quantities: [],
  decodeUplink: (bytes) => ({
    measurements: [],
    information: { payload_bytes: bytes.length },
    warnings: [],
    errors: [],
  }),
  encodeUplink: () => ({ error: "generic/opaque: no quantity can be told by a payload that is not read" }),
};
