import { randomUUID } from "node:crypto";
import { downlinkRequest } from "#devices/downlink-request.ts";
import type { DownlinkMessage } from "#shared/adapters/downlink-message.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { Device } from "#shared/domain/device.ts";
import type { DeliveryEvidence, DownlinkRecord, DownlinkRequest } from "#shared/domain/downlink.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { downlinkState } from "#shared/rules/downlink-state.ts";
import { done, failed, type Outcome } from "../outcome.ts";
import type { DownlinkOrder } from "./downlink-order.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: {
    readonly device: (
      devEui: string,
    ) => Promise<{ readonly device: Device; readonly village: Village } | undefined>;
  };
  readonly downlinks: {
    readonly queue: (request: DownlinkRequest, wall: EpochMs) => Promise<void>;
    readonly latest: (
      devEui: string,
      exerciseId: string | undefined,
      count: number,
    ) => Promise<readonly DownlinkRecord[]>;
  };
  readonly queue: { readonly send: (message: DownlinkMessage) => Promise<void> };
  readonly evidence: {
    readonly gather: (request: DownlinkRequest, from: EpochMs, to: EpochMs) => Promise<DeliveryEvidence>;
  };
}

/** A person's wish waits for a device that sleeps for long. */
const VALID_FOR_MS = DAY_MS;
const SHOWN = 10;

/** Puts a downlink into the queue for a device, or says by name why it cannot be. */
export const askDevice = async (
  { devEui, reportIntervalS }: Required<DownlinkOrder>,
  by: string,
  services: Services,
): Promise<Outcome> => {
  const found = await services.registry.device(devEui);
  if (found === undefined) return failed(notRegistered(devEui));
  const now = services.clock.now();
  const made = downlinkRequest({
    ...found,
    reportIntervalS,
    downlinkId: randomUUID(),
    requestedAt: now,
    requestedBy: by,
    validForMs: VALID_FOR_MS,
  });
  if ("error" in made) return failed(made.error);
  await services.downlinks.queue(made.request, now);
  await services.queue.send({ kind: "send", request: made.request });
  const usual = found.device.reportIntervalS;
  return done(
    `${devEui} is asked to report every ${reportIntervalS} s: ${made.request.payloadHex} on port ${made.request.fPort}, until ${at(made.request.expiresAt)}.`,
    "It fetches this after its next uplink; --status shows whether it did.",
    ...(usual === reportIntervalS
      ? []
      : [
          `Its village's file says ${usual} s (reportIntervalS): change it there too, or it counts as silent too soon or too late.`,
        ]),
  );
};

/** The last downlinks of a device, newest first, each as it stands now. */
export const showDownlinks = async (devEui: string, services: Services): Promise<Outcome> => {
  if ((await services.registry.device(devEui)) === undefined) return failed(notRegistered(devEui));
  const now = services.clock.now();
  const records = await services.downlinks.latest(devEui, undefined, SHOWN);
  if (records.length === 0) return done(`${devEui} was never asked for anything.`);
  const lines = await Promise.all(
    records.map(async (record) => {
      const from = record.mayHaveLeftAt ?? record.requestedAt;
      const evidence =
        record.outcome === undefined
          ? await services.evidence.gather(record, from, now)
          : { frames: [], reports: [], results: [] };
      return lineOf(record, evidence, now);
    }),
  );
  return done(...lines);
};

const lineOf = (record: DownlinkRecord, evidence: DeliveryEvidence, now: EpochMs): string => {
  const { name, at: since, shownBy, reason } = downlinkState(record, evidence, now);
  const { command, requestedAt, requestedBy, reason: why, trouble } = record;
  const because = reason ?? (name === "queued" ? trouble : undefined);
  return [
    `${at(requestedAt)}  every ${command.reportIntervalS} s`,
    `by ${requestedBy}${why === undefined ? "" : ` (${why})`}`,
    `${name.replaceAll("_", " ")} ${at(since)}${shownBy === undefined ? "" : `, shown by ${PROOFS[shownBy]}`}${because === undefined ? "" : `: ${because}`}`,
  ].join("  ");
};

const PROOFS = {
  acknowledgement: "its acknowledgement",
  report: "its own word",
  intervals: "three of its intervals",
} as const;

const at = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd HH:mm");

const notRegistered = (devEui: string): string =>
  `no device ${devEui} is registered; \`village provision\` registers one`;
