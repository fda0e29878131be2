import diff from "microdiff";
import type { AddedDevice, FileChange } from "#shared/adapters/dynamodb/registration-steps.ts";
import type { Recipient } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village, VillageFile } from "#shared/domain/village.ts";
import type { Complaint } from "#shared/domain/village-complaints.ts";
import { changedSites } from "./changed-sites.ts";
import { differenceLines } from "./difference.ts";
import { pastComplaints } from "./past-complaints.ts";
import { goneDevices, removals } from "./removals.ts";

/** What is registered now. */
export interface Before {
  readonly village: Omit<Village, "maintenance"> | undefined;
  readonly recipients: readonly Recipient[];
  /** Rows of those devices of the file that are not registered in the village. */
  readonly owners: ReadonlyMap<string, { readonly villageId: string; readonly confirmed: boolean }>;
}

export interface Allowed {
  readonly remove: boolean;
  readonly rewritePast: boolean;
}

/** What applying a file would come to. */
export interface PlannedChange {
  /** By field, old and new; none when nothing changes. */
  readonly lines: readonly string[];
  /** What stands against it. */
  readonly complaints: readonly Complaint[];
  readonly devices: FileChange["devices"];
  readonly recipients: FileChange["recipients"];
  readonly changedSites: readonly string[];
}

/** Compares a file with what is registered. */
export const planChange = (
  before: Before,
  { recipients, ...village }: VillageFile,
  allowed: Allowed,
  now: EpochMs,
): PlannedChange => {
  const old = before.village;
  const compared = old === undefined ? undefined : { village: old, recipients: before.recipients };
  const past = old === undefined ? [] : pastComplaints(old, village, now);
  const gone = old === undefined ? [] : removals(old, village);
  const lines = differenceLines(compared, { village, recipients });
  return {
    lines: [
      ...lines,
      ...(allowed.rewritePast ? past.map(({ path }) => `  ! the past is rewritten: ${path.join(".")}`) : []),
    ],
    complaints: [
      ...takenComplaints(before, village),
      ...(allowed.rewritePast ? [] : past),
      ...(allowed.remove ? [] : gone.map(removalComplaint)),
    ],
    devices: {
      added: addedDevices(before, village),
      removed: old === undefined ? [] : goneDevices(old, village),
    },
    recipients: {
      put: recipients.filter((recipient) => isNew(recipient, before.recipients)),
      removed: before.recipients
        .map(({ recipientId }) => recipientId)
        .filter((id) => !recipients.some(({ recipientId }) => recipientId === id)),
    },
    changedSites: changedSites(old, village),
  };
};

const removalComplaint = (what: string): Complaint => ({
  path: [],
  message: `${what} is registered and not in it. To remove it, give --remove; to keep its past, leave it in and end it (validTo)`,
});

const addedDevices = (
  { village, owners }: Before,
  after: Omit<Village, "maintenance">,
): readonly AddedDevice[] =>
  after.devices
    .filter(({ devEui }) => !village?.devices.some((device) => device.devEui === devEui))
    .map(({ devEui }) => ({ devEui, rowOf: owners.get(devEui)?.villageId }));

/** Its uplinks would go to one of two villages, whichever was registered last. */
const takenComplaints = ({ owners }: Before, after: Omit<Village, "maintenance">): readonly Complaint[] =>
  after.devices.flatMap(({ devEui }, index) => {
    const owner = owners.get(devEui);
    return owner?.confirmed && owner.villageId !== after.villageId
      ? [
          {
            path: ["devices", index, "devEui"],
            message: `${devEui} is registered in the village ${owner.villageId}: remove it there first`,
          },
        ]
      : [];
  });

const isNew = (recipient: Recipient, before: readonly Recipient[]): boolean => {
  const old = before.find(({ recipientId }) => recipientId === recipient.recipientId);
  return old === undefined || diff(old, recipient).length > 0;
};
