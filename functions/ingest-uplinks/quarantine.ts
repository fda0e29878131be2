import type { QuarantineEntry, QuarantineTally } from "#shared/domain/quarantine.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { attempt } from "./attempt.ts";
import type { Fault } from "./message-contents.ts";

export interface Quarantine {
  /** `known`: it was kept before. */
  readonly keep: (entry: QuarantineEntry) => Promise<"kept" | "known">;
  readonly count: (tally: QuarantineTally) => Promise<void>;
}

interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: EpochMs;
  readonly firstReceivedAt?: EpochMs;
  readonly tokenHolder?: string;
}

/** One entry a message: the first fault gives the reason, all are told. */
export const quarantineEntry = (
  { messageId, body, sentAt, firstReceivedAt = sentAt, tokenHolder }: QueuedMessage,
  faults: readonly Fault[],
): QuarantineEntry => ({
  messageId,
  reason: faults[0]?.reason ?? "undecodable",
  explanation: faults.map(({ explanation }) => explanation).join("; "),
  ...(faults[0]?.devEui === undefined ? {} : { devEui: faults[0].devEui }),
  ...(tokenHolder === undefined ? {} : { tokenHolder }),
  body,
  receivedAt: firstReceivedAt,
});

/** Keeps each message, and counts those that were not there before by device and reason. */
export const keepInQuarantine = async (entries: readonly QuarantineEntry[], quarantine: Quarantine) => {
  const kept = await Promise.all(
    entries.map((entry) =>
      attempt([entry.messageId], async () => ({ entry, outcome: await quarantine.keep(entry) })),
    ),
  );
  const added = kept.flatMap((one) => ("done" in one && one.done.outcome === "kept" ? [one.done.entry] : []));
  const groups = Map.groupBy(added, ({ reason, devEui }) => `${reason} ${devEui}`);
  // A count that fails is not worth a second message: the entries themselves are there.
  await Promise.allSettled([...groups.values()].map((group) => quarantine.count(tallyOf(group))));
  return kept;
};

const tallyOf = (group: readonly QuarantineEntry[]): QuarantineTally => {
  const last = group.at(-1);
  if (last === undefined) throw new Error("nobody counts nothing");
  const { reason, devEui, receivedAt } = last;
  return { reason, ...(devEui === undefined ? {} : { devEui }), count: group.length, receivedAt };
};
