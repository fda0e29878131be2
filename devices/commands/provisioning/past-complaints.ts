import diff from "microdiff";
import { capTime, hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { firstPastChange } from "#shared/domain/interval-lists.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Validity } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Complaint } from "#shared/domain/village-complaints.ts";

type Provisioned = Pick<Village, "sites" | "devices">;

/** Where a file would change what held before now: a threshold, a height, where a device stood. What is new has no past here. */
export const pastComplaints = (
  before: Provisioned,
  after: Provisioned,
  now: EpochMs,
): readonly Complaint[] => [...hazardComplaints(before, after, now), ...deviceComplaints(before, after, now)];

const hazardComplaints = (before: Provisioned, after: Provisioned, now: EpochMs): readonly Complaint[] =>
  after.sites.flatMap((site, index) => {
    const old = before.sites.find(({ siteId }) => siteId === site.siteId)?.hazards ?? [];
    return [...new Set(site.hazards.map(({ hazard }) => hazard))].flatMap((hazard) => {
      const of = (entries: typeof old) => entries.filter((entry) => entry.hazard === hazard);
      const path = ["sites", index, "hazards"];
      return complaintOf({ before: of(old), after: of(site.hazards), listed: site.hazards, path }, now);
    });
  });

/** That a device once stood at a site which is removed now need not be told any longer. */
const deviceComplaints = (before: Provisioned, after: Provisioned, now: EpochMs): readonly Complaint[] =>
  after.devices.flatMap(({ devEui, assignments }, index) => {
    const old = before.devices.find((device) => device.devEui === devEui)?.assignments ?? [];
    const kept = old.filter(({ siteId }) => after.sites.some((site) => site.siteId === siteId));
    const path = ["devices", index, "assignments"];
    return complaintOf({ before: kept, after: assignments, listed: assignments, path }, now);
  });

interface Compared<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
  /** As the file lists them, and where. */
  readonly listed: readonly T[];
  readonly path: readonly PropertyKey[];
}

const CORRECTION =
  'To correct what was wrong all along, as after a survey error, give --rewrite-past and --reason "...".';

const complaintOf = <T extends Validity>(
  { before, after, listed, path }: Compared<T>,
  now: EpochMs,
): readonly Complaint[] => {
  if (before.length === 0) return [];
  const found = firstPastChange(before, after, now, (one, other) => differences(one, other).length === 0);
  if (found === undefined) return [];
  const { at, was, is } = found;
  const since = hongKongTime(at, "yyyy-MM-dd HH:mm");
  const soon = capTime(Math.ceil((now + MINUTE_MS) / (5 * MINUTE_MS)) * 5 * MINUTE_MS);
  if (was === undefined) {
    const message = `reaches back to ${since}, when nothing was registered: begin it at ${soon} or later. ${CORRECTION}`;
    return [{ path: [...path, ...place(listed, is), "validFrom"], message }];
  }
  if (is === undefined) {
    const nearest = listed.filter((entry) => after.includes(entry)).findLast((entry) => startsBy(entry, at));
    const message = `what was registered for ${since} is gone: leave it as it was and end it at ${soon} or later (validTo). ${CORRECTION}`;
    const field = nearest?.validTo === undefined ? [] : ["validTo"];
    return [{ path: [...path, ...place(listed, nearest), ...field], message }];
  }
  const [{ path: field = [], oldValue } = {}] = differences(was, is);
  const message = `was ${said(oldValue)} at ${since}, and the past is not rewritten: leave this entry as it was, end it at ${soon} or later (validTo), and add another from then on. ${CORRECTION}`;
  return [{ path: [...path, ...place(listed, is), ...field], message }];
};

const startsBy = ({ validFrom }: Validity, at: EpochMs): boolean => validFrom <= at;

const place = <T>(listed: readonly T[], entry: T | undefined): readonly number[] =>
  entry === undefined ? [] : [listed.indexOf(entry)];

const said = (value: unknown): string => (value === undefined ? "not set" : JSON.stringify(value));

/** How two entries differ, apart from when they hold. */
const differences = (one: Validity, other: Validity) => {
  const { validFrom: _, validTo: __, ...was } = one;
  const { validFrom: ___, validTo: ____, ...is } = other;
  return diff(was, is).map((change) => ({
    path: change.path,
    oldValue: "oldValue" in change ? change.oldValue : undefined,
  }));
};
