import type { Decoded, DeviceProfile } from "#devices/lib/device-profile.ts";
import { findProfile } from "#devices/registry.ts";
import type { Device } from "#shared/domain/device.ts";
import type { IntervalEvent } from "#shared/domain/device-event.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { isQuantity, isWithinBounds, QUANTITIES } from "#shared/domain/quantity.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { mergeGateways, type Uplink, uplinkIdentity } from "#shared/domain/uplink.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { type Fault, type MessageContents, NOTHING, unusable } from "./message-contents.ts";

/** Reads the frame of a registered device. */
export const readFrame = (
  uplink: Uplink,
  exercise: ExerciseClock | undefined,
  { device, village }: { device: Device; village: Village },
  receivedAt: EpochMs,
): MessageContents => {
  const { devEui } = uplink;
  const profile = findProfile(device.profileId);
  if (profile === undefined) {
    const explanation = `device ${devEui} has the profile ${device.profileId}, which the catalogue does not hold`;
    return unusable("unknown_profile", explanation, devEui);
  }
  // No clock of a network server may run ahead of ours: a reading of tomorrow would push today's out of the window.
  const observedAt = Math.min(Date.parse(uplink.receivedAt), receivedAt);
  const { decoded, possible, faults } = decode(profile, uplink);
  const placed = placeBySite(possible, isUsable(faults, possible), device, observedAt);
  return {
    ...NOTHING,
    arrivals: placed.bySite.map(({ siteId, measurements, frameElsewhere }) => ({
      village,
      siteId,
      ...(exercise === undefined ? {} : { exercise }),
      arrival: {
        ...arrivalOf(uplink, observedAt, receivedAt, measurements),
        unmeasured: Object.keys(decoded.unmeasured ?? {}).filter(isQuantity),
        ...(frameElsewhere ? { frameElsewhere } : {}),
      },
    })),
    faults: [...faults, ...placed.nowhere.map((at) => unassigned(devEui, at))],
    events: intervalEvents(devEui, decoded, observedAt),
  };
};

const decode = (profile: DeviceProfile, { devEui, payloadHex, fPort }: Uplink) => {
  const decoded = profile.decodeUplink(Buffer.from(payloadHex, "hex"), fPort);
  const ownWords = new Set(Object.values(decoded.unmeasured ?? {}));
  const isPossible = ({ quantity, value }: Measurement) => isWithinBounds(quantity, value);
  const faults: readonly Fault[] = [
    ...decoded.errors.map((explanation) => ({ reason: "undecodable", explanation, devEui }) as const),
    ...decoded.warnings
      .filter((explanation) => !ownWords.has(explanation))
      .map((explanation) => ({ reason: "out_of_bounds", explanation, devEui }) as const),
    ...decoded.measurements.filter((one) => !isPossible(one)).map((one) => outOfBounds(devEui, one)),
  ];
  return { decoded, possible: decoded.measurements.filter(isPossible), faults };
};

/** A frame that told nothing and was not at fault, like one of a join, still shows that its device lives. Garbage does not. */
const isUsable = (faults: readonly Fault[], possible: readonly Measurement[]): boolean =>
  possible.length > 0 || faults.length === 0;

const arrivalOf = (
  uplink: Uplink,
  observedAt: EpochMs,
  receivedAt: EpochMs,
  measurements: readonly Measurement[],
): Arrival => ({
  devEui: uplink.devEui,
  ...(uplink.devAddr === undefined ? {} : { devAddr: uplink.devAddr }),
  identity: uplinkIdentity(uplink),
  ...(uplink.fCnt === undefined ? {} : { fCnt: uplink.fCnt }),
  observedAt,
  receivedAt,
  measurements,
  gateways: mergeGateways(uplink.gateways),
  ...(uplink.dataRate === undefined ? {} : { dataRate: uplink.dataRate }),
});

const outOfBounds = (devEui: string, { quantity, value }: Measurement): Fault => {
  const { minimum, maximum, unit } = QUANTITIES[quantity];
  const explanation = `${quantity} of ${value} ${unit} is outside of ${minimum} to ${maximum} ${unit}`;
  return { reason: "out_of_bounds", explanation, devEui };
};

const unassigned = (devEui: string, at: EpochMs): Fault => ({
  reason: "unassigned_device",
  explanation: `device ${devEui} stood at no site at ${toIso(at)}`,
  devEui,
});

interface PlacedMeasurements {
  readonly siteId: string;
  readonly measurements: readonly Measurement[];
  readonly frameElsewhere: boolean;
}

/** Where the device stood when each measurement was taken: one out of its memory may be of another place than its frame. */
const placeBySite = (
  measurements: readonly Measurement[],
  isFrameUsable: boolean,
  device: Device,
  observedAt: EpochMs,
): { readonly bySite: readonly PlacedMeasurements[]; readonly nowhere: readonly EpochMs[] } => {
  const siteAt = (at: EpochMs) => validAt(device.assignments, at)?.siteId;
  const frameSite = siteAt(observedAt);
  const instants = [...measurements.map(({ measuredAt }) => measuredAt ?? observedAt)];
  const here = isFrameUsable ? [observedAt, ...instants] : instants;
  const sites = new Set(here.flatMap((at) => siteAt(at) ?? []));
  return {
    bySite: [...sites].map((siteId) => ({
      siteId,
      measurements: measurements.filter(({ measuredAt }) => siteAt(measuredAt ?? observedAt) === siteId),
      frameElsewhere: siteId !== frameSite,
    })),
    nowhere: [...new Set(here.filter((at) => siteAt(at) === undefined))],
  };
};

/** The name that every codec gives to a device's own word on how often it reports. */
const intervalEvents = (devEui: string, { information }: Decoded, at: EpochMs): readonly IntervalEvent[] => {
  const intervalS = information.report_interval_s;
  return typeof intervalS === "number"
    ? [{ kind: "interval_reported", devEui, at: toIso(at), intervalS }]
    : [];
};
