import type {
  DeliveryEvidence,
  DeliveryProof,
  DownlinkRecord,
  DownlinkStateName,
} from "#shared/domain/downlink.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { intervalMatchedAt, MATCHING_INTERVALS } from "./interval-match.ts";

/** Where a downlink stands. */
export interface DownlinkState {
  readonly name: DownlinkStateName;
  /** When it came there. */
  readonly at: EpochMs;
  readonly shownBy?: DeliveryProof;
  /** Why, in a sentence, where it came to nothing. */
  readonly reason?: string;
}

/** The first uplink fetches the downlink, one more may be lost. */
const UPLINKS_BEFORE_IT_SHOWS = 2;

/**
 * Until when a downlink that was handed over may still show its effect: the device has to speak once to fetch it, and then three times
 * at its new pace. Never sooner than the time until which it may be sent.
 */
export const shownUntil = (record: DownlinkRecord): EpochMs => {
  const { handedOver, mayHaveLeftAt, requestedAt, expiresAt, command, usualIntervalS } = record;
  const from = handedOver?.at ?? mayHaveLeftAt ?? requestedAt;
  const fetchedMs = UPLINKS_BEFORE_IT_SHOWS * usualIntervalS * SECOND_MS;
  const heardMs = (MATCHING_INTERVALS + 1) * command.reportIntervalS * SECOND_MS;
  return Math.max(expiresAt, from + fetchedMs + heardMs);
};

/**
 * What state a downlink is in: a function of what was written down of it, of what was heard since, and of `now`. Handed over is not
 * delivered: that is known only when the device acknowledges the frame, says itself how often it reports, or is heard to do so.
 * What ended stays ended.
 */
export const downlinkState = (
  record: DownlinkRecord,
  evidence: DeliveryEvidence,
  now: EpochMs,
): DownlinkState => {
  if (record.outcome !== undefined) return ended(record.outcome);
  const proof = proofOf(record, evidence);
  if (proof !== undefined) return { name: "delivered", ...proof };
  const failure = evidence.results.find(
    ({ result, downlinkId }) => result === "failed" && isOf(record, downlinkId),
  );
  if (failure !== undefined) {
    return { name: "failed", at: failure.at, reason: failure.reason ?? "the network server gave it up" };
  }
  if (record.handedOver === undefined) return waiting(record, now);
  const until = shownUntil(record);
  return now > until
    ? { name: "expired", at: until, reason: "the network server took it, and the device never showed it" }
    : { name: "handed_over", at: record.handedOver.at };
};

const ended = (outcome: NonNullable<DownlinkRecord["outcome"]>): DownlinkState => ({
  name: outcome.kind,
  at: outcome.at,
  ...("shownBy" in outcome ? { shownBy: outcome.shownBy } : {}),
  ...("reason" in outcome ? { reason: outcome.reason } : {}),
});

/** One that may have left without an answer is given the time to show itself before it is called expired. */
const waiting = (record: DownlinkRecord, now: EpochMs): DownlinkState => {
  const { mayHaveLeftAt, expiresAt, requestedAt, trouble } = record;
  const until = mayHaveLeftAt === undefined ? expiresAt : shownUntil(record);
  return now > until
    ? { name: "expired", at: until, reason: trouble ?? "it was not sent in time" }
    : { name: "queued", at: requestedAt };
};

const isOf = ({ handedOver }: DownlinkRecord, downlinkId: string | undefined): boolean =>
  handedOver !== undefined && handedOver.messageId === downlinkId;

interface Proof {
  readonly at: EpochMs;
  readonly shownBy: DeliveryProof;
}

/** The earliest of all that shows it. */
const proofOf = (record: DownlinkRecord, evidence: DeliveryEvidence): Proof | undefined => {
  const { mayHaveLeftAt, command } = record;
  if (mayHaveLeftAt === undefined) return undefined;
  const acknowledged = evidence.results
    .filter(({ result, downlinkId }) => result === "acknowledged" && isOf(record, downlinkId))
    .map(({ at }) => at);
  const said = evidence.reports
    .filter(({ at, reportIntervalS }) => at >= mayHaveLeftAt && reportIntervalS === command.reportIntervalS)
    .map(({ at }) => at);
  const heard = intervalMatchedAt(
    evidence.frames.filter(({ at }) => at >= mayHaveLeftAt),
    command.reportIntervalS,
  );
  const proofs: readonly Proof[] = [
    ...acknowledged.map((at) => ({ at, shownBy: "acknowledgement" as const })),
    ...said.map((at) => ({ at, shownBy: "report" as const })),
    ...(heard === undefined ? [] : [{ at: heard, shownBy: "intervals" as const }]),
  ];
  return proofs.toSorted((a, b) => a.at - b.at)[0];
};
