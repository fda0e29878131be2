import { createHash } from "node:crypto";
import type { EventSubject } from "#shared/domain/device-event.ts";
import type { HealthNotice } from "#shared/domain/finding.ts";
import { findingKey } from "#shared/domain/finding-key.ts";
import { toIso } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import { eventPk, type ItemKey } from "./keys.ts";

/** A device or a gateway. */
export type Subject = EventSubject;

/** Enough for tens of thousands of devices: one partition reads 3,000 units a second. */
const SHARDS = 4;

export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `DUE#${shard}`);

export const shardOf = (subject: Subject): string =>
  `DUE#${(createHash("sha256").update(eventPk(subject)).digest()[0] ?? 0) % SHARDS}`;

export const dueKey = (subject: Subject): ItemKey => ({ pk: eventPk(subject), sk: "DUE" });
export const healthKey = (subject: Subject): ItemKey => ({ pk: eventPk(subject), sk: "HEALTH" });
export const healthDaysKey = (subject: Subject): ItemKey => ({ pk: eventPk(subject), sk: "HEALTH#DAYS" });

export const gatewayDeviceKey = (gatewayId: string, devEui: string): ItemKey => ({
  pk: eventPk({ gatewayId }),
  sk: `THROUGH#${devEui}`,
});

/** Which version of the registry the watch list was last brought up to. */
export const watchedVersionKey: ItemKey = { pk: "WATCH", sk: "REGISTRY" };

export const OPEN_FINDINGS = "FINDING#OPEN#";

export const openFindingKey = ({ villageId, finding }: HealthNotice): ItemKey => ({
  pk: `VILLAGE#${villageId}`,
  sk: `${OPEN_FINDINGS}${findingKey(finding)}`,
});

export const closedFindingKey = ({ villageId, finding }: HealthNotice): ItemKey => ({
  pk: `VILLAGE#${villageId}`,
  sk: `FINDING#CLOSED#${toIso(finding.since)}#${findingKey(finding)}`,
});

/** In the state table, beside the state of the site. */
export const siteHealthKey = ({ villageId, siteId }: SitePlace): ItemKey => ({
  pk: `VILLAGE#${villageId}`,
  sk: `HEALTH#${siteId}`,
});

const PK = /^(DEVICE|GATEWAY)#(.+)$/;

/** @throws when the key is of neither a device nor a gateway */
export const subjectOf = (pk: string): Subject => {
  const [, kind, id] = PK.exec(pk) ?? [];
  if (id === undefined) throw new Error(`${pk} is the key of neither a device nor a gateway`);
  return kind === "DEVICE" ? { devEui: id } : { gatewayId: id };
};

/** Where the index of what is due holds the notices that wait to be told. */
export const NOTICES_SHARD = "NOTICES";

export const noticeKey = (notice: { readonly villageId: string; readonly noticeId: string }): ItemKey => ({
  pk: `VILLAGE#${notice.villageId}`,
  sk: `NOTICE#${notice.noticeId}`,
});
