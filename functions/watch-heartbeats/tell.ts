import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import type { Run } from "./run.ts";
import { noteNotice } from "./tell-waiting.ts";
import type { Place } from "./watch-heartbeats.ts";

/**
 * Does what a list of notices asks for: rows, a place among what waits to be told, and what is shown of each site. Done again
 * after a crash, it changes nothing.
 */
export const tellPending = async (pending: readonly HealthNotice[], { services }: Run): Promise<void> => {
  for (const notice of pending) {
    await services.findings.record(notice);
    await services.log.notice(notice);
    await noteNotice(notice, services);
  }
  const places = new Map(pending.flatMap(placesOf).map((place) => [JSON.stringify(place), place]));
  for (const place of places.values()) {
    const open = await services.findings.open(place.villageId);
    const found = open.map(({ finding }) => finding).filter((finding) => isAt(place, finding));
    await services.siteFindings.put(place, found);
  }
};

const placesOf = ({ villageId, finding }: HealthNotice): readonly Place[] => {
  if (finding.kind !== "gateway_down") return [{ villageId, siteId: finding.siteId }];
  return finding.devices
    .filter((device) => device.villageId === villageId)
    .map(({ siteId }) => ({ villageId, siteId }));
};

const isAt = ({ villageId, siteId }: Place, finding: Finding): boolean =>
  finding.kind === "gateway_down"
    ? finding.devices.some((device) => device.villageId === villageId && device.siteId === siteId)
    : finding.siteId === siteId;
