import type { IgnoredDocument, ReadEvent, ReadUplink } from "#devices/network-servers/network-server.ts";
import { parseDocument } from "#devices/network-servers/recognise.ts";
import { findProfile } from "#devices/registry.ts";
import type { Device } from "#shared/domain/device.ts";
import { type ExerciseClock, nowFor } from "#shared/domain/exercise.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds, QUANTITIES } from "#shared/domain/quantity.ts";
import type { QuarantineReason } from "#shared/domain/quarantine.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { type Uplink, uplinkIdentity } from "#shared/domain/uplink.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Arrival } from "#shared/rules/arrival.ts";

/** Why a message, or a part of it, could not be used. */
export interface Fault {
  readonly reason: QuarantineReason;
  /** One sentence that names the field or value. */
  readonly explanation: string;
  readonly devEui?: string;
}

/** What a message brought to one site. */
export interface SiteArrival {
  readonly village: Village;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
  readonly arrival: Arrival;
}

/** Several lists can be filled: what could be read of a frame is used, and what could not be is kept apart. */
export interface ReadMessage {
  readonly arrivals: readonly SiteArrival[];
  readonly faults: readonly Fault[];
  /** What the network server told besides. */
  readonly events: readonly ReadEvent[];
  /** Documents that are known by name and of no use here. */
  readonly ignored: readonly IgnoredDocument[];
}

const NOTHING: ReadMessage = { arrivals: [], faults: [], events: [], ignored: [] };

export interface Registry {
  readonly device: (devEui: string) => Promise<{ device: Device; village: Village } | undefined>;
}

const unusable = (reason: QuarantineReason, explanation: string, devEui?: string): ReadMessage => ({
  ...NOTHING,
  faults: [{ reason, explanation, ...(devEui === undefined ? {} : { devEui }) }],
});

/** Reads one message of the queue, from the JSON of a network server to what arrived at which site. */
export const readMessage = async (body: string, wall: EpochMs, registry: Registry): Promise<ReadMessage> => {
  const document = jsonOf(body);
  if (document === undefined) return unusable("not_json", `the message is not JSON: ${beginning(body)}`);
  const parsed = parseDocument(document, wall);
  if (parsed.kind === "unreadable") return unusable("unknown_document", parsed.error, parsed.devEui);
  if (parsed.kind === "ignored") return { ...NOTHING, ignored: [parsed] };
  if (parsed.kind === "event") return { ...NOTHING, events: [parsed] };
  const { uplink, exercise } = parsed;
  const known = await registry.device(uplink.devEui);
  if (known === undefined) {
    return unusable("unknown_device", `no device ${uplink.devEui} is registered`, uplink.devEui);
  }
  return { ...decode(uplink, exercise, known, nowFor(exercise, wall)), events: eventsBeside(parsed) };
};

const eventsBeside = ({ events = [], exercise }: ReadUplink): readonly ReadEvent[] =>
  events.map((event) => ({ kind: "event", event, ...(exercise === undefined ? {} : { exercise }) }));

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const SHOWN_LENGTH = 40;
const beginning = (body: string): string =>
  body.length > SHOWN_LENGTH ? `${body.slice(0, SHOWN_LENGTH)}…` : body;

const decode = (
  uplink: Uplink,
  exercise: ExerciseClock | undefined,
  { device, village }: { device: Device; village: Village },
  receivedAt: EpochMs,
): ReadMessage => {
  const { devEui } = uplink;
  const profile = findProfile(device.profileId);
  if (profile === undefined) {
    const explanation = `device ${devEui} has the profile ${device.profileId}, which the catalogue does not hold`;
    return unusable("unknown_profile", explanation, devEui);
  }
  const decoded = profile.decodeUplink(Buffer.from(uplink.payloadHex, "hex"), uplink.fPort);
  const possible = decoded.measurements.filter(({ quantity, value }) => isWithinBounds(quantity, value));
  const impossible = decoded.measurements.filter((measurement) => !possible.includes(measurement));
  // No clock of a network server may run ahead of ours: a reading of tomorrow would push today's out of the window.
  const observedAt = Math.min(Date.parse(uplink.receivedAt), receivedAt);
  const placed = placeBySite(possible, device, observedAt);
  return {
    ...NOTHING,
    arrivals: [...placed.bySite].map(([siteId, measurements]) => ({
      village,
      siteId,
      ...(exercise === undefined ? {} : { exercise }),
      arrival: {
        devEui,
        identity: uplinkIdentity(uplink),
        ...(uplink.fCnt === undefined ? {} : { fCnt: uplink.fCnt }),
        observedAt,
        receivedAt,
        measurements,
      },
    })),
    faults: [
      ...decoded.errors.map((explanation) => ({ reason: "undecodable", explanation, devEui }) as const),
      ...decoded.warnings.map((explanation) => ({ reason: "out_of_bounds", explanation, devEui }) as const),
      ...impossible.map((measurement) => ({ ...outOfBounds(measurement), devEui })),
      ...placed.nowhere.map((at) => ({ ...unassigned(devEui, at), devEui })),
    ],
  };
};

const outOfBounds = ({ quantity, value }: Measurement): Fault => {
  const { minimum, maximum, unit } = QUANTITIES[quantity];
  const explanation = `${quantity} of ${value} ${unit} is outside of ${minimum} to ${maximum} ${unit}`;
  return { reason: "out_of_bounds", explanation };
};

const unassigned = (devEui: string, at: EpochMs): Fault => ({
  reason: "unassigned_device",
  explanation: `device ${devEui} stood at no site at ${toIso(at)}`,
});

/** Where the device stood when each measurement was taken: one out of its memory may be of another place. */
const placeBySite = (measurements: readonly Measurement[], device: Device, observedAt: EpochMs) => {
  const bySite = new Map<string, Measurement[]>();
  const nowhere = new Set<EpochMs>();
  for (const measurement of measurements) {
    const at = measurement.measuredAt ?? observedAt;
    const siteId = validAt(device.assignments, at)?.siteId;
    if (siteId === undefined) nowhere.add(at);
    else bySite.set(siteId, [...(bySite.get(siteId) ?? []), measurement]);
  }
  return { bySite, nowhere: [...nowhere] };
};
