import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { ingestServices, minutes } from "#test/functions/ingest-services.ts";
import { BRIDGE } from "#test/functions/pilot-village.ts";
import { bridgePlace, planServices } from "#test/functions/plan-services.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";
import { median } from "./median.ts";

export interface PipelineRate {
  readonly uplinksPerSecond: number;
  readonly uplinks: number;
  readonly alerts: number;
}

const ROUNDS = 5;
const UPLINKS = 3_000;
const BATCH = 10;
const MICROSECONDS = 1_000_000;
/** A flood every two hours and a half. */
const FLOOD_MIN = 150;

/** Water between 0.6 m and 2.0 m and back: alerts are planned in every flood. */
const levelM = (minute: number): number => 1.3 - 0.7 * Math.cos((2 * Math.PI * minute) / FLOOD_MIN);

/**
 * Through parse, decode, evaluate and plan in memory, on one core: the very use cases of the functions, with full windows,
 * batches of ten and floods on the way. By the time of its core, so that other work on the machine counts little. Median of some rounds.
 */
export const pipelineRate = async (): Promise<PipelineRate> => {
  const rates: number[] = [];
  let alerts = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcome = await oneRound();
    rates.push(outcome.uplinksPerSecond);
    alerts = outcome.alerts;
  }
  return { uplinksPerSecond: Math.round(median(rates)), uplinks: UPLINKS, alerts };
};

const oneRound = async (): Promise<{ uplinksPerSecond: number; alerts: number }> => {
  const ingest = ingestServices();
  const plan = planServices(ingest);
  const messages = Array.from({ length: UPLINKS }, (_, minute) => ({
    messageId: `message-${minute}`,
    body: uplinkDocument(BRIDGE, { levelM: levelM(minute), at: minutes(minute), fCnt: minute }),
    sentAt: minutes(minute),
  }));
  let alerts = 0;
  const before = process.cpuUsage();
  for (let index = 0; index < UPLINKS; index += BATCH) {
    ingest.time.wall = minutes(index + BATCH) + MINUTE_MS;
    const { transitions } = await ingestUplinks(messages.slice(index, index + BATCH), ingest);
    if (transitions === 0) continue;
    const [outcome] = await planSites([bridgePlace], plan);
    if (outcome !== undefined && "hazards" in outcome) {
      alerts += outcome.hazards.reduce((sum, hazard) => sum + hazard.alerts.length, 0);
    }
  }
  const { user, system } = process.cpuUsage(before);
  return { uplinksPerSecond: UPLINKS / ((user + system) / MICROSECONDS), alerts };
};
