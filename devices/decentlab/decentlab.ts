import type { DeviceIdentity, DeviceProfile } from "../lib/device-profile.ts";
import { encodeFixedInterval, sealedWithCrc16 } from "../lib/fixed-layout-downlink.ts";
import { u16At } from "../lib/fixed-layout-place.ts";
import { quantity } from "../lib/fixed-layout-table.ts";
import { type FlaggedSensor, flaggedWordsProfile, word } from "../lib/flagged-words.ts";

/** The battery is a sensor of its own in every Decentlab device. */
export const battery: FlaggedSensor = {
  words: 1,
  fields: [quantity("battery_voltage", word(0), { countsPerUnit: 1000 })],
};

/** Version, device and flags. */
const HEAD_BYTES = 5;

/**
 * What all Decentlab devices have in common. Port 1 and the command "set period" (0001, kept until a restart) are in
 * TheThingsNetwork/lorawan-devices, vendor/decentlab/dl-downlink-codec.js. The period is that of measuring; a device that was
 * told to send only every so many measurements would report so many times as seldom.
 *
 * The heartbeat of 600 s is Decentlab's usual delivery; the documents at hand do not state it model by model.
 */
export const decentlabProfile = (
  { id, model, name, hazards }: Pick<DeviceIdentity, "id" | "model" | "name" | "hazards">,
  sensors: readonly FlaggedSensor[],
): DeviceProfile =>
  flaggedWordsProfile(
    {
      id,
      vendor: "Decentlab",
      model,
      name,
      hazards,
      heartbeatS: 600,
      defaultFPort: 1,
      reportBytes: HEAD_BYTES + sensors.reduce((total, { words }) => total + words * 2, 0),
    },
    sensors,
    {
      encodeDownlink: encodeFixedInterval(id, {
        fPort: 1,
        lead: "0001",
        byteLength: 4,
        seconds: [u16At(2)],
        minimumS: 60,
        maximumS: 65_535,
        seal: sealedWithCrc16,
      }),
    },
  );
