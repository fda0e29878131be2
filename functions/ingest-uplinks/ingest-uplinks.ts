import type { QuarantineEntry } from "#shared/domain/quarantine.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { attempt } from "./attempt.ts";
import type { SiteArrival } from "./message-contents.ts";
import { keepInQuarantine, type Quarantine, quarantineEntry } from "./quarantine.ts";
import { type Registry, readMessage } from "./read-message.ts";
import { type SiteArrivals, type SiteStores, takeIntoSite } from "./take-into-site.ts";

/** A message of the queue. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  /** When it came into the queue, wall clock: the same however often it is handed over. */
  readonly sentAt: EpochMs;
  /** When it came here first, of one that was handed over again out of the quarantine. */
  readonly firstReceivedAt?: EpochMs;
  /** The network server with whose token it was posted; absent of one that came another way. */
  readonly tokenHolder?: string;
}

export interface Services extends SiteStores {
  readonly registry: Registry;
  readonly quarantine: Quarantine;
}

/** What became of a batch. */
export interface Ingested {
  /** Messages to be handed over again, with the error. All others are done with. */
  readonly failed: readonly { readonly messageId: string; readonly error: unknown }[];
  readonly accepted: number;
  readonly duplicates: number;
  /** Readings older than their site's window. */
  readonly passed: number;
  readonly transitions: number;
  readonly quarantined: readonly QuarantineEntry[];
  /** What happened to devices and gateways beside their readings. */
  readonly events: number;
  /** Documents that are known by name and of no use. */
  readonly ignored: number;
}

interface Placed extends SiteArrival {
  readonly messageId: string;
}

/** Takes a batch of uplinks from the radio to the alarm: whatever is wrong with one message, the others go on. */
export const ingestUplinks = async (messages: readonly Message[], services: Services): Promise<Ingested> => {
  const read = await Promise.all(
    messages.map((message) => attempt([message.messageId], () => readOne(message, services))),
  );
  const readings = read.flatMap((outcome) => ("done" in outcome ? [outcome.done] : []));
  const groups = groupBySite(readings.flatMap(({ placed }) => placed));
  const taken = await Promise.all(
    groups.map((group) =>
      attempt(group.messageIds, async () => {
        const observed = await takeIntoSite(group, services);
        if (observed === "conflict")
          throw new Error(`site ${group.siteId} changed under every attempt to write it`);
        return observed;
      }),
    ),
  );
  const told = await Promise.all(
    readings.flatMap(({ messageId, events }) =>
      events.map((event) => attempt([messageId], () => services.deviceEvents.record(event))),
    ),
  );
  // After the alarms, so that a quarantine out of order stops no reading.
  const entries = readings.flatMap(({ quarantined }) => quarantined);
  const kept = await keepInQuarantine(entries, services.quarantine);
  const observed = taken.flatMap((outcome) => ("done" in outcome ? [outcome.done] : []));
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const failures = [...read, ...taken, ...told, ...kept].flatMap((outcome) =>
    "done" in outcome ? [] : outcome.failed,
  );
  return {
    failed: [...new Map(failures.map((failure) => [failure.messageId, failure])).values()],
    accepted: sum(observed.map(({ observations }) => observations.length)),
    duplicates: sum(observed.map(({ duplicates }) => duplicates)),
    passed: sum(observed.map(({ passed }) => passed)),
    transitions: sum(observed.map(({ changed }) => changed.length)),
    quarantined: entries,
    events: told.length,
    ignored: sum(readings.map(({ ignored }) => ignored)),
  };
};

/** The time it came into the queue is the message's time of receipt: the same at every try. */
const readOne = async (message: Message, { registry }: Services) => {
  const { messageId } = message;
  const { arrivals, faults, events, ignored } = await readMessage(message, registry);
  return {
    messageId,
    placed: arrivals.map((arrival): Placed => ({ ...arrival, messageId })),
    quarantined: faults.length === 0 ? [] : [quarantineEntry(message, faults)],
    events,
    ignored: ignored.length,
  };
};

/** Each site, live or in one exercise, once: so that a batch costs it one read and one write. */
const groupBySite = (placed: readonly Placed[]) => {
  const groups = new Map<string, SiteArrivals & { messageIds: readonly string[] }>();
  for (const { village, siteId, exercise, arrival, messageId } of placed) {
    const key = [exercise?.exerciseId ?? "", village.villageId, siteId].join("#");
    const group = groups.get(key);
    groups.set(key, {
      village,
      siteId,
      ...(exercise === undefined ? {} : { exercise }),
      arrivals: [...(group?.arrivals ?? []), arrival],
      messageIds: [...(group?.messageIds ?? []), messageId],
    });
  }
  return [...groups.values()];
};
