import { type DeviceEvent, type EventSubject, eventSubject } from "#shared/domain/device-event.ts";
import { DAY_MS, type EpochMs, toIso } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Stands in front of every partition key of an exercise, so that it can never touch a live item. */
export const scope = (exerciseId: string | undefined): string =>
  exerciseId === undefined ? "" : `EXERCISE#${exerciseId}#`;

export const villageKey = (villageId: string): ItemKey => ({ pk: `VILLAGE#${villageId}`, sk: "VILLAGE" });
/** One applied version of a village's file; 8 digits, so that versions sort by number. */
export const villageVersionKey = (villageId: string, version: number): ItemKey => ({
  pk: `VILLAGE#${villageId}`,
  sk: `VERSION#${String(version).padStart(8, "0")}`,
});
/** Apart from the village's own items: whoever fetches the weather may write nothing else. */
export const weatherKey = (villageId: string): ItemKey => ({ pk: `WEATHER#${villageId}`, sk: "WEATHER" });
export const deviceKey = (devEui: string): ItemKey => ({ pk: `DEVICE#${devEui}`, sk: "DEVICE" });
export const registryVersionKey: ItemKey = { pk: "VERSION", sk: "VERSION" };

/** Sorted by when they were asked for. */
export const downlinkKey = (downlink: {
  readonly devEui: string;
  readonly requestedAt: EpochMs;
  readonly downlinkId: string;
  readonly exerciseId?: string | undefined;
}): ItemKey => ({
  pk: downlinksPk(downlink.devEui, downlink.exerciseId),
  sk: `DOWNLINK#${toIso(downlink.requestedAt)}#${downlink.downlinkId}`,
});

export const downlinksPk = (devEui: string, exerciseId?: string): string =>
  `${scope(exerciseId)}DEVICE#${devEui}`;

/** A site's id is unique in its village only. */
const sitePk = (place: SitePlace, part: string): string =>
  `${scope(place.exerciseId)}VILLAGE#${place.villageId}#SITE#${place.siteId}#${part}`;

export const siteStateKey = (place: SitePlace): ItemKey => ({
  pk: `${scope(place.exerciseId)}VILLAGE#${place.villageId}`,
  sk: `SITE#${place.siteId}`,
});

const SITE_STATE_PK = /^(?:EXERCISE#([^#]+)#)?VILLAGE#([^#]+)$/;

/** The place that a site state's key names; throws when it names none. */
export const placeOf = ({ pk, sk }: ItemKey): SitePlace => {
  const [, exerciseId, villageId] = SITE_STATE_PK.exec(pk) ?? [];
  if (villageId === undefined || !sk.startsWith("SITE#")) {
    throw new Error(`${pk}/${sk} is not the key of a site's state`);
  }
  const siteId = sk.slice("SITE#".length);
  return { villageId, siteId, ...(exerciseId === undefined ? {} : { exerciseId }) };
};

const DATE_LENGTH = "2026-09-08".length;

export const observationKey = (
  place: SitePlace,
  row: { readonly observedAt: EpochMs; readonly devEui: string; readonly fCnt?: number | undefined },
): ItemKey => {
  const observedAt = toIso(row.observedAt);
  const day = observedAt.slice(0, DATE_LENGTH);
  return {
    pk: sitePk(place, day),
    // Two frames can bear one time where a network server's clock counts whole seconds.
    sk: [observedAt, row.devEui, ...(row.fCnt === undefined ? [] : [row.fCnt])].join("#"),
  };
};

/** The keys of a site's rows from one instant (inclusive) to another (exclusive): one stretch for each day of UTC. */
export const observationsBetween = (place: SitePlace, from: EpochMs, to: EpochMs) => {
  const firstDay = Math.floor(from / DAY_MS);
  const days = Math.max(0, Math.ceil(to / DAY_MS) - firstDay);
  return Array.from({ length: days }, (_, index) => ({
    pk: sitePk(place, toIso((firstDay + index) * DAY_MS).slice(0, DATE_LENGTH)),
    first: toIso(from),
    last: toIso(to),
  }));
};
export const quarantinePk = (devEui: string | undefined): string => `DEVICE#${devEui ?? "unknown"}`;

export const quarantineKey = (entry: {
  readonly devEui?: string;
  readonly receivedAt: EpochMs;
  readonly messageId: string;
}): ItemKey => ({
  pk: quarantinePk(entry.devEui),
  sk: `${toIso(entry.receivedAt)}#${entry.messageId}`,
});

/** All counts of one day stand together. */
export const quarantineCountKey = (tally: {
  readonly reason: string;
  readonly devEui?: string;
  readonly receivedAt: EpochMs;
}): ItemKey => ({
  pk: `COUNT#${toIso(tally.receivedAt).slice(0, DATE_LENGTH)}`,
  sk: `${tally.reason}#${tally.devEui ?? "unknown"}`,
});

export const announcedKey = (place: SitePlace, hazard: string): ItemKey => ({
  pk: sitePk(place, hazard),
  sk: "ANNOUNCED",
});

export const alertKey = (
  place: SitePlace,
  alert: { readonly hazard: string; readonly sent: EpochMs; readonly identifier: string },
): ItemKey => ({
  pk: sitePk(place, alert.hazard),
  sk: `ALERT#${toIso(alert.sent)}#${alert.identifier}`,
});

export const recipientKey = (villageId: string, recipientId: string): ItemKey => ({
  pk: `VILLAGE#${villageId}`,
  sk: `RECIPIENT#${recipientId}`,
});

export const eventPk = (subject: EventSubject): string =>
  "gatewayId" in subject ? `GATEWAY#${subject.gatewayId}` : `DEVICE#${subject.devEui}`;

/** Two downlinks can be told of at one instant, and one of them with two results. */
const partsOf = (event: DeviceEvent): readonly string[] =>
  event.kind === "downlink" ? [event.kind, event.result, event.downlinkId ?? ""] : [event.kind];

export const deviceEventKey = (event: DeviceEvent): ItemKey => ({
  pk: eventPk(eventSubject(event)),
  sk: ["EVENT", toIso(Date.parse(event.at)), ...partsOf(event)].join("#"),
});

/** The keys of a subject's events from one instant (inclusive) to another (exclusive), both ISO 8601. */
export const eventsBetween = (subject: EventSubject, from: string, to: string) => ({
  pk: eventPk(subject),
  first: `EVENT#${from}`,
  last: `EVENT#${to}`,
});
