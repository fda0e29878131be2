import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import type { Language } from "#shared/domain/language.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import { isSameHongKongDay } from "../hong-kong-time.ts";
import type { Place } from "../place.ts";

/** What a village's registry knows that a notice needs. */
export type NoticeVillage = Pick<Village, "villageId" | "name" | "telephone" | "sites" | "devices">;

/** A sensor as people name it: what it is, and the end of its DevEUI, which is printed on it. */
export interface NamedSensor {
  readonly kind: "water_gauge" | "sensor";
  readonly shortId: string;
  readonly siteName: Readonly<Record<Language, string>>;
}

/** What a notice says, before it is put in words. */
export interface NoticeFacts {
  readonly change: HealthNotice["change"];
  readonly finding: Finding;
  readonly unwatched: boolean;
  readonly since: EpochMs;
  readonly sinceOtherDay: boolean;
  /** Whole minutes from the beginning to the notice. */
  readonly lasted: number;
  /** The one it is about; behind a gateway, all of the village's. */
  readonly sensors: readonly NamedSensor[];
}

const SHORT_ID = 4;

export const noticeFacts = (notice: HealthNotice, village: NoticeVillage): NoticeFacts => {
  const { change, finding, at, unwatched = false } = notice;
  return {
    change,
    finding,
    unwatched,
    since: finding.since,
    sinceOtherDay: !isSameHongKongDay(finding.since, at),
    lasted: Math.max(0, Math.round((at - finding.since) / MINUTE_MS)),
    sensors:
      finding.kind === "gateway_down"
        ? finding.devices
            .filter(({ villageId }) => villageId === village.villageId)
            .map(({ siteId, devEui }) => namedSensor(village, siteId, devEui, at))
        : [namedSensor(village, finding.siteId, "devEui" in finding ? finding.devEui : "", at)],
  };
};

/** A device that measures a height at a flood site is its water gauge; a site without a device named is asked for its own. */
const namedSensor = (village: NoticeVillage, siteId: string, devEui: string, at: EpochMs): NamedSensor => {
  const standsThere = village.devices.filter((device) => devEui === "" || device.devEui === devEui);
  const isGauge = standsThere.some(({ assignments }) => {
    const assignment = validAt(assignments, at) ?? assignments.at(-1);
    return assignment?.siteId === siteId && assignment.sensorHeightM !== undefined;
  });
  return {
    kind: isGauge ? "water_gauge" : "sensor",
    shortId: devEui.slice(-SHORT_ID),
    siteName: siteOf(village, siteId).name,
  };
};

/** A site that the registry does not know any more goes by its id. */
const siteOf = (village: NoticeVillage, siteId: string): Place["site"] =>
  village.sites.find((site) => site.siteId === siteId) ?? {
    siteId,
    name: { "zh-HK": siteId, en: siteId },
    position: [0, 0],
  };

/** Where a notice is about: a site; for a gateway, or for several findings at once, the village. */
export const noticePlace = (
  finding: Finding | undefined,
  village: NoticeVillage,
  boardUrl: string,
): Place => ({
  village,
  site:
    finding !== undefined && "siteId" in finding
      ? siteOf(village, finding.siteId)
      : { siteId: village.villageId, name: village.name, position: [0, 0] },
  boardUrl,
});
