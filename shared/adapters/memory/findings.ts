import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { closedFindingKey, openFindingKey, siteHealthKey } from "../dynamodb/health-keys.ts";
import type { SitePlace } from "../place.ts";

/** As those of `dynamodb/findings.ts`, in memory. */
export const memoryFindings = () => {
  const opened = new Map<string, { villageId: string; finding: Finding; openedAt: EpochMs }>();
  const closed = new Map<string, Finding>();
  return {
    opened,
    closed,
    record: async (notice: HealthNotice): Promise<void> => {
      const { change, finding, villageId, at } = notice;
      const { pk, sk } = openFindingKey(notice);
      if (change === "opened") {
        opened.set(`${pk}/${sk}`, { villageId, finding, openedAt: at });
        return;
      }
      closed.set(`${pk}/${closedFindingKey(notice).sk}`, finding);
      opened.delete(`${pk}/${sk}`);
    },
    open: async (village: string) =>
      [...opened.values()]
        .filter(({ villageId }) => villageId === village)
        .map(({ finding, openedAt }) => ({ finding, openedAt })),
  };
};

export const memorySiteFindings = () => {
  const sites = new Map<string, readonly Finding[]>();
  return {
    sites,
    put: async (place: SitePlace, found: readonly Finding[]): Promise<void> => {
      sites.set(siteHealthKey(place).sk, found);
    },
  };
};
