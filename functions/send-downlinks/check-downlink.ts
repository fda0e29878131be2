import { type DownlinkKey, downlinkKeyOf } from "#shared/adapters/downlink-message.ts";
import type { DownlinkOutcome, DownlinkRecord, DownlinkRequest } from "#shared/domain/downlink.ts";
import { downlinkState } from "#shared/rules/downlink-state.ts";
import type { Handled, Services } from "./downlink-services.ts";

const SOONEST_S = 60;
const LATEST_S = 900;

/** When a downlink is to be looked at again, seconds: about once in an interval, as far as the queue can wait. */
export const checkAfterS = ({ command }: Pick<DownlinkRequest, "command">): number =>
  Math.min(Math.max(command.reportIntervalS, SOONEST_S), LATEST_S);

/** Looks after a downlink that was handed over, until it is known how it ended. */
export const checkDownlink = async (key: DownlinkKey, services: Services): Promise<Handled> => {
  const record = await services.downlinks.find(key);
  if (record === undefined || record.outcome !== undefined) return { kind: "nothing_to_do" };
  const settled = await settle(record, services);
  if (settled !== undefined) return settled;
  const afterS = checkAfterS(record);
  await services.queue.send({ kind: "check", key }, afterS);
  return { kind: "again", afterS, reason: "the device has not shown it yet" };
};

/** Writes down how a downlink ended, when that is known by now. */
export const settle = async (
  record: DownlinkRecord,
  { downlinks, evidence, clock }: Services,
): Promise<DownlinkOutcome | undefined> => {
  const now = clock.now();
  const found = await evidence.gather(record, record.mayHaveLeftAt ?? record.requestedAt, now);
  const { name, at, shownBy, reason = "" } = downlinkState(record, found, now);
  const outcome = outcomeOf(name, at, shownBy, reason);
  if (outcome !== undefined) await downlinks.end(downlinkKeyOf(record), outcome);
  return outcome;
};

const outcomeOf = (
  name: ReturnType<typeof downlinkState>["name"],
  at: number,
  shownBy: ReturnType<typeof downlinkState>["shownBy"],
  reason: string,
): DownlinkOutcome | undefined => {
  if (name === "delivered" && shownBy !== undefined) return { kind: name, at, shownBy };
  return name === "expired" || name === "failed" ? { kind: name, at, reason } : undefined;
};
