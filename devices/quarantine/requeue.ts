import type { QuarantinedMessage, QuarantineReason, QuarantineTally } from "#shared/domain/quarantine.ts";

export type WholeMessage = QuarantinedMessage & { readonly body: string };

/** The world of a requeueing. */
export interface RequeueServices {
  readonly list: (devEui: string | undefined) => Promise<readonly QuarantinedMessage[]>;
  /** Puts messages into the queue of uplinks, or throws: then some may be in it, which does no harm. */
  readonly send: (messages: readonly WholeMessage[]) => Promise<void>;
  readonly remove: (message: QuarantinedMessage) => Promise<void>;
}

export interface RequeueWanted {
  readonly reason: QuarantineReason;
  /** DevEUIs, `undefined` among them for messages whose device could not be read. */
  readonly devices: readonly (string | undefined)[];
}

export interface Requeued {
  readonly sent: number;
  /** Too large to have been kept whole. */
  readonly cut: number;
}

const AT_ONCE = 10;

const isWhole = (message: QuarantinedMessage): message is WholeMessage => message.body !== undefined;

/**
 * Hands messages over again as they came. Each leaves the quarantine after it is in the queue, so a crash in between hands it over
 * twice, and the second is found to be a copy. What still cannot be used comes back with its new reason.
 */
export const requeue = async (
  { reason, devices }: RequeueWanted,
  { list, send, remove }: RequeueServices,
): Promise<Requeued> => {
  let sent = 0;
  let cut = 0;
  for (const devEui of devices) {
    const waiting = (await list(devEui)).filter((message) => message.reason === reason);
    const whole = waiting.filter(isWhole);
    cut += waiting.length - whole.length;
    for (let start = 0; start < whole.length; start += AT_ONCE) {
      const batch = whole.slice(start, start + AT_ONCE);
      await send(batch);
      await Promise.all(batch.map(remove));
      sent += batch.length;
    }
  }
  return { sent, cut };
};

/** The devices of which something was counted for a reason, each once. */
export const devicesWith = (
  reason: QuarantineReason,
  tallies: readonly QuarantineTally[],
): readonly (string | undefined)[] => [
  ...new Set(tallies.filter((tally) => tally.reason === reason).map(({ devEui }) => devEui)),
];
