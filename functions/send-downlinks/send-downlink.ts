import type { HandOver } from "#shared/adapters/downlink/downlink-sender.ts";
import { type DownlinkKey, downlinkKeyOf } from "#shared/adapters/downlink-message.ts";
import type { DownlinkOutcome, DownlinkRecord, DownlinkRequest } from "#shared/domain/downlink.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { tooLongFor } from "#shared/rules/downlink-length.ts";
import { checkAfterS, checkDownlink, settle } from "./check-downlink.ts";
import type { Handled, Services } from "./downlink-services.ts";

/** Longer than the function may run, shorter than the queue hides a message: a retry finds the lease of a dead worker run out. */
export const LEASE_MS = 60 * SECOND_MS;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;
/** More than ever are open at once. */
const OTHERS = 10;

/**
 * Hands one downlink to its network server: claim, send, record. Not after its time, not when a newer one has been asked for, not in an
 * exercise. What was not taken, or nobody knows of, is sent again with growing waits until its time is over: the same interval set
 * twice does no harm.
 */
export const sendDownlink = async (request: DownlinkRequest, services: Services): Promise<Handled> => {
  const { downlinks, clock, queue } = services;
  const key = downlinkKeyOf(request);
  const claim = await downlinks.claim(request, clock.now(), LEASE_MS);
  if (claim === "leased") return { kind: "nothing_to_do" };
  if (claim !== "claimed") {
    // The worker that handed it over may have died before it asked for it to be looked after.
    if (claim.outcome === undefined) await queue.send({ kind: "check", key }, checkAfterS(claim));
    return { kind: "nothing_to_do" };
  }
  const others = await downlinks.latest(request.devEui, key.exerciseId, OTHERS);
  const own = others.find(isSame(key));
  const isOver = clock.now() > request.expiresAt;
  // It may have left without an answer: then it is given the time to show itself.
  if (isOver && own?.mayHaveLeftAt !== undefined) return checkDownlink(key, services);
  // It may have left without an answer at an earlier attempt: shown by now, it is not sent once more.
  const settled = own?.mayHaveLeftAt === undefined ? undefined : await settle(own, services);
  if (settled !== undefined) return settled;
  const outcome = await notToBeSent(request, others, services);
  if (outcome !== undefined) {
    await downlinks.end(key, outcome);
    return outcome;
  }
  const handOver = await send(request, services);
  if (handOver.kind === "accepted") return accepted(request, handOver.messageId, others, services);
  return notAccepted(request, handOver, own?.attempts ?? 1, services);
};

const isSame =
  ({ downlinkId }: DownlinkKey) =>
  (other: DownlinkRequest): boolean =>
    other.downlinkId === downlinkId;

/** Why a downlink is not sent at all. */
const notToBeSent = async (
  request: DownlinkRequest,
  others: readonly DownlinkRecord[],
  { evidence, clock }: Services,
): Promise<DownlinkOutcome | undefined> => {
  const at = clock.now();
  if (request.exercise !== undefined) return { kind: "not_sent", at: nowFor(request.exercise, at) };
  const own = others.find(isSame(downlinkKeyOf(request)));
  if (at > request.expiresAt) {
    const reason = own?.trouble ?? "its time was over before it could be sent";
    return { kind: "expired", at, reason };
  }
  const newer = others.find(({ requestedAt }) => requestedAt > request.requestedAt);
  if (newer !== undefined) return { kind: "replaced", at, by: newer.downlinkId };
  const { frames } = await evidence.gather(request, at, at);
  const dataRate = frames
    .toSorted((a, b) => b.at - a.at)
    .find((frame) => frame.dataRate !== undefined)?.dataRate;
  const tooLong = tooLongFor(request.payloadHex.length / 2, dataRate);
  return tooLong === undefined ? undefined : { kind: "failed", at, reason: tooLong };
};

const send = async (request: DownlinkRequest, { senders }: Services): Promise<HandOver> => {
  const { via } = request.address;
  return (
    (await senders[via]?.send(request)) ?? {
      kind: "refused",
      reason: `this installation is not configured to speak to ${via}`,
    }
  );
};

/** Handed over; the older ones are over, each as far as it came. */
const accepted = async (
  request: DownlinkRequest,
  messageId: string,
  others: readonly DownlinkRecord[],
  services: Services,
): Promise<Handled> => {
  const { downlinks, queue, clock } = services;
  const key = downlinkKeyOf(request);
  const at = clock.now();
  await downlinks.handedOver(key, messageId, at);
  await queue.send({ kind: "check", key }, checkAfterS(request));
  for (const other of others) {
    if (other.requestedAt >= request.requestedAt || other.outcome !== undefined) continue;
    const settled = await settle(other, services);
    if (settled === undefined) {
      await downlinks.end(downlinkKeyOf(other), { kind: "replaced", at, by: request.downlinkId });
    }
  }
  return { kind: "handed_over", messageId };
};

const notAccepted = async (
  request: DownlinkRequest,
  { kind, reason }: Exclude<HandOver, { kind: "accepted" }>,
  attempts: number,
  { downlinks, queue, clock }: Services,
): Promise<Handled> => {
  const key = downlinkKeyOf(request);
  const at = clock.now();
  if (kind === "refused") {
    const outcome = { kind: "failed", at, reason } as const;
    await downlinks.end(key, outcome);
    return outcome;
  }
  await downlinks.release(key, reason, at, kind === "unknown");
  const afterS = Math.min(FIRST_WAIT_S * 2 ** (attempts - 1), LONGEST_WAIT_S);
  await queue.send({ kind: "send", request }, afterS);
  return { kind: "again", afterS, reason };
};
