import { findProfile } from "#devices/registry.ts";
import { type Frame, type Frames, framesOf, replayClock } from "#devices/replay/frames.ts";
import type { Trace } from "#devices/traces/trace.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { ingestServices } from "#test/functions/ingest-services.ts";
import { planServices } from "#test/functions/plan-services.ts";

const profile = findProfile("milesight/em500-udl");
if (profile === undefined) throw new Error("the catalogue lacks the EM500-UDL");

/** The bridge of the pilot village within an exercise. */
export const bridgeIn = (exerciseId: string) => ({
  villageId: "lam-tsuen",
  siteId: "wai-tau-bridge",
  exerciseId,
});

/** Sends a trace from the bridge's gauge through everything from the queue to the alerts, in memory and at its own speed. */
export const replayed = async (trace: Trace, exerciseId: string, startedAt: EpochMs) => {
  const clock = replayClock(trace, { exerciseId, startedAt, speed: 1 });
  const made = framesOf(trace, ({ devEui = "" }) => ({ devEui, profile }), clock);
  if ("error" in made) throw new Error(made.error);
  return { clock, ...(await handedOver(made, exerciseId)) };
};

/** Hands every frame over in its time, and plans what is to be told after each. */
export const handedOver = async ({ frames }: Pick<Frames, "frames">, exerciseId: string) => {
  const ingest = ingestServices();
  const plan = planServices(ingest);
  for (const frame of frames) await handOver(frame, ingest, plan, exerciseId);
  const first = frames[0]?.publishAt ?? 0;
  const alerts = [...plan.archive.alerts.values()].map(({ alert }) => ({
    level: alert.level,
    messageType: alert.messageType,
    afterMs: alert.transitionAt - first,
    uplinkId: alert.uplinkId,
  }));
  const told = plan.queue.messages.map(({ notification }) => [
    notification.recipientId,
    notification.channel,
  ]);
  return { ingest, alerts: alerts.toSorted((a, b) => a.afterMs - b.afterMs), told };
};

const handOver = async (
  { document, publishAt, uplinkId }: Frame,
  ingest: ReturnType<typeof ingestServices>,
  plan: ReturnType<typeof planServices>,
  exerciseId: string,
): Promise<void> => {
  ingest.time.wall = publishAt;
  const message = {
    messageId: `${uplinkId} ${publishAt}`,
    body: JSON.stringify(document),
    sentAt: publishAt,
  };
  const { failed } = await ingestUplinks([message], ingest);
  if (failed.length > 0) throw new Error(`${uplinkId} was not taken`);
  await planSites([bridgeIn(exerciseId)], plan);
};
